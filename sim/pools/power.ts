import { bitLength, integerRoot } from './integerRoot.ts';

/** Parts of the whole in which weights and powers of a weighted pool are counted. */
export const parts = 10n ** 18n;

/** Exponents are taken by an exact root where both of their terms, reduced, are at most this. */
const largestExactTerm = 1024n;

/** Binary digits that the series carries beyond the asked precision. */
const guardBits = 24n;
export const guard = 1n << guardBits;

/** A fraction of two integers, the lower above 0. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/**
 * floor(10^18 · base^exponent) as the balancer's library reckons it: an exact root for exponents of small terms, else
 * exp(exponent · ln(base)) by series with `precision` binary digits, whose cuts are part of the result. A series that is cut before it
 * converges gives an integer far from the power. `precision`: 68 … 3944 (safe-bigmath @013c499, SafeInt::pow_ratio_scaled()). Throws a
 * RangeError at a fraction that is none.
 */
export function powerInParts(base: Fraction, exponent: Fraction, precision: number): bigint {
  refuseNoFraction('base', base);
  refuseNoFraction('exponent', exponent);
  if (base.above === 0n) return 0n;
  const { above, below } = reduced(exponent);
  if (above <= largestExactTerm && below <= largestExactTerm) {
    const power = (parts ** below * base.above ** above) / base.below ** above;
    return integerRoot(power, Number(below));
  }
  const series = new Series(precision);
  const logarithm = series.ln(base.above) - series.ln(base.below);
  return series.scaled(series.exp(floored(logarithm * above, below)));
}

function refuseNoFraction(key: string, { above, below }: Fraction): void {
  if (below <= 0n || above < 0n)
    throw new RangeError(
      `the ${key} of a power must be a fraction from 0 on with a divisor above 0; received ${above}/${below}: is a side of the pool empty?`,
    );
}

function reduced({ above, below }: Fraction): Fraction {
  let [one, other] = [above, below];
  while (other !== 0n) [one, other] = [other, one % other];
  return { above: above / one, below: below / one };
}

/** Quotient towards −∞. */
function floored(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return quotient * right > left ? quotient - 1n : quotient;
}

/** A value without its guard digits, to nearest, ties away from zero. */
export const rounded = (value: bigint): bigint => {
  const size = ((value < 0n ? -value : value) + guard / 2n) >> guardBits;
  return value < 0n ? -size : size;
};

/**
 * Whether a term is too small to matter: where a series ends. The library also ends where the rounded result did not change, which only
 * a term that is too small leaves as it was.
 */
const isLast = (term: bigint): boolean => term < guard && term > -guard;

/** Series of the library at one precision; values are integers of 2^−(precision + 24). */
class Series {
  private readonly precision: bigint;
  private readonly bits: bigint;
  private readonly one: bigint;
  private readonly terms: number;

  constructor(precision: number) {
    this.precision = BigInt(precision);
    this.bits = this.precision + guardBits;
    this.one = 1n << this.bits;
    this.terms = precision + 24 + 128;
  }

  /** Natural logarithm of an integer from 1 on. */
  ln(value: bigint): bigint {
    let halvings = BigInt(bitLength(value) - 1);
    let rest = (value << this.bits) >> halvings;
    if (rest >= this.one + this.one / 2n) {
      rest >>= 1n;
      halvings += 1n;
    }
    return this.ln1p(rest - this.one) - halvings * this.ln1p(-this.one / 2n);
  }

  private ln1p(value: bigint): bigint {
    let result = value;
    let power = value;
    for (let index = 2; index <= this.terms; index++) {
      power = (power * value) >> this.bits;
      const term = floored(power, BigInt(index));
      if (power === 0n || term === 0n) break;
      result += index % 2 === 0 ? -term : term;
      if (isLast(term)) break;
    }
    return result;
  }

  exp(value: bigint): bigint {
    let result = this.one;
    let term = this.one;
    for (let index = 1; index <= this.terms; index++) {
      term = floored(term * value, this.one * BigInt(index));
      if (term === 0n) break;
      result += term;
      if (isLast(term)) break;
    }
    return result;
  }

  /** Parts of 10^18 that a value comes to. */
  scaled(value: bigint): bigint {
    return (rounded(value) * parts) >> this.precision;
  }
}
