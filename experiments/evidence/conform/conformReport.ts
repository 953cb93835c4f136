import type { Difference } from './compare.ts';
import type { ConformRow } from './tally.ts';

/** What replaying recorded vectors showed. */
export interface ConformReport {
  /** One for each file and ruleset. */
  readonly rows: readonly ConformRow[];
  /** The first few of each file. */
  readonly differences: readonly Difference[];
  readonly compared: number;
  readonly differing: number;
  readonly skipped: number;
}
