import { checkFinite, type Estimate } from '../../statistics/estimate.ts';
import { studentQuantile } from '../../statistics/studentT.ts';

export interface JackknifeOptions {
  /** How many values the estimate reports. */
  readonly n: number;
  readonly level?: number;
  /** Takes the interval of the logarithm: for what is never negative and skewed, such as a standard deviation. */
  readonly isPositive?: boolean;
  /** Takes off the bias of a ratio of sums that shrinks with their number, as the blocks left out show it (Quenouille 1956). */
  readonly isCorrected?: boolean;
}

/**
 * A smooth function of sums with Student's interval over independent blocks: the standard error by leaving out each block in turn
 * (Tukey 1958), blocks − 1 degrees of freedom. Throws a `RangeError` for fewer than 2 blocks or a value that is not finite.
 */
export function jackknife(
  blocks: readonly Float64Array[],
  statistic: (sums: Float64Array) => number,
  { n, level = 0.95, isPositive = false, isCorrected = false }: JackknifeOptions,
): Estimate {
  const count = blocks.length;
  if (count < 2) throw new RangeError(`an interval needs at least 2 blocks; received ${count}`);
  const all = summed(blocks);
  const plain = statistic(all);
  const without = blocks.map((block) => statistic(all.map((sum, k) => sum - block[k])));
  checkFinite([plain, ...without]);
  const center = without.reduce((sum, part) => sum + part, 0) / count;
  const value = isCorrected ? count * plain - (count - 1) * center : plain;
  const scatter = without.reduce((sum, part) => sum + (part - center) ** 2, 0);
  const error = Math.sqrt(((count - 1) / count) * scatter);
  const half = studentQuantile((1 + level) / 2, count - 1) * error;
  const ends = isPositive ? multiplied(value, half) : { low: value - half, high: value + half };
  const method = `Student t${isPositive ? ' of the logarithm' : ''}, jackknife of ${count} independent blocks`;
  return { n, mean: value, sd: error * Math.sqrt(n), ...ends, level, method };
}

/** `half` is the half-width of the value; that of its logarithm is half / value. */
function multiplied(value: number, half: number): { low: number; high: number } {
  if (!(value > 0)) return { low: value, high: value };
  return { low: value * Math.exp(-half / value), high: value * Math.exp(half / value) };
}

/** The estimate of a share: the truth lies in 0 … 1, so its interval does too. */
export function share(estimate: Estimate): Estimate {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { ...estimate, mean: within(estimate.mean), low: within(estimate.low), high: within(estimate.high) };
}

/** Place by place. */
export function summed(parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let k = 0; k < sum.length; k++) sum[k] += part[k];
  return sum;
}
