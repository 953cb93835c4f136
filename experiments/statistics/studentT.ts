import { lgamma } from '../../sim/math/gamma.ts';

/** P(T ≤ t) of Student's t with `df` degrees of freedom (by the regularised incomplete beta function). */
export function studentCdf(t: number, df: number): number {
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Quantiles that were asked for, by their degrees of freedom and probability: a page asks for a handful, thousands of times. */
const known = new Map<number, Map<number, number>>();
/** Probabilities that are kept of each. */
const most = 64;

/** The t with P(T ≤ t) = p, 0 < p < 1. Throws for other p or df below 1. */
export function studentQuantile(p: number, df: number): number {
  const own = known.get(df) ?? new Map<number, number>();
  const told = own.get(p);
  if (told !== undefined) return told;
  const quantile = quantileOf(p, df);
  if (own.size >= most) own.clear();
  own.set(p, quantile);
  if (known.size >= 100 * most) known.clear();
  known.set(df, own);
  return quantile;
}

function quantileOf(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability lies between 0 and 1; received ${p}`);
  if (!(df >= 1)) throw new RangeError(`degrees of freedom must be at least 1; received ${df}`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -quantileOf(1 - p, df);
  let low = 0;
  let high = 1;
  while (studentCdf(high, df) < p) high *= 2;
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2;
    // No double lies between them.
    if (middle === low || middle === high) break;
    if (studentCdf(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b) by Lentz's continued fraction (Press et al., Numerical Recipes, §6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return (front * continuedFraction(x, a, b)) / a;
}

const tiny = 1e-300;

function continuedFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}
