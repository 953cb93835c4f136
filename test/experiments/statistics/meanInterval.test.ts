import { describe, expect, it } from 'vitest';
import { autocorrelationTimeOf, batchMeans, warmUpOf } from '../../../experiments/statistics/batchMeans.ts';
import { estimate } from '../../../experiments/statistics/estimate.ts';
import { estimateText, meanIntervalText } from '../../../experiments/statistics/format.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';
import { nextReplications, replicate, unpairedFor } from '../../../experiments/statistics/replications.ts';
import { welchDifference } from '../../../experiments/statistics/welch.ts';
import { stream } from '../../../sim/random.ts';

const normals = (n: number, purpose = 'test') => {
  const { normal } = stream(1, purpose, 0);
  return Array.from({ length: n }, normal);
};

describe('the mean of skewed values', () => {
  const skewed = normals(30).map((z) => Math.exp(z));

  it('has an interval that reaches further towards the long tail, and says so', () => {
    const { mean, low, high, warning, method } = meanInterval(skewed);
    expect(high - mean).toBeGreaterThan(1.2 * (mean - low));
    expect(warning).toMatch(/skewed .* upper side/);
    expect(method).toMatch(/Hall/);
    const mirrored = meanInterval(skewed.map((value) => -value));
    expect(mirrored.low).toBeCloseTo(-high, 12);
    expect(mirrored.warning).toMatch(/lower side/);
  });

  it('is printed with both ends and the warning, at n = 30 of lognormal values; without skewness with ± alone', () => {
    const interval = meanInterval(skewed);
    const ends = [interval.mean, interval.low, interval.high].map((value) => value.toFixed(2));
    expect(meanIntervalText(interval)).toBe(
      `${ends[0]} [${ends[1]}, ${ends[2]}]; the values are skewed (${interval.skewness.toFixed(1)}): the interval is ` +
        'longer on the upper side, and below 200 values may still cover a little less than it says',
    );
    expect(estimateText(interval)).toBe(`${ends[0]} [${ends[1]}, ${ends[2]}] skewed`);
    expect(estimateText(meanInterval(normals(30)))).toMatch(/^[−\d.]+ ± [\d.]+$/);
    const samples = Array.from({ length: 200 }, (_, k) => normals(30, `skewed ${k}`).map((z) => Math.exp(z)));
    const warned = samples.filter((values) => /skewed/.test(meanIntervalText(meanInterval(values)))).length;
    // The skewness of 30 such values exceeds twice its standard error, 0.89, in 95 of 100 samples (of 4,000 simulated).
    expect(warned).toBeGreaterThan(180);
  });

  it('never has a shorter interval than Student’s', () => {
    const student = estimate(skewed);
    const { low, high } = meanInterval(skewed);
    expect(low).toBeLessThanOrEqual(student.low);
    expect(high).toBeGreaterThanOrEqual(student.high);
  });

  it('is Student’s where the values are not skewed', () => {
    const values = normals(40);
    const { low, high, warning } = meanInterval(values);
    expect([low, high, warning]).toEqual([estimate(values).low, estimate(values).high, null]);
  });

  it('refuses what is not a number, and has no interval for one value', () => {
    expect(() => meanInterval([1, Number.NaN])).toThrow(/finite/);
    expect(meanInterval([3])).toMatchObject({ n: 1, low: -Infinity, high: Infinity });
    expect(meanInterval([2, 2, 2])).toMatchObject({ mean: 2, low: 2, high: 2, skewness: 0 });
  });
});

describe('the difference of unpaired means', () => {
  it('is Welch’s: Student’s sleep data give t = −1.8608 on 17.776 degrees of freedom, as R says', () => {
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, low, high, df } = welchDifference(one, other);
    expect(mean).toBeCloseTo(-1.58, 10);
    expect(df).toBeCloseTo(17.776, 3);
    expect(low).toBeCloseTo(-3.3654832, 6);
    expect(high).toBeCloseTo(0.2054832, 6);
  });
});

describe('a run whose values depend on each other', () => {
  const phi = 0.7;
  const shocks = normals(20_000, 'ar');
  const series: number[] = [];
  for (const shock of shocks) series.push(phi * (series.at(-1) ?? 0) + shock);

  it('is worth fewer values: (1 + phi) / (1 − phi) of AR(1) make one', () => {
    expect(autocorrelationTimeOf(series)).toBeCloseTo((1 + phi) / (1 - phi), 0);
    expect(autocorrelationTimeOf(shocks)).toBeCloseTo(1, 0);
  });

  it('gets an interval two to three times as wide as if its values were independent', () => {
    const honest = batchMeans(series);
    const naive = estimate(series);
    const ratio = (honest.high - honest.low) / (naive.high - naive.low);
    expect(ratio).toBeGreaterThan(1.7);
    expect(ratio).toBeLessThan(3.2);
  });

  it('is told when it is too short for its memory', () => {
    expect(batchMeans(series.slice(0, 300)).warning).toMatch(/run at least \d+ values/);
    expect(batchMeans(series).warning).toBeNull();
  });
});

describe('a warm-up', () => {
  it('is cut where the run becomes typical of itself', () => {
    const run = normals(500, 'warm').map((noise, k) => 0.2 * noise + 10 * Math.exp(-k / 20));
    const { dropped, settled } = warmUpOf(run);
    expect(settled).toBe(true);
    expect(dropped).toBeGreaterThanOrEqual(50);
    expect(dropped).toBeLessThanOrEqual(150);
  });

  it('of a run that never settles is not invented', () => {
    expect(warmUpOf(normals(500, 'drift').map((noise, k) => noise + k)).settled).toBe(false);
  });

  it('of a run with a value that is none is refused', () => {
    expect(() => warmUpOf([...normals(499, 'warm'), Number.NaN])).toThrow(/finite/);
  });
});

describe('replications', () => {
  const target = { halfWidth: 0.25, least: 30, cap: 500 };

  it('stop when the interval is as narrow as asked, near the number the variance calls for', () => {
    const { normal } = stream(5, 'replications', 0);
    const { interval, reached } = replicate(() => 2 * normal(), target);
    expect(reached).toBe(true);
    expect((interval!.high - interval!.low) / 2).toBeLessThanOrEqual(0.25);
    // (1.97 · 2 / 0.25)² = 248
    expect(interval!.n).toBeGreaterThan(180);
    expect(interval!.n).toBeLessThan(330);
  });

  it('give up at the cap, and say that the target was not reached', () => {
    const { normal } = stream(5, 'replications', 1);
    const { interval, reached } = replicate(() => 100 * normal(), target);
    expect([interval!.n, reached]).toEqual([500, false]);
  });

  it('refuse a target that would stop before its variance is known', () => {
    expect(() => nextReplications([], { ...target, least: 5 })).toThrow(/at least 30/);
    expect(() => nextReplications([], { ...target, halfWidth: 0 })).toThrow(/above 0/);
    expect(() => nextReplications([], { ...target, cap: 10 })).toThrow(/at least 30/);
  });

  it('on common numbers save what the variance ratio says', () => {
    expect(unpairedFor(24, 6.2)).toBe(149);
  });
});
