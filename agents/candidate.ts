import type { Block, Serial } from '../sim/units.ts';
import type { Change } from './market/change.ts';
import type { Person } from './market/person.ts';
import type { Miner } from './miner.ts';
import type { OwnAgent } from './own/agent.ts';

/** A possible newcomer: fixed at arrival, the same under every setting of the chain. */
export interface Candidate {
  readonly serial: Serial;
  readonly arrived: Block;
  readonly miner: Miner;
  /** What its steady score will be. */
  readonly quality: number;
  /** What it thinks its steady score will be. */
  readonly belief: number;
  /** Its cost of work over the usual one. */
  readonly costFactor: number;
  /** What it makes of how newcomers fared, over what that says; absent where nobody looks. */
  readonly hope?: number;
  /** Registers whatever the price says (an immunity farmer between two lives). */
  readonly insistent: boolean;
  /** The miner behind it and the device it would rent, where miners pay rent. */
  readonly means?: {
    readonly person: Person;
    readonly device: number;
    /** What it pays to begin with more than a CPU; null with a CPU. */
    readonly change: Change | null;
    /** Whose ASIC it is, where a maker mines with one of its own. */
    readonly maker?: number;
  };
  /** Coldkey of its owner, if not its own. */
  readonly owner?: Serial;
  /** Never gives up (a squatter between two slots). */
  readonly tireless?: true;
  /** Out of which purse it pays, where that may be empty; absent: what it pays is nobody's limit. */
  readonly purse?: string;
  /** What it would stake in its slot, in units of what the network pays in, where it comes to validate; absent: it mines. */
  readonly stake?: number;
  /** What it is and remembers, where it is a candidate of one's own. */
  readonly own?: OwnAgent;
  /** Price of entry at its last look, where it waits for a fall (a sniper). */
  readonly seen?: number;
}
