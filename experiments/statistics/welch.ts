import { mean, sampleVariance } from 'simple-statistics';
import { checkFinite } from './estimate.ts';
import { studentQuantile } from './studentT.ts';

/** The difference of two means of unpaired values. */
export interface WelchDifference {
  readonly n: readonly [number, number];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly df: number;
  readonly method: string;
}

/**
 * Mean of one − mean of other with Welch's interval (1947): variances may differ, degrees of freedom by
 * Satterthwaite. Throws for fewer than two values on a side.
 */
export function welchDifference(
  one: readonly number[],
  other: readonly number[],
  level = 0.95,
): WelchDifference {
  for (const values of [one, other]) {
    checkFinite(values);
    if (values.length < 2)
      throw new RangeError(`a difference of means needs 2 values a side; received ${values.length}`);
  }
  const parts = [one, other].map((values) => sampleVariance([...values]) / values.length);
  const variance = parts[0] + parts[1];
  const center = mean([...one]) - mean([...other]);
  const df =
    variance === 0
      ? one.length + other.length - 2
      : variance ** 2 / (parts[0] ** 2 / (one.length - 1) + parts[1] ** 2 / (other.length - 1));
  const half = studentQuantile((1 + level) / 2, df) * Math.sqrt(variance);
  return {
    n: [one.length, other.length],
    mean: center,
    low: center - half,
    high: center + half,
    level,
    df,
    method: 'Welch t',
  };
}
