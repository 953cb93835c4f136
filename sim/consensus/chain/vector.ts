import { I32F32 } from '../../math/fixed.ts';
import { u16Max } from '../../units.ts';

/** Operations on vectors of I32F32 bits, as in subtensor v0.0.1 math.rs. A sum is exact, so its order is free. */

export function sum(vector: readonly bigint[]): bigint {
  let total = 0n;
  for (const value of vector) total += value;
  return total;
}

/** x / Σx; all zero stays as it is (inplace_normalize). */
export const normalise = (vector: readonly bigint[]): bigint[] => normaliseBy(vector, sum(vector));

/** x / total; unchanged if the total is zero (inplace_normalize_using_sum). */
export function normaliseBy(vector: readonly bigint[], total: bigint): bigint[] {
  return total === 0n ? [...vector] : vector.map((value) => I32F32.div(value, total));
}

/** Zero where the mask is set (inplace_mask_vector). */
export const maskVector = (mask: readonly boolean[], vector: readonly bigint[]): bigint[] =>
  vector.map((value, uid) => (mask[uid] ? 0n : value));

/** Quotient of two vectors, zero where the divisor is (vecdiv). */
export const ratio = (over: readonly bigint[], under: readonly bigint[]): bigint[] =>
  over.map((value, uid) => (under[uid] === 0n ? 0n : I32F32.div(value, under[uid])));

/** The k largest are true; among equals the higher uid (is_topk: a stable ascending sort, the last k). */
export function isTopK(vector: readonly bigint[], k: number): boolean[] {
  const ascending = vector.map((_, uid) => uid).sort((a, b) => compare(vector[a], vector[b]));
  const result = new Array<boolean>(vector.length).fill(true);
  for (const uid of ascending.slice(0, Math.max(0, vector.length - k))) result[uid] = false;
  return result;
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** floor(x · 65535): how a share is stored (fixed_proportion_to_u16). */
export const toU16 = (value: bigint): number => Number(I32F32.floor(value * BigInt(u16Max)));

export const toU16s = (vector: readonly bigint[]): Uint16Array => Uint16Array.from(vector, toU16);

/** round(x · 65535 / max): the largest becomes 65535 (vec_max_upscale_to_u16). */
export function maxUpscaleToU16(vector: readonly bigint[]): Uint16Array {
  const largest = vector.reduce((max, value) => (value > max ? value : max), 0n);
  if (largest === 0n) return toU16s(vector);
  const full = I32F32.fromInt(u16Max);
  const upscale =
    largest > I32F32.fromInt(32_768)
      ? (value: bigint) => I32F32.mul(value, I32F32.div(full, largest))
      : (value: bigint) => I32F32.div(I32F32.mul(value, full), largest);
  return Uint16Array.from(vector, (value) => Number(I32F32.round(upscale(value))));
}
