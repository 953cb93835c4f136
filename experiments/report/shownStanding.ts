import type { Standing } from '../analysis/precision/standing.ts';
import type { MeanInterval } from '../statistics/meanInterval.ts';

/** A standing with what a reader is shown of it. */
export interface Shown extends Standing {
  readonly label: string;
  /** Interval that holds together with those of all other comparisons (Sidak); null without one. */
  readonly together: MeanInterval | null;
}
