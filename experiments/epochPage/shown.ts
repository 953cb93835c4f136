import type { Frame } from './frame.ts';
import type { Knob } from './knob.ts';

/** An epoch with changes, and the same epoch of what it is compared with: the file, or a pinned state. */
export interface Shown {
  readonly now: Frame;
  readonly before: Frame;
  /** Of the ruleset in force. */
  readonly knobs: readonly Knob[];
}

/** How a miner’s bonds and a validator’s dividends move from epoch to epoch, [epoch − 1]. */
export interface Courses {
  readonly miner: number;
  readonly validator: number;
  /** The validators with the largest bonds in the miner at the last epoch, the largest first; u16. */
  readonly holders: readonly { readonly uid: number; readonly bonds: readonly number[] }[];
  /** Shares of the validators’ pay. */
  readonly dividends: readonly number[];
  readonly dividendsBefore: readonly number[];
}
