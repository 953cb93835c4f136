import { sampleCorrelation, sampleVariance } from 'simple-statistics';
import { type Estimate, estimate } from './estimate.ts';

/** Values by seed; null where a seed has none. Two lists are paired place by place. */
export type BySeed = readonly (number | null)[];

/** The difference of two settings run on the same seeds. */
export interface PairedDifference extends Estimate {
  /** Correlation of the two over the seeds; null where one of them does not vary. */
  readonly correlation: number | null;
  /** Variance of the difference with independent seeds over that with common ones; null without variation. */
  readonly varianceRatio: number | null;
}

/** [seed] one − other; null where one of the two has no value. Throws a `RangeError` for lists of unequal length. */
export function bySeedDifference(one: BySeed, other: BySeed): (number | null)[] {
  if (one.length !== other.length) {
    throw new RangeError(`paired lists are equally long; received ${one.length} and ${other.length} seeds`);
  }
  return one.map((value, seed) => {
    const partner = other[seed];
    return value === null || partner === null ? null : value - partner;
  });
}

/** Differences one − other of the seeds that have both. */
export const differences = (one: BySeed, other: BySeed): number[] =>
  bySeedDifference(one, other).filter((gap) => gap !== null);

/** Mean of one − other by seed with a Student interval; null for fewer than two common seeds. */
export function pairedDifference(one: BySeed, other: BySeed, level = 0.95): PairedDifference | null {
  const gaps = differences(one, other);
  if (gaps.length < 2) return null;
  const both = one.flatMap((value, seed) => {
    const partner = other[seed];
    return value === null || partner === null ? [] : [[value, partner] as const];
  });
  const xs = both.map(([x]) => x);
  const ys = both.map(([, y]) => y);
  const spread = sampleVariance(xs) + sampleVariance(ys);
  const common = sampleVariance(gaps);
  const varies = sampleVariance(xs) > 0 && sampleVariance(ys) > 0;
  return {
    ...estimate(gaps, level),
    method: 'paired Student t',
    correlation: varies ? sampleCorrelation(xs, ys) : null,
    varianceRatio: common > 0 ? spread / common : null,
  };
}
