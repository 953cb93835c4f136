import { mean, sampleStandardDeviation } from 'simple-statistics';
import { studentQuantile } from './studentT.ts';

/** A complete mean: how many values, how they scatter, and where the truth lies with the stated confidence. */
export interface Estimate {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation; 0 for a single value. */
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  /** Confidence, 0 … 1. */
  readonly level: number;
  readonly method: string;
}

/** Mean with a Student interval. A single value has no interval: its ends are infinite. Throws without values. */
export function estimate(values: readonly number[], level = 0.95): Estimate {
  checkFinite(values);
  const n = values.length;
  const center = mean([...values]);
  if (n === 1)
    return { n, mean: center, sd: 0, low: -Infinity, high: Infinity, level, method: 'single value' };
  const sd = sampleStandardDeviation([...values]);
  const half = (studentQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n);
  return { n, mean: center, sd, low: center - half, high: center + half, level, method: 'Student t' };
}

export function checkFinite(values: readonly number[]): void {
  if (values.length === 0) throw new RangeError('a mean needs at least 1 value; received none');
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined)
    throw new RangeError(`a value must be finite; received ${bad}: leave missing values out`);
}
