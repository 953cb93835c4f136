import { describe, expect, it } from 'vitest';
import { formatEstimate, formatRange } from '../../../experiments/statistics/describe.ts';
import { estimate } from '../../../experiments/statistics/estimate.ts';
import { list, normals } from './draws.ts';

/** R's data set `sleep`, group 1 (Student 1908): extra hours of sleep. */
const sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];

describe('a mean with its interval', () => {
  it("is that of R's t.test on Student's own data", () => {
    const { n, mean, sd, low, high } = estimate(sleep);
    expect(n).toBe(10);
    expect(mean).toBeCloseTo(0.75, 12);
    expect(sd).toBeCloseTo(1.7890096577591623, 12);
    expect(low).toBeCloseTo(-0.5297804135262318, 10);
    expect(high).toBeCloseTo(2.0297804135262316, 10);
  });

  it('covers the truth in 93 to 97 of 100 studies of 12 seeds', () => {
    const normal = normals('student coverage');
    const covered = list(2000, () => estimate(list(12, () => 3 + 2 * normal()))).filter(
      ({ low, high }) => low <= 3 && 3 <= high,
    );
    expect(covered.length / 2000).toBeGreaterThan(0.93);
    expect(covered.length / 2000).toBeLessThan(0.97);
  });

  it('claims nothing from a single value and refuses none, NaN and infinity', () => {
    expect(estimate([4])).toMatchObject({ n: 1, mean: 4, low: -Infinity, high: Infinity });
    expect(() => estimate([])).toThrow(/at least 1 value/);
    expect(() => estimate([1, Number.NaN])).toThrow(/received NaN/);
    expect(() => estimate([1, Infinity])).toThrow(/received Infinity/);
  });
});

describe('an estimate in words', () => {
  it('tells mean, half-width, n and confidence with the same decimals', () => {
    const told = { n: 12, mean: 5.312, sd: 0.2, low: 5.192, high: 5.432, level: 0.95, method: 'Student t' };
    expect(formatEstimate(told, 2)).toBe('5.31 ± 0.12 (n 12, 95 %)');
    expect(formatRange(5.192, 5.432, 2)).toBe('5.19 … 5.43');
  });

  it('has no interval for a single value and no minus before a zero', () => {
    expect(formatEstimate(estimate([4]), 1)).toBe('4.0 (n 1, no interval)');
    expect(formatRange(-0.0001, 0.5, 2)).toBe('0.00 … 0.50');
  });
});
