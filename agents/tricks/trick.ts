import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { ChainView } from '../../sim/roles.ts';
import type { Nats, Serial, Share } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import type { Miner } from '../miner.ts';
import type { MinerBook } from '../minerBook.ts';

/** What a miner or a candidate is up to: plain functions of settings and of what it sees. One file each, listed in `catalogue.ts`. */
export interface Trick {
  readonly name: string;
  /** The miners that may have it: all, only newcomers, or the keys of farmers that return after each eviction. */
  readonly heldBy: 'anyone' | 'newcomers' | 'farmers';
  /** Whether the metrics class its holders as cheaters: a sniper's answers are honest. */
  readonly cheats: boolean;
  /** Share of the miners that may have it: of miners, or for `farmers` of the network's uids. */
  shareOf(hyperparameters: Hyperparameters): Share;
  /** The miner it turns a drawn one into; absent: only the looks of its answers change. */
  mask?(miner: Miner, lot: Lot): Masked;
  /** Share of rows answered from memory, at the lowest loss there is; absent: none. */
  hits?(hyperparameters: Hyperparameters): Share;
  /** Standard deviation of ln loss from query to query, its mean unmoved; absent: 0. */
  spread?(hyperparameters: Hyperparameters): number;
  /** Mean loss of a row that is not a hit, as validators see it; absent: the loss it has. */
  shown?(loss: Nats, hyperparameters: Hyperparameters): Nats;
  /** It registers whatever the price says. */
  readonly atAnyPrice?: true;
  /** Whether a candidate sees its moment now; absent: it always does. */
  isTempted?(candidate: Candidate, view: ChainView, book: MinerBook): boolean;
  /** What a candidate that stays outside keeps in mind; absent: nothing. */
  remember?(candidate: Candidate, view: ChainView): Candidate;
}

/** Whose trick it is. */
export interface Lot {
  readonly seed: string;
  readonly serial: Serial;
  /** Uids of the network. */
  readonly uids: number;
  readonly hyperparameters: Hyperparameters;
}

/** A miner behind its mask. */
export interface Masked {
  readonly miner: Miner;
  /** Whose luck its answers have, if not its own: sybils of one model answer alike. */
  readonly voice?: Serial;
  /** Coldkey of its owner, if not its own. */
  readonly owner?: Serial;
}
