import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimal,
  decimalDifference,
  decimalSum,
  decimalWhole,
  decimalZero,
  mulDiv,
} from '../../../sim/math/decimalFloat.ts';
import { u64Max } from '../../../sim/math/saturating.ts';

const integer = fc.bigInt(1n, u64Max);

describe('a decimal float', () => {
  it('has one form: above 10^20, at most 10^21', () => {
    expect(decimal(1n)).toEqual({ mantissa: 10n ** 21n, exponent: -21 });
    expect(decimal(10n ** 21n)).toEqual({ mantissa: 10n ** 21n, exponent: 0 });
    expect(decimal(10n ** 21n + 19n)).toEqual({ mantissa: 10n ** 20n + 1n, exponent: 1 });
    expect(decimal(10n ** 20n)).toEqual({ mantissa: 10n ** 21n, exponent: -1 });
    expect(decimal(0n, 7)).toEqual(decimalZero);
  });

  it('holds every u64 and gives it back', () => {
    fc.assert(
      fc.property(integer, (value) => {
        expect(decimalWhole(decimal(value))).toBe(value);
      }),
      { seed: 16, numRuns: 200 },
    );
    expect(decimalWhole(decimal(u64Max, 3))).toBe(u64Max);
    expect(decimalWhole(decimal(5n, -1))).toBe(0n);
  });

  it('multiplies and divides to the RAO, cutting once', () => {
    fc.assert(
      fc.property(integer, integer, integer, (one, other, divisor) => {
        const exact = (one * other) / divisor;
        const got = decimalWhole(mulDiv(decimal(one), decimal(other), decimal(divisor)));
        if (exact <= u64Max) expect(exact - got).toBeOneOf([0n, 1n]);
      }),
      { seed: 16, numRuns: 200 },
    );
    expect(mulDiv(decimal(5n), decimal(7n), decimalZero)).toEqual(decimalZero);
  });

  it('adds and takes away exactly as long as the digits suffice', () => {
    const small = fc.bigInt(1n, 9n * 10n ** 18n);
    fc.assert(
      fc.property(small, small, (one, other) => {
        expect(decimalWhole(decimalSum(decimal(one), decimal(other)))).toBe(one + other);
      }),
      { seed: 16, numRuns: 200 },
    );
    expect(decimalSum(decimal(10n ** 18n), decimal(9n, -30))).toEqual(decimal(10n ** 18n));
    expect(decimalSum(decimalZero, decimal(5n))).toEqual(decimal(5n));
  });

  it('never falls below 0, and nothing is taken from 0', () => {
    expect(decimalDifference(decimal(5n), decimal(7n))).toEqual(decimalZero);
    expect(decimalDifference(decimalZero, decimal(7n))).toBeNull();
    expect(decimalDifference(decimal(5n), decimalZero)).toEqual(decimal(5n));
  });
});
