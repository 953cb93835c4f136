import { describe, expect, it } from 'vitest';
import {
  e,
  exp,
  type FixedPoint,
  fixedPoint,
  I32F32,
  I64F64,
  I65F63,
  I96F32,
  I110F18,
  log2,
  log2e,
} from '../../../sim/math/fixed.ts';

const real = (format: FixedPoint, bits: bigint) => Number(bits) / 2 ** format.fractionBits;
const bitsOf = (format: FixedPoint, value: number) =>
  BigInt(Math.round(value * 2 ** 20)) * (format.one >> 20n);

describe('fixed point of the chain', () => {
  it('a product is floored towards minus infinity, a quotient truncated towards zero', () => {
    const third = I32F32.fromRatio(1, 3);
    expect(third).toBe(1_431_655_765n);
    expect(I32F32.mul(third, third)).toBe((third * third) / 2n ** 32n);
    expect(I32F32.mul(-1n, 1n)).toBe(-1n);
    expect(I32F32.mul(1n, 1n)).toBe(0n);
    expect(I32F32.div(-1n, I32F32.fromInt(2))).toBe(0n);
    expect(I32F32.fromRatio(-1, 3)).toBe(-third);
    expect(() => I32F32.div(1n, 0n)).toThrow(RangeError);
  });

  it('its integer part is the floor, rounding takes ties away from zero', () => {
    const cases: [number, bigint, bigint][] = [
      [2.5, 2n, 3n],
      [-2.5, -3n, -3n],
      [2.25, 2n, 2n],
      [-2.25, -3n, -2n],
      [-0.75, -1n, -1n],
      [0.5, 0n, 1n],
    ];
    for (const [value, floor, rounded] of cases) {
      const bits = BigInt(value * 2 ** 32);
      expect(I32F32.floor(bits)).toBe(floor);
      expect(I32F32.round(bits)).toBe(rounded);
    }
  });

  it('kappa 32767 is a hair under one half, so exactly half of the stake is a majority', () => {
    expect(I32F32.fromRatio(32_767, 65_535)).toBe(2_147_450_879n);
    expect(I32F32.fromRatio(32_767, 65_535)).toBeLessThan(I32F32.one / 2n);
  });

  it('a narrower type keeps the floor of the value', () => {
    const bits = I64F64.fromRatio(2, 3);
    expect(I64F64.convert(bits, I32F32)).toBe(2n ** 33n / 3n);
    expect(I64F64.convert(-1n, I32F32)).toBe(-1n);
    expect(I32F32.convert(5n, I96F32)).toBe(5n);
    expect(I32F32.convert(5n, I64F64)).toBe(5n << 32n);
    expect(I110F18.convert(I110F18.fromInt(7), I65F63)).toBe(I65F63.fromInt(7));
  });

  it('knows what a type can hold', () => {
    expect(I32F32.name).toBe('I32F32');
    expect(I32F32.fits(2n ** 63n - 1n)).toBe(true);
    expect(I32F32.fits(2n ** 63n)).toBe(false);
    expect(I32F32.fits(-(2n ** 63n))).toBe(true);
    expect(I32F32.fits(-(2n ** 63n) - 1n)).toBe(false);
  });
});

describe('exp and log2 of the library', () => {
  it('e and log2(e) have 23 fraction bits only', () => {
    expect(e(I32F32)).toBe(BigInt(Math.floor(Math.E * 2 ** 23)) << 9n);
    expect(log2e(I65F63)).toBe(BigInt(Math.floor(Math.LOG2E * 2 ** 23)) << 40n);
    expect(exp(I65F63, I65F63.one)).toBe(e(I65F63));
  });

  it('exp is exact at 0 and within 1e-12 of the platform over the range of the Nakamoto sigmoid', () => {
    expect(exp(I65F63, 0n)).toBe(I65F63.one);
    for (const x of [-10, -7.3, -5, -2.5, -1, -0.01, 0.01, 0.999, 1.001, 2.5, 5, 7.3, 10]) {
      const bits = bitsOf(I65F63, x);
      expect(real(I65F63, exp(I65F63, bits)) / Math.exp(real(I65F63, bits)) - 1).toBeCloseTo(0, 12);
    }
  });

  it('exp(−x) is the reciprocal of exp(x), to the bit', () => {
    const x = I65F63.fromRatio(37, 10);
    expect(exp(I65F63, -x)).toBe(I65F63.div(I65F63.one, exp(I65F63, x)));
  });

  it('exp refuses what its type cannot hold, and says so', () => {
    expect(() => exp(I32F32, I32F32.fromInt(22))).toThrow(/exp\(22\) overflows I32F32/);
    expect(() => exp(I65F63, I65F63.fromInt(50))).toThrow(RangeError);
  });

  it('log2 is exact for powers of two and within 1e-12 of the platform elsewhere', () => {
    for (let power = 0; power < 30; power++) {
      expect(log2(I32F32, I32F32.fromInt(2 ** power))).toBe(I32F32.fromInt(power));
    }
    for (const x of [0.1, 0.75, 1.5, 3, 10, 1000.25, 12_345_678]) {
      const bits = bitsOf(I65F63, x);
      expect(real(I65F63, log2(I65F63, bits))).toBeCloseTo(Math.log2(real(I65F63, bits)), 12);
    }
    expect(I65F63.floor(log2(I65F63, I65F63.fromInt(21_000_000_000_000_001n)))).toBe(54n);
  });

  it('log2 refuses what has no logarithm', () => {
    expect(() => log2(I32F32, 0n)).toThrow(/above 0/);
    expect(() => log2(fixedPoint(8, 8), -1n)).toThrow(RangeError);
  });
});
