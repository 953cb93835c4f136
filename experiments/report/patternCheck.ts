import type { Estimate } from '../statistics/estimate.ts';

/** One figure of a real network or a paper, held against ours. */
export interface PatternCheck {
  readonly pattern: number;
  readonly name: string;
  readonly source: string;
  /** What the source says, in words and as the range that passes. */
  readonly published: string;
  readonly range: readonly [number, number];
  readonly ours: Estimate | null;
  /** Our interval and the range have something in common. */
  readonly passes: boolean;
}
