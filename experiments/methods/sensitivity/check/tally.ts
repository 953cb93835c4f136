import type { Estimate } from '../../../statistics/estimate.ts';

/** How often intervals hold the truth, and how far estimates lie from it. */
export interface Tally {
  readonly method: string;
  readonly function: string;
  readonly seeds: number;
  /** Intervals judged: indices × seeds. */
  readonly intervals: number;
  /** Share of them that hold the truth. */
  readonly coverage: number;
  /** The lowest share of a single index, over the seeds. */
  readonly worstIndexCoverage: number;
  /** The largest absolute error of any index on any seed. */
  readonly largestError: number;
  /** The largest, over the indices, of an index's mean absolute error over the seeds. */
  readonly largestMeanError: number;
  readonly rootMeanSquareError: number;
}

/** Counts estimates of each index, by name, over seeds. */
export class Tallier {
  private readonly hits = new Map<string, number>();
  /** [seed] absolute errors of each index. */
  private readonly errors = new Map<string, number[]>();

  /** Judges an estimate of `truth`; an exact value is met up to rounding. */
  see(index: string, { mean, low, high }: Estimate, truth: number): void {
    const rounding = 1e-9 * Math.max(1, Math.abs(truth));
    const isHit = low - rounding <= truth && truth <= high + rounding;
    this.hits.set(index, (this.hits.get(index) ?? 0) + (isHit ? 1 : 0));
    this.errors.set(index, [...(this.errors.get(index) ?? []), Math.abs(mean - truth)]);
  }

  tally(method: string, name: string, seeds: number): Tally {
    const shares = [...this.hits.values()].map((count) => count / seeds);
    const errors = [...this.errors.values()].flat();
    return {
      method,
      function: name,
      seeds,
      intervals: errors.length,
      coverage: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      worstIndexCoverage: Math.min(...shares),
      largestError: Math.max(...errors),
      largestMeanError: Math.max(...[...this.errors.values()].map(average)),
      rootMeanSquareError: Math.sqrt(average(errors.map((error) => error * error))),
    };
  }
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** One tally of several: all their intervals together. */
export function pooled(tallies: readonly Tally[]): {
  coverage: number;
  intervals: number;
  largestError: number;
  largestMeanError: number;
} {
  const intervals = tallies.reduce((sum, tally) => sum + tally.intervals, 0);
  const hits = tallies.reduce((sum, tally) => sum + tally.coverage * tally.intervals, 0);
  return {
    coverage: hits / intervals,
    intervals,
    largestError: Math.max(...tallies.map((tally) => tally.largestError)),
    largestMeanError: Math.max(...tallies.map((tally) => tally.largestMeanError)),
  };
}
