/** Arithmetic of I32F32, the chain's: one number in a u64, or four below 1.0 in the u32 lanes of a vector. */

export const ONE: u64 = 1 << 32;

/** floor(a · b), for a up to 1.0 and any b. */
@inline
export function mul(a: u64, b: u64): u64 {
  return a * (b >> 32) + ((a * (b & 0xffffffff)) >> 32);
}

/** floor(a / b); b is not zero. */
@inline
export function div(a: u64, b: u64): u64 {
  return a < ONE ? (a << 32) / b : longDivision(a, b);
}

/** a · 2^32 / b where a · 2^32 needs more than 64 bits: as many bits of the quotient at a time as fit. */
function longDivision(a: u64, b: u64): u64 {
  let quotient = a / b;
  let rest = a % b;
  let bits: u64 = 32;
  while (bits > 0) {
    const some = min(bits, clz(b));
    rest <<= some;
    quotient = (quotient << some) + rest / b;
    rest %= b;
    bits -= some;
  }
  return quotient;
}

/** x · 65535, floored to an integer: how a share is stored. */
@inline
export function toU16(x: u64): u32 {
  return <u32>((x * 65535) >> 32);
}

/** Four products, floored. */
@inline
export function mul4(a: v128, b: v128): v128 {
  return v128.shuffle<u32>(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7);
}

/** 2^52: what is added to a double below it shows its integer in the low bits. */
const MAGIC: f64 = 4503599627370496.0;

/** The low words of four doubles that carry 2^52. */
@inline
function lowWords(low: v128, high: v128): v128 {
  return v128.shuffle<u32>(low, high, 0, 2, 4, 6);
}

/**
 * floor(v · 2^32 / sum) of four integers up to 65535: `lowFactor` and `highFactor` hold 2^32 / sum · (1 + 2^-51), which
 * errs upwards by less than the distance to the next integer, so half an integer less rounds to the floor. Only zero
 * falls below 2^52 and shows 2^32 − 1, which no share of several does: hence the mask.
 */
@inline
export function shares4(v: v128, lowFactor: v128, highFactor: v128): v128 {
  const down = f64x2.splat(MAGIC - 0.5);
  const low = f64x2.convert_low_i32x4_s(v);
  const high = f64x2.convert_low_i32x4_s(v128.shuffle<u32>(v, v, 2, 3, 2, 3));
  const floors = lowWords(
    f64x2.add(f64x2.mul(low, lowFactor), down),
    f64x2.add(f64x2.mul(high, highFactor), down),
  );
  return v128.andnot(floors, i32x4.eq(floors, i32x4.splat(-1)));
}

/** 2^32 / sum, a little above; zero for a sum of zero. */
export function shareFactor(sum: u32): f64 {
  return sum == 0 ? 0 : (4294967296.0 / <f64>sum) * (1 + 4.440892098500626e-16);
}

/** Divisors from here on are near 1.0 and divided by `nearOne4`. */
export const NEAR_ONE: u32 = 0xffff0000;

/**
 * floor(d · 2^32 / divisor) of four d below a divisor of at most 2^32 − 2^16: the nearest integer to an estimate in
 * doubles (`factor` = 2^32 / divisor), lowered by one where the remainder, which fits 32 bits, is negative.
 */
@inline
export function quotients4(d: v128, factor: v128, negated: v128): v128 {
  const exponent = i32x4.splat(0x43300000);
  const magic = f64x2.splat(MAGIC);
  const low = f64x2.sub(v128.shuffle<u32>(d, exponent, 0, 4, 1, 5), magic);
  const high = f64x2.sub(v128.shuffle<u32>(d, exponent, 2, 6, 3, 7), magic);
  const nearest = lowWords(
    f64x2.add(f64x2.mul(low, factor), magic),
    f64x2.add(f64x2.mul(high, factor), magic),
  );
  return i32x4.add(nearest, i32x4.shr_s(i32x4.mul(nearest, negated), 31));
}

/**
 * floor(d · 2^32 / divisor) of four d below a divisor of 2^32 − gap, gap at most 2^16: d and the floor of d · gap /
 * divisor, which is the high word of d · gap, one more where the low word and (high + 1) · gap carry.
 */
@inline
export function nearOne4(d: v128, gap: v128): v128 {
  const evens = i64x2.extmul_low_i32x4_u(d, gap);
  const odds = i64x2.extmul_high_i32x4_u(d, gap);
  const high = v128.shuffle<u32>(evens, odds, 1, 3, 5, 7);
  const low = v128.shuffle<u32>(evens, odds, 0, 2, 4, 6);
  const more = i32x4.mul(i32x4.add(high, i32x4.splat(1)), gap);
  const carry = i32x4.gt_u(low, i32x4.add(low, more));
  return i32x4.sub(i32x4.add(d, high), carry);
}

/** The sum of four lanes, modulo 2^32. */
@inline
export function total4(v: v128): u32 {
  return (
    i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)
  );
}

/** The largest of four lanes. */
@inline
export function largest4(v: v128): u32 {
  return max(
    max<u32>(i32x4.extract_lane(v, 0), i32x4.extract_lane(v, 1)),
    max<u32>(i32x4.extract_lane(v, 2), i32x4.extract_lane(v, 3)),
  );
}

/** The smallest of four lanes. */
@inline
export function smallest4(v: v128): u32 {
  return min(
    min<u32>(i32x4.extract_lane(v, 0), i32x4.extract_lane(v, 1)),
    min<u32>(i32x4.extract_lane(v, 2), i32x4.extract_lane(v, 3)),
  );
}
