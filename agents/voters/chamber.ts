import type { WeightedGame } from '../../sim/governance/weightedGame.ts';
import type { Share } from '../../sim/units.ts';
import type { Ask } from './ask.ts';

/** How a proposal ended, and after how many days it is in force or dropped. */
export interface Verdict {
  readonly passes: boolean;
  readonly days: number;
}

/** Those who decide under a rule. */
export interface Chamber {
  /** Places of the holders that may propose, each as often. */
  readonly proposers: readonly number[];
  decide(ask: Ask): Verdict;
  /** Votes of those who decide, by owner; null: no vote is taken. */
  readonly game: WeightedGame | null;
  /** Part of the votes that must say aye to pass where all others are silent. */
  readonly ayesToPass: Share | null;
  /** Part that must say nay to block where all others are silent. */
  readonly naysToBlock: Share | null;
}
