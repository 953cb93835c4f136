/**
 * The chain's fixed-point numbers: a real x is kept as the integer `bits` = x · 2^fractionBits, a bigint here
 * (substrate-fixed v0.6.0, the types of subtensor). A product is floored, a quotient truncated towards zero,
 * so every figure of the chain can be reproduced to the last bit.
 */
export interface FixedPoint {
  /** The chain's name of the type, e.g. `I32F32`. */
  readonly name: string;
  readonly fractionBits: number;
  /** Bits of 1. */
  readonly one: bigint;
  /** Whether the type can hold `bits`. */
  fits(bits: bigint): boolean;
  /** Floor of the exact product. */
  mul(left: bigint, right: bigint): bigint;
  /** Exact quotient truncated towards zero. Throws a RangeError at a zero divisor, as the chain panics. */
  div(left: bigint, right: bigint): bigint;
  fromInt(value: bigint | number): bigint;
  /** Two integers converted and then divided: numerator / denominator. */
  fromRatio(numerator: bigint | number, denominator: bigint | number): bigint;
  /** Largest integer not above the value. */
  floor(bits: bigint): bigint;
  /** Nearest integer, ties away from zero. */
  round(bits: bigint): bigint;
  /** Bits of `to` for the same value, floored. */
  convert(bits: bigint, to: FixedPoint): bigint;
}

/** A signed type of `integerBits` (sign included) and `fractionBits`. */
export function fixedPoint(integerBits: number, fractionBits: number): FixedPoint {
  const shift = BigInt(fractionBits);
  const one = 1n << shift;
  const half = one >> 1n;
  const limit = 1n << BigInt(integerBits + fractionBits - 1);
  const div = (left: bigint, right: bigint) => (left << shift) / right;
  const fromInt = (value: bigint | number) => BigInt(value) << shift;
  return {
    name: `I${integerBits}F${fractionBits}`,
    fractionBits,
    one,
    fits: (bits) => bits >= -limit && bits < limit,
    mul: (left, right) => (left * right) >> shift,
    div,
    fromInt,
    fromRatio: (numerator, denominator) => div(fromInt(numerator), fromInt(denominator)),
    floor: (bits) => bits >> shift,
    round: (bits) => (bits < 0n ? -((half - bits) >> shift) : (bits + half) >> shift),
    convert: (bits, to) =>
      to.fractionBits >= fractionBits
        ? bits << BigInt(to.fractionBits - fractionBits)
        : bits >> BigInt(fractionBits - to.fractionBits),
  };
}

/** Everything in a Finney epoch. */
export const I32F32 = fixedPoint(32, 32);
/** Finney's stakes before they are normalised, and its averaging factor. */
export const I64F64 = fixedPoint(64, 64);
/** Everything in a Nakamoto step. */
export const I65F63 = fixedPoint(65, 63);
/** Finney's emission in RAO, and the halving curve. */
export const I96F32 = fixedPoint(96, 32);
/** Finney's price of registration. */
export const I110F18 = fixedPoint(110, 18);

/** The library keeps its constants with 23 fraction bits only and widens them. */
const constantBits = 23n;
const eBits = 22_802_600n; // floor(e · 2^23)
const log2eBits = 12_102_203n; // floor(log2(e) · 2^23)

const widen = (format: FixedPoint, bits: bigint) => (bits * format.one) >> constantBits;
/** e as the library knows it, good to seven digits. */
export const e = (format: FixedPoint): bigint => widen(format, eBits);
/** log2(e) as the library knows it. */
export const log2e = (format: FixedPoint): bigint => widen(format, log2eBits);

/**
 * exp of the library: its Taylor series, cut after `fractionBits` − 1 terms, and 1 / exp(|x|) for negative x
 * (substrate-fixed transcendental.rs, exp()). Throws a RangeError where the type overflows.
 */
export function exp(format: FixedPoint, x: bigint): bigint {
  if (x === 0n) return format.one;
  if (x === format.one) return e(format);
  const size = x < 0n ? -x : x;
  let result = size + format.one;
  let term = size;
  for (let power = 2; power < format.fractionBits; power++) {
    term = within(format, format.mul(term, size), x) / BigInt(power);
    result = within(format, result + term, x);
  }
  return x < 0n ? format.div(format.one, result) : result;
}

function within(format: FixedPoint, bits: bigint, argument: bigint): bigint {
  if (format.fits(bits)) return bits;
  const value = Number(argument) / Number(format.one);
  throw new RangeError(`exp(${value}) overflows ${format.name}, as it does on the chain; use a smaller rho`);
}

/**
 * log2 of the library, one fraction bit per squaring (substrate-fixed transcendental.rs, log2()).
 * Throws a RangeError unless x > 0.
 */
export function log2(format: FixedPoint, x: bigint): bigint {
  if (x <= 0n) throw new RangeError(`log2 needs a value above 0; received bits ${x} of ${format.name}`);
  if (x < format.one) return -log2(format, format.div(format.one, x));
  const two = format.one << 1n;
  let rest = x;
  let result = 0n;
  while (rest >= two) {
    result += 1n;
    rest = halve(rest);
  }
  if (rest === format.one) return format.fromInt(result);
  for (let bit = 0; bit < format.fractionBits; bit++) {
    rest = format.mul(rest, rest);
    result <<= 1n;
    if (rest >= two) {
      result += 1n;
      rest = halve(rest);
    }
  }
  return result;
}

/** Half of a value, rounded up in the last bit. */
const halve = (bits: bigint) => (bits >> 1n) + (bits & 1n);
