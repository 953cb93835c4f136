/**
 * The chain's I32F32 without bigint: bits are whole numbers in float64, exact as long as none passes 2^53. For hot
 * loops; `../../../../sim/math/fixed.ts` is the same arithmetic over bigint.
 */

const two53 = 2 ** 53;
const two32 = 2 ** 32;
const limb = 2 ** 16;

/** Floor of the product; |left| up to 2^35, |right| up to 2^33. */
export function mul(left: number, right: number): number {
  const product = left * right;
  if (product < two53 && product > -two53) return Math.floor(product / two32);
  const high = Math.floor(right / limb);
  const low = right - high * limb;
  return Math.floor((left * high + Math.floor((left * low) / limb)) / limb);
}

/**
 * floor(numerator · 2^32 / denominator), 0 ≤ numerator ≤ denominator ≤ 2^36. `scale` is 2^32 / denominator in float64,
 * so that a column divides once: the product is off by less than 2^-19, and where that could matter the quotient is
 * found digit by digit.
 */
export function divBy(numerator: number, denominator: number, scale: number): number {
  const near = numerator * scale;
  const quotient = Math.floor(near);
  const part = near - quotient;
  return part > doubt && part < 1 - doubt ? quotient : div(numerator, denominator);
}

const doubt = 1e-4;

/** Floor of the product of many values ≤ 2^32 with one; `scale` is that one / 2^32, and doubt is settled as above. */
export function mulBy(value: number, factor: number, scale: number): number {
  const near = value * scale;
  const product = Math.floor(near);
  const part = near - product;
  return part > doubt && part < 1 - doubt ? product : mul(value, factor);
}

/** floor(numerator · 2^32 / denominator) in two digits of 16 bits; a rounded quotient below 2^52 keeps its floor. */
export function div(numerator: number, denominator: number): number {
  const first = Math.floor((numerator * limb) / denominator);
  const rest = numerator * limb - first * denominator;
  return first * limb + Math.floor((rest * limb) / denominator);
}

/** floor(numerator · 2^32 / denominator) for whole numbers below 2^20. */
export const shareOf = (numerator: number, denominator: number): number =>
  Math.floor((numerator * two32) / denominator);

/** x / Σx, unchanged where all is zero; Σ up to 2^36. Overwrites `values`. */
export function normaliseInPlace(values: Float64Array): void {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at];
  if (total === 0) return;
  const scale = two32 / total;
  for (let at = 0; at < values.length; at++) values[at] = divBy(values[at], total, scale);
}
