/** The gamma distribution with a shape and scale 1, deterministic to the bit (see elementary.ts). */
import { exp, ln, normalQuantile } from './elementary.ts';

const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
/** ln(2 pi) / 2. */
const halfLnTwoPi = 0.9189385332046727;

/** ln Gamma(x) for x > 0, about 1e-14 relative. Source: Lanczos 1964, g = 7, nine terms. */
export function lgamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`lgamma needs x > 0; received ${x}`);
  if (x < 0.5) return lgamma(x + 1) - ln(x);
  let sum = lanczos[0]!;
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x - 1 + i);
  const t = x + 6.5;
  return halfLnTwoPi + (x - 0.5) * ln(t) - t + ln(sum);
}

/** P(X <= x) for X gamma with this shape, scale 1: the regularised lower incomplete gamma function. */
export function gammaCdf(x: number, shape: number): number {
  if (!(x > 0)) return 0;
  return cdfWith(x, shape, lgamma(shape));
}

/** The same where ln Gamma(shape) is known. */
function cdfWith(x: number, shape: number, logGamma: number): number {
  return x < shape + 1
    ? front(x, shape, logGamma) * lowerSeries(x, shape)
    : 1 - front(x, shape, logGamma) * upperFraction(x, shape);
}

/** P(X > x), accurate where it is tiny. */
export function gammaTail(x: number, shape: number): number {
  return tailWith(x, shape, shape === 0.5 ? lgammaOfHalf : lgamma(shape));
}

/** ln Gamma(1/2), which the normal distribution asks for. */
const lgammaOfHalf = lgamma(0.5);

function tailWith(x: number, shape: number, logGamma: number): number {
  if (!(x > 0)) return 1;
  return x < shape + 1
    ? 1 - front(x, shape, logGamma) * lowerSeries(x, shape)
    : front(x, shape, logGamma) * upperFraction(x, shape);
}

/** P(Z <= z) of the standard normal, accurate in its lower tail: z² / 2 is gamma of shape one half. */
export function normalCdf(z: number): number {
  const beyond = 0.5 * gammaTail(0.5 * z * z, 0.5);
  return z < 0 ? beyond : 1 - beyond;
}

/** x^shape e^−x / Gamma(shape). */
function front(x: number, shape: number, logGamma: number): number {
  return exp(shape * ln(x) - x - logGamma);
}

/** Sum of x^m / (shape (shape+1) … (shape+m)). */
function lowerSeries(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let m = 1; term > sum * 1e-17; m++) sum += term *= x / (shape + m);
  return sum;
}

/** Continued fraction of the upper tail by Lentz's method. */
function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 10_000; i++) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/**
 * Quantile of the gamma distribution, shape > 0, scale 1, 0 < p < 1; about 1e-13 relative.
 * Newton's method in ln x, which is concave enough to be safe, kept inside a shrinking bracket.
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p > 0 && p < 1 && shape > 0)) {
    throw new RangeError(`gammaQuantile needs 0 < p < 1 and shape > 0; received p = ${p}, shape = ${shape}`);
  }
  const logGamma = lgamma(shape);
  let low = -800;
  let high = ln(shape + 40 * Math.sqrt(shape) + 800);
  let t = firstGuess(p, shape);
  for (let round = 0; round < 200; round++) {
    const x = exp(t);
    const excess = (x > 0 ? cdfWith(x, shape, logGamma) : 0) - p;
    if (excess > 0) high = t;
    else low = t;
    // The density of ln X at t.
    const step = excess / exp(shape * t - x - logGamma);
    const next = t - step;
    const inside = next > low && next < high;
    if (inside && Math.abs(step) < 1e-14 * Math.max(1, Math.abs(t))) return exp(next);
    if (high - low < 1e-15 * Math.max(1, Math.abs(t))) return x;
    t = inside ? next : (low + high) / 2;
  }
  return exp(t);
}

/** Wilson and Hilferty's cube, or the first term of the series where the cube would be near or below 0. */
function firstGuess(p: number, shape: number): number {
  const ninth = 1 / (9 * shape);
  const root = 1 - ninth + normalQuantile(p) * Math.sqrt(ninth);
  if (root > 0.3) return ln(shape) + 3 * ln(root);
  return (ln(p) + lgamma(shape + 1)) / shape;
}
