/**
 * The chain's fixed-point numbers as the code of dTAO uses them: a real x is the integer `bits` =
 * x · 2^fractionBits of 128 bits, and a result outside the type stops at its bound instead of failing
 * (substrate-fixed v0.6.0 saturating_*(), subtensor safe-math).
 */
export interface Saturating {
  /** The chain's name of the type, e.g. `U96F32`. */
  readonly name: string;
  readonly fractionBits: number;
  readonly one: bigint;
  /** Largest bits of the type. */
  readonly highest: bigint;
  fromInt(value: bigint | number): bigint;
  add(left: bigint, right: bigint): bigint;
  /** 0 where the type has no sign and `right` is the larger. */
  sub(left: bigint, right: bigint): bigint;
  /** Floor of the exact product. */
  mul(left: bigint, right: bigint): bigint;
  /** Exact quotient truncated towards zero; 0 where the divisor is 0 or the quotient is outside the type (safe_div()). */
  div(left: bigint, right: bigint): bigint;
  /** The same, null where there is none (checked_div()). */
  quotient(left: bigint, right: bigint): bigint | null;
  /** Two integers converted and then divided: numerator / denominator. */
  ratio(numerator: bigint | number, denominator: bigint | number): bigint;
  /** Largest integer not above the value, 0 … u64::MAX. */
  whole(bits: bigint): bigint;
  /** Bits of `to` for the same value: floored, and stopped at the bounds of `to`. */
  convert(bits: bigint, to: Saturating): bigint;
  /** Bits of this type nearest to `bits` that it can hold. */
  within(bits: bigint): bigint;
}

/** Largest u64, the denominator of the chain's 64-bit shares. */
export const u64Max = (1n << 64n) - 1n;

/** An integer as the chain's u64 holds it: 0 … 2^64 − 1. */
export const clampU64 = (value: bigint): bigint => (value < 0n ? 0n : value > u64Max ? u64Max : value);

function saturating(name: string, fractionBits: number, lowest: bigint, highest: bigint): Saturating {
  const shift = BigInt(fractionBits);
  const within = (bits: bigint) => (bits < lowest ? lowest : bits > highest ? highest : bits);
  const fromInt = (value: bigint | number) => within(BigInt(value) << shift);
  const quotient = (left: bigint, right: bigint) => {
    if (right === 0n) return null;
    const exact = (left << shift) / right;
    return exact < lowest || exact > highest ? null : exact;
  };
  const div = (left: bigint, right: bigint) => quotient(left, right) ?? 0n;
  return {
    name,
    fractionBits,
    one: 1n << shift,
    highest,
    fromInt,
    add: (left, right) => within(left + right),
    sub: (left, right) => within(left - right),
    mul: (left, right) => within((left * right) >> shift),
    div,
    quotient,
    ratio: (numerator, denominator) => div(fromInt(numerator), fromInt(denominator)),
    whole: (bits) => clampU64(bits >> shift),
    convert: (bits, to) =>
      to.within(
        to.fractionBits >= fractionBits
          ? bits << BigInt(to.fractionBits - fractionBits)
          : bits >> BigInt(fractionBits - to.fractionBits),
      ),
    within,
  };
}

const unsigned = (integerBits: number, fractionBits: number) =>
  saturating(`U${integerBits}F${fractionBits}`, fractionBits, 0n, (1n << 128n) - 1n);

const signed = (integerBits: number, fractionBits: number) => {
  const limit = 1n << BigInt(integerBits + fractionBits - 1);
  return saturating(`I${integerBits}F${fractionBits}`, fractionBits, -limit, limit - 1n);
};

/** Everything in the drain of an epoch, and the terms of a block's emission. */
export const U96F32 = unsigned(96, 32);
/** The weights of mechanisms in their aggregate, shares of subnets, prices of pools. */
export const U64F64 = unsigned(64, 64);
/** The first pools of subnets: products of two reserves. */
export const U110F18 = unsigned(110, 18);
/** Flows of TAO and convictions; `fixed.ts` has the type that fails instead of stopping. */
export const clampedI64F64 = signed(64, 64);
/** Moving prices and claimable rates. */
export const clampedI96F32 = signed(96, 32);
/** Powers of shares. */
export const clampedI32F32 = signed(32, 32);
