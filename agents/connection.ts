import type { Block, Uid } from '../sim/units.ts';
import type { Candidate } from './candidate.ts';

/** What becomes of someone at the gate of a network: it may register, may look again, or has no business there. */
export type Admission = 'open' | 'closed' | 'gone';

/** What another network has to say about the people of this one, and is told of them. */
export interface Connection {
  /** Names when people arrive and what they are up to: networks that share it are looked at by the same people. */
  readonly crowdSeed: string;
  /** Names what a person's model and belief are at this network, by its serial, which for a founder is its uid. */
  seedOf(person: number): string;
  /** Whether a candidate that looks at the price of a slot may take it. */
  admission(candidate: Candidate): Admission;
  /** A candidate holds a slot from now on. */
  seated(uid: Uid, candidate: Candidate, block: Block): void;
}
