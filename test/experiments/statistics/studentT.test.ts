import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../../../experiments/statistics/studentT.ts';

/** R's qt(p, df); SciPy 1.17 stats.t.ppf prints the same digits. */
const quantiles = [
  [0.975, 11, 2.200985160091639],
  [0.975, 5, 2.5705818356363146],
  [0.9995, 3, 12.923978636687961],
  [0.975, 23, 2.0686576104190486],
  [0.95, 1, 6.313751514675037],
  [0.995, 2, 9.924843200918287],
  [0.6, 4, 0.2707222947075976],
  [0.975, 200, 1.9718962236339088],
  [0.999, 30, 3.3851848668293045],
] as const;

/** R's pt(t, df); SciPy 1.17 stats.t.cdf prints the same digits. */
const probabilities = [
  [1, 3, 0.8044988905221148],
  [-2.5, 11, 0.014753187043682081],
  [0.1, 1, 0.5317255174305535],
  [4, 50, 0.9998954048768179],
  [0, 6, 0.5],
  [-8, 5, 0.0002464533302862221],
  [1.96, 1000, 0.9748634075221256],
] as const;

describe("Student's t", () => {
  it.each(quantiles)('has the quantile of R at p %d, df %d', (p, df, expected) => {
    expect(Math.abs(studentQuantile(p, df) / expected - 1)).toBeLessThan(1e-10);
    expect(studentQuantile(1 - p, df)).toBeCloseTo(-expected, 9);
  });

  it.each(probabilities)('has the probability of R at t %d, df %d', (t, df, expected) => {
    expect(Math.abs(studentCdf(t, df) / expected - 1)).toBeLessThan(1e-11);
  });

  it.each([1e-3, 1e-2, 0.1, 1, 30])(
    'is exact with 1 and 2 degrees of freedom, near the middle too: t = %f',
    (t) => {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
    },
  );

  it('has its median at 0', () => {
    for (const df of [1, 2, 30]) expect(studentQuantile(0.5, df)).toBe(0);
  });

  it('is the Cauchy distribution at 1 degree of freedom and algebraic at 2', () => {
    for (const p of [0.51, 0.7, 0.9, 0.999]) {
      expect(Math.abs(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5)) - 1)).toBeLessThan(1e-10);
      const algebraic = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
      expect(Math.abs(studentQuantile(p, 2) / algebraic - 1)).toBeLessThan(1e-10);
    }
  });

  it('refuses a probability outside 0 … 1 and less than one degree of freedom', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => studentQuantile(p, 5)).toThrow(/probability/);
    for (const df of [0, 0.5, Number.NaN])
      expect(() => studentQuantile(0.9, df)).toThrow(/degrees of freedom/);
  });
});
