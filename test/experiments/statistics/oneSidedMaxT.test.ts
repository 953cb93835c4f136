import { describe, expect, it } from 'vitest';
import { oneSidedCritical, tDraws } from '../../../experiments/statistics/oneSidedMaxT.ts';
import { studentQuantile } from '../../../experiments/statistics/studentT.ts';
import { stream } from '../../../sim/random.ts';

const drawsFor = (k: number, df: number) => tDraws(k, df, stream('max-t', String(k), df).normal, 20_000);

/** Directions over the seeds that sum to zero and are orthogonal: cosines of whole half-turns. */
const wave = (seeds: number, turns: number): number[] =>
  Array.from({ length: seeds }, (_, seed) => Math.SQRT2 * Math.cos((Math.PI * turns * (seed + 0.5)) / seeds));
const sum = (one: readonly number[], other: readonly number[], share: number): number[] =>
  one.map((value, seed) => Math.sqrt(share) * value + Math.sqrt(1 - share) * other[seed]);
/** k means whose correlations are all `share`. */
const correlated = (k: number, seeds: number, share: number): number[][] =>
  Array.from({ length: k }, (_, j) => sum(wave(seeds, 1), wave(seeds, j + 2), share));

describe('the bound that holds for several means together', () => {
  it.each([
    [2, 20, 2.03],
    [4, 20, 2.3],
    [6, 20, 2.46],
    [4, 60, 2.21],
  ])(
    'of %d means correlated by a half on %d degrees of freedom is Dunnett’s (1955, one-sided 95 %%): %d',
    (k, df, table) => {
      const critical = oneSidedCritical(correlated(k, df + 1, 0.5), 0.95, drawsFor);
      expect(Math.abs(critical - table)).toBeLessThan(0.03);
    },
  );

  it('is Student’s for one mean, for means that move as one, and for those that do not move', () => {
    const [one] = correlated(1, 21, 0.5);
    const student = studentQuantile(0.975, 20);
    expect(oneSidedCritical([one], 0.975, drawsFor)).toBe(student);
    for (const df of [12, 15, 30])
      expect(oneSidedCritical(correlated(1, df + 1, 0.5), 0.975, drawsFor)).toBe(studentQuantile(0.975, df));
    expect(oneSidedCritical([one, one.map((value) => 3 * value)], 0.975, drawsFor)).toBeCloseTo(student, 1);
    expect(oneSidedCritical([one, one.map(() => 7)], 0.975, drawsFor)).toBe(student);
  });

  it('is larger where means are further apart in how they move, and never beyond Bonferroni’s by more than the draws', () => {
    const points = [0.9, 0.5, 0].map((share) => oneSidedCritical(correlated(4, 25, share), 0.975, drawsFor));
    expect(points[0]).toBeLessThan(points[1]);
    expect(points[1]).toBeLessThan(points[2]);
    expect(points[2]).toBeLessThan(studentQuantile(1 - 0.025 / 4, 24) + 0.03);
  });

  it('is Bonferroni’s below 12 seeds, whose correlations are not trusted', () => {
    expect(oneSidedCritical(correlated(4, 11, 0.5), 0.975, drawsFor)).toBe(
      studentQuantile(1 - 0.025 / 4, 10),
    );
  });

  it('is the same in whatever unit and place a mean is measured', () => {
    const means = correlated(3, 25, 0.3);
    const moved = means.map((values, k) => values.map((value) => 1000 * (k + 1) * value + 5));
    const [one, other] = [means, moved].map((list) => oneSidedCritical(list, 0.975, drawsFor));
    expect(other).toBeCloseTo(one, 8);
  });

  it('holds together as often as it says: 1,000 studies of four means on 16 seeds', () => {
    let held = 0;
    const draws = drawsFor(4, 15);
    for (let study = 0; study < 1000; study++) {
      const { normal } = stream(study, 'means', '4');
      const shared = Array.from({ length: 16 }, normal);
      const means = Array.from({ length: 4 }, () => shared.map((common) => common + normal()));
      const critical = oneSidedCritical(means, 0.95, () => draws);
      const ts = means.map((values) => {
        const mean = values.reduce((total, value) => total + value, 0) / 16;
        const sd = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / 15);
        return mean / (sd / 4);
      });
      if (Math.max(...ts) <= critical) held += 1;
    }
    // Three standard errors of a share of 95 % in 1,000.
    expect(held).toBeGreaterThan(929);
    expect(held).toBeLessThan(971);
  });
});
