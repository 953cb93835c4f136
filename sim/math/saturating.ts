/**
 * The chain's unsigned fixed-point numbers as the code of dTAO uses them: a real x is the integer `bits` =
 * x · 2^fractionBits of 128 bits, and a result outside the type stops at its bound instead of failing
 * (substrate-fixed v0.6.0 saturating_*(), subtensor safe-math).
 */
export interface Saturating {
  /** The chain's name of the type, e.g. `U96F32`. */
  readonly name: string;
  readonly one: bigint;
  fromInt(value: bigint | number): bigint;
  add(left: bigint, right: bigint): bigint;
  /** 0 where `right` is the larger. */
  sub(left: bigint, right: bigint): bigint;
  /** Floor of the exact product. */
  mul(left: bigint, right: bigint): bigint;
  /** Floor of the exact quotient; 0 where the divisor is 0 or the quotient is outside the type (safe_div()). */
  div(left: bigint, right: bigint): bigint;
  /** Two integers converted and then divided: numerator / denominator. */
  ratio(numerator: bigint | number, denominator: bigint | number): bigint;
  /** Largest integer not above the value, at most u64::MAX. */
  whole(bits: bigint): bigint;
}

const bits128 = (1n << 128n) - 1n;
/** Largest u64, the denominator of the chain's 64-bit shares. */
export const u64Max = (1n << 64n) - 1n;

function saturating(integerBits: number, fractionBits: number): Saturating {
  const shift = BigInt(fractionBits);
  const within = (bits: bigint) => (bits < 0n ? 0n : bits > bits128 ? bits128 : bits);
  const fromInt = (value: bigint | number) => within(BigInt(value) << shift);
  const div = (left: bigint, right: bigint) => {
    const quotient = right === 0n ? 0n : (left << shift) / right;
    return quotient > bits128 ? 0n : quotient;
  };
  return {
    name: `U${integerBits}F${fractionBits}`,
    one: 1n << shift,
    fromInt,
    add: (left, right) => within(left + right),
    sub: (left, right) => within(left - right),
    mul: (left, right) => within((left * right) >> shift),
    div,
    ratio: (numerator, denominator) => div(fromInt(numerator), fromInt(denominator)),
    whole: (bits) => (bits >> shift > u64Max ? u64Max : bits >> shift),
  };
}

/** Everything in the drain of an epoch. */
export const U96F32 = saturating(96, 32);
/** The weights of mechanisms in their aggregate. */
export const U64F64 = saturating(64, 64);
