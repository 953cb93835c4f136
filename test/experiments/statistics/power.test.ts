import { describe, expect, it } from 'vitest';
import { estimate } from '../../../experiments/statistics/estimate.ts';
import { powerOf, seedsFor } from '../../../experiments/statistics/power.ts';
import { list, normals } from './draws.ts';

/** distance, sd, seeds, level, comparisons, and SciPy 1.17's stats.nct.sf(t.ppf((1 + level^(1/k)) / 2, n − 1), n − 1, d √n / sd). */
const powers = [
  [1, 1, 2, 0.95, 1, 0.09057971865059418],
  [1, 1, 6, 0.95, 1, 0.5068166814068781],
  [1, 1, 12, 0.95, 1, 0.8828915177471158],
  [0.5, 1, 24, 0.95, 1, 0.6503837848538103],
  [0.004, 0.006, 24, 0.95, 1, 0.8783855525074599],
  [0.1, 1, 1000, 0.95, 1, 0.8847889454787681],
  [3, 1, 3, 0.95, 1, 0.7452680066623015],
  [-0.5, 1, 10, 0.95, 1, 0.0003470392474432223],
  [0.5, 1, 24, 0.95, 7, 0.3362511038103086],
  [0.8, 1, 12, 0.9, 1, 0.828980864015429],
] as const;

describe('the power of paired seeds', () => {
  it.each(powers)(
    'is that of the noncentral t at distance %d, sd %d, %d seeds, level %d, %d comparisons',
    (distance, sd, seeds, level, comparisons, exact) => {
      expect(Math.abs(powerOf({ distance, sd, level, comparisons }, seeds) - exact)).toBeLessThan(1e-9);
    },
  );

  it('is half the error of the interval at no distance, at any number of seeds', () => {
    for (const seeds of [2, 3, 6, 24, 500])
      expect(Math.abs(powerOf({ distance: 0, sd: 2 }, seeds) - 0.025)).toBeLessThan(1e-9);
  });

  it('is the share of studies whose interval lies beyond the limit', () => {
    const normal = normals('power');
    const limit = 0.4;
    const found = list(
      4000,
      () =>
        estimate(
          list(12, () => 1 + 0.7 * normal()),
          0.95,
        ).low > limit,
    );
    const share = found.filter(Boolean).length / 4000;
    // Three standard errors of a share over 4,000 studies.
    expect(Math.abs(share - powerOf({ distance: 1 - limit, sd: 0.7 }, 12))).toBeLessThan(0.022);
  });

  // SciPy's powers by trial of every n; the first two are also G*Power's for a two-sided paired t.
  it.each([
    [1, 1, 0.8, 10],
    [0.5, 1, 0.8, 34],
    [0.2, 1, 0.9, 265],
    [5, 1, 0.8, 3],
    [0.1, 1, 0.8, 787],
  ])('at distance %d and sd %d reaches %d with %d seeds and not one fewer', (distance, sd, power, seeds) => {
    expect(seedsFor({ distance, sd }, power)).toBe(seeds);
  });

  it('is never reached at a distance of 0 or less, nor where 100,000 seeds are too few', () => {
    expect(seedsFor({ distance: 0, sd: 1 }, 0.8)).toBeNull();
    expect(seedsFor({ distance: -1, sd: 0 }, 0.01)).toBeNull();
    expect(seedsFor({ distance: 1e-4, sd: 1 }, 0.8)).toBeNull();
  });

  it('without scatter is certain beyond the limit and nothing at it', () => {
    expect([powerOf({ distance: 1, sd: 0 }, 2), powerOf({ distance: 0, sd: 0 }, 2)]).toEqual([1, 0]);
    expect(seedsFor({ distance: 1, sd: 0 }, 0.99)).toBe(2);
  });

  it('refuses what is no question', () => {
    const good = { distance: 1, sd: 1 };
    expect(() => powerOf(good, 1)).toThrow(/at least 2 seeds; received 1/);
    expect(() => powerOf({ ...good, sd: Number.NaN }, 5)).toThrow(/received NaN/);
    expect(() => powerOf({ ...good, distance: Number.POSITIVE_INFINITY }, 5)).toThrow(/received Infinity/);
    expect(() => powerOf({ ...good, level: 1 }, 5)).toThrow(/level/);
    expect(() => powerOf({ ...good, comparisons: 0 }, 5)).toThrow(/comparisons/);
    expect(() => seedsFor(good, 1)).toThrow(/power/);
  });
});
