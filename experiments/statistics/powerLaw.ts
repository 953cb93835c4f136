import { checkFinite } from './estimate.ts';
import { studentQuantile } from './studentT.ts';

/** y ∝ x^slope, fitted by least squares on logarithms. */
export interface PowerLaw {
  readonly n: number;
  readonly slope: number;
  /** Interval of the slope. */
  readonly low: number;
  readonly high: number;
  /** Confidence, 0 … 1. */
  readonly level: number;
  readonly method: string;
}

/**
 * The exponent of y in x, with its Student interval on n − 2 degrees of freedom. Throws with fewer than three points,
 * with a value that is not above zero, or where all x are equal.
 */
export function powerLaw(
  points: readonly { readonly x: number; readonly y: number }[],
  level = 0.95,
): PowerLaw {
  const n = points.length;
  if (n < 3) throw new RangeError(`a slope with an interval needs three points or more; received ${n}`);
  if (points.some(({ x, y }) => !(x > 0 && y > 0)))
    throw new RangeError('a power law is fitted to values above zero; leave out the others');
  const xs = points.map(({ x }) => Math.log(x));
  const ys = points.map(({ y }) => Math.log(y));
  checkFinite([...xs, ...ys]);
  const [x, y] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
  if (!(spread > 0)) throw new RangeError('a slope needs two different x at least');
  const slope = xs.reduce((sum, value, k) => sum + (value - x) * (ys[k] - y), 0) / spread;
  const residual = xs.reduce((sum, value, k) => sum + (ys[k] - y - slope * (value - x)) ** 2, 0);
  const half = studentQuantile((1 + level) / 2, n - 2) * Math.sqrt(residual / (n - 2) / spread);
  const method = 'least squares on logarithms, Student t';
  return { n, slope, low: slope - half, high: slope + half, level, method };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
