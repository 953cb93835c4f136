import { describe, expect, it } from 'vitest';
import { exp, ln, logistic, normalQuantile, pow } from '../../../sim/math/elementary.ts';
import { gammaCdf, gammaQuantile, lgamma } from '../../../sim/math/gamma.ts';

const relative = (value: number, truth: number) => Math.abs(value / truth - 1);
const worst = (xs: number[], f: (x: number) => number, g: (x: number) => number) =>
  Math.max(...xs.map((x) => relative(f(x), g(x))));
const grid = (from: number, to: number, points: number) =>
  Array.from({ length: points }, (_, i) => from + ((to - from) * (i + 0.37)) / points);

describe('elementary functions of fixed bits', () => {
  it('exp agrees with the platform to two units in the last place over its whole range', () => {
    expect(worst(grid(-708, 709.7, 40_001), exp, Math.exp)).toBeLessThan(4.5e-16);
    expect(worst(grid(-2, 2, 40_001), exp, Math.exp)).toBeLessThan(4.5e-16);
  });

  it('ln agrees with the platform to two units in the last place from 1e-300 to 1e300 and around 1', () => {
    const decades = grid(-300, 300, 20_001).map((x) => 10 ** x);
    expect(worst(decades, ln, Math.log)).toBeLessThan(4.5e-16);
    expect(worst(grid(0.4, 2.5, 40_001), ln, Math.log)).toBeLessThan(4.5e-16);
    expect(
      worst(
        grid(-1e-3, 1e-3, 1001).map((x) => 1 + x),
        ln,
        Math.log,
      ),
    ).toBeLessThan(4.5e-16);
  });

  it('known constants come out to the last bit', () => {
    expect([exp(0), ln(1), ln(2), ln(10), pow(2, 0), logistic(0)]).toEqual([
      1,
      0,
      Math.LN2,
      Math.LN10,
      1,
      0.5,
    ]);
  });

  it('the ends of the range are those of the mathematical functions', () => {
    expect([exp(-746), exp(710), exp(Number.NEGATIVE_INFINITY), ln(0)]).toEqual([0, Infinity, 0, -Infinity]);
    expect([exp(Number.NaN), ln(-1), ln(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(ln(Infinity)).toBe(Infinity);
    expect(relative(ln(5e-324), Math.log(5e-324))).toBeLessThan(4.5e-16);
    expect(relative(exp(-740), Math.exp(-740))).toBeLessThan(1e-2);
    expect([logistic(800), logistic(-800)]).toEqual([1, 0]);
  });

  it('pow agrees with the platform over effective model sizes', () => {
    expect(
      worst(
        grid(1e3, 1e12, 5001),
        (x) => pow(x, 0.6),
        (x) => x ** 0.6,
      ),
    ).toBeLessThan(1e-14);
  });
});

describe('normal quantile', () => {
  // scipy 1.17.1: stats.norm.ppf(p).
  const published: [number, number][] = [
    [0.975, 1.959963984540054],
    [0.25, -0.6744897501960817],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-100, -21.273453560965322],
  ];
  it.each(published)('of %s is the published %s', (p, z) => {
    expect(relative(normalQuantile(p), z)).toBeLessThan(3e-15);
  });

  it('is odd around one half and refuses what is no probability', () => {
    for (const p of [0.01, 0.2, 0.4999]) expect(normalQuantile(p) + normalQuantile(1 - p)).toBeCloseTo(0, 14);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(() => normalQuantile(1.1)).toThrow(/0 … 1; received 1.1/);
  });
});

describe('gamma distribution', () => {
  it('lgamma gives the factorials, and the square root of pi at one half', () => {
    let factorial = 1;
    for (let n = 2; n <= 20; n++) {
      expect(relative(lgamma(n + 1), Math.log((factorial *= n)))).toBeLessThan(1e-13);
    }
    expect(relative(lgamma(0.5), Math.log(Math.sqrt(Math.PI)))).toBeLessThan(1e-13);
  });

  it('the distribution of shape 1 is exponential, that of shape 2 its convolution', () => {
    for (const x of [0.01, 0.5, 1.9, 3.2, 12, 40]) {
      expect(gammaCdf(x, 1)).toBeCloseTo(-Math.expm1(-x), 14);
      expect(gammaCdf(x, 2)).toBeCloseTo(1 - (1 + x) * Math.exp(-x), 14);
    }
  });

  it('the quantile inverts the distribution for the shapes of one row and of 32', () => {
    for (const shape of [0.3, 1.44, 46.08, 875.52]) {
      for (const p of [1e-9, 1e-4, 0.05, 0.5, 0.95, 0.9999]) {
        expect(relative(gammaCdf(gammaQuantile(p, shape), shape), p)).toBeLessThan(1e-11);
      }
    }
  });

  // scipy 1.17.1: stats.gamma.ppf(p, shape).
  it.each([
    [0.01, 1.44, 0.04934827348379844],
    [0.5, 1.44, 1.123791606892097],
    [0.99, 1.44, 5.550899670130116],
    [0.01, 46.08, 31.77078213333717],
    [0.5, 46.08, 45.74709873870175],
    [0.99, 46.08, 63.32455980269877],
  ])('quantile %s at shape %s is the published %s', (p, shape, x) => {
    expect(relative(gammaQuantile(p, shape), x)).toBeLessThan(1e-12);
  });
});
