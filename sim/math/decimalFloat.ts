import { clampU64 } from './saturating.ts';

/**
 * A number of the chain's share pools since v3.3.14: mantissa · 10^exponent, with 10^20 < mantissa ≤ 10^21, or 0 and 0. Never
 * below zero; results are cut, not rounded (safe-bigmath, SafeFloat).
 */
export interface DecimalFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const highest = 10n ** 21n;
const lowest = 10n ** 20n;
/** An addend is shifted by at most so many digits; beyond that it is 0 beside the other one. */
const mostDigits = 22;

/** 10^k, k = 0 … 64. */
const powersOfTen = Array.from({ length: 65 }, (_, k) => 10n ** BigInt(k));
const tenTo = (k: number): bigint => powersOfTen[k] ?? 10n ** BigInt(k);

/** Digits by which a mantissa is certainly too short: one less than its logarithm says, as that may err by a little. */
const missingDigits = (mantissa: bigint): number =>
  Math.max(0, 19 - Math.floor(Math.log10(Number(mantissa))));

export const decimalZero: DecimalFloat = { mantissa: 0n, exponent: 0 };
const isZero = ({ mantissa }: DecimalFloat) => mantissa === 0n;

/** mantissa · 10^exponent in its one form. */
export function decimal(mantissa: bigint, exponent = 0): DecimalFloat {
  if (mantissa <= 0n) return decimalZero;
  const missing = missingDigits(mantissa);
  let [digits, power] = [mantissa * powersOfTen[missing], exponent - missing];
  for (; digits > highest; power++) digits /= 10n;
  for (; digits <= lowest; power--) digits *= 10n;
  return { mantissa: digits, exponent: power };
}

/** Whether a value is written in its one form. */
export const isDecimal = ({ mantissa, exponent }: DecimalFloat): boolean =>
  mantissa === 0n
    ? exponent === 0
    : mantissa > lowest && mantissa <= highest && Number.isSafeInteger(exponent);

/** one · other / divisor, cut once; 0 for a divisor of 0. */
export function mulDiv(one: DecimalFloat, other: DecimalFloat, divisor: DecimalFloat): DecimalFloat {
  if (isZero(divisor)) return decimalZero;
  // Shares that are worth what they say: the pool of a miner whose owner alone has staked.
  if (other.mantissa === divisor.mantissa && other.exponent === divisor.exponent) return one;
  const mantissa = (one.mantissa * other.mantissa) / divisor.mantissa;
  return decimal(mantissa, one.exponent + other.exponent - divisor.exponent);
}

/** one + other: the one of the smaller exponent is cut to the digits of the other. */
export function decimalSum(one: DecimalFloat, other: DecimalFloat): DecimalFloat {
  if (isZero(one)) return other;
  if (isZero(other)) return one;
  const exponent = alignedExponent(one, other);
  return decimal(cutTo(exponent, one) + cutTo(exponent, other), exponent);
}

/** one − other, 0 where other is the larger; null for 0 − other, which the chain refuses. */
export function decimalDifference(one: DecimalFloat, other: DecimalFloat): DecimalFloat | null {
  if (isZero(other)) return one;
  if (isZero(one)) return null;
  const exponent = alignedExponent(one, other);
  return decimal(cutTo(exponent, one) - cutTo(exponent, other), exponent);
}

/** Largest integer not above the value, at most u64::MAX. */
export function decimalWhole({ mantissa, exponent }: DecimalFloat): bigint {
  const power = tenTo(Math.abs(exponent));
  return clampU64(exponent >= 0 ? mantissa * power : mantissa / power);
}

const alignedExponent = (one: DecimalFloat, other: DecimalFloat): number =>
  Math.max(one.exponent, other.exponent);

/** Digits of a value at an exponent from its own on; no function within, as these are called for every payment of every epoch. */
function cutTo(exponent: number, { mantissa, exponent: own }: DecimalFloat): bigint {
  return exponent === own ? mantissa : mantissa / tenTo(Math.min(exponent - own, mostDigits));
}
