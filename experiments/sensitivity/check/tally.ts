import type { Estimate } from '../../statistics/estimate.ts';

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
  readonly largestError: number;
  readonly rootMeanSquareError: number;
}

/** Counts estimates of each index, by name, over seeds. */
export class Tallier {
  private readonly hits = new Map<string, number>();
  private readonly errors: number[] = [];

  /** Judges an estimate of `truth`; an exact value is met up to rounding. */
  see(index: string, { mean, low, high }: Estimate, truth: number): void {
    const rounding = 1e-9 * Math.max(1, Math.abs(truth));
    const isHit = low - rounding <= truth && truth <= high + rounding;
    this.hits.set(index, (this.hits.get(index) ?? 0) + (isHit ? 1 : 0));
    this.errors.push(Math.abs(mean - truth));
  }

  tally(method: string, name: string, seeds: number): Tally {
    const shares = [...this.hits.values()].map((count) => count / seeds);
    const squares = this.errors.reduce((sum, error) => sum + error * error, 0);
    return {
      method,
      function: name,
      seeds,
      intervals: this.errors.length,
      coverage: shares.reduce((sum, share) => sum + share, 0) / shares.length,
      worstIndexCoverage: Math.min(...shares),
      largestError: Math.max(...this.errors),
      rootMeanSquareError: Math.sqrt(squares / this.errors.length),
    };
  }
}

/** One tally of several: all their intervals together. */
export function pooled(tallies: readonly Tally[]): {
  coverage: number;
  intervals: number;
  largestError: number;
} {
  const intervals = tallies.reduce((sum, tally) => sum + tally.intervals, 0);
  const hits = tallies.reduce((sum, tally) => sum + tally.coverage * tally.intervals, 0);
  return {
    coverage: hits / intervals,
    intervals,
    largestError: Math.max(...tallies.map((tally) => tally.largestError)),
  };
}
