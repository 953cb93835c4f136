import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../experiments/statistics/estimate.ts';
import { estimate } from '../../../experiments/statistics/estimate.ts';
import { maxTIntervals } from '../../../experiments/statistics/maxT.ts';
import { studentQuantile } from '../../../experiments/statistics/studentT.ts';
import { list, normals, tableOfNormals } from './draws.ts';

const critical = ({ n, sd, mean, high }: Estimate) => (high - mean) / (sd / Math.sqrt(n));

/** Mean critical value over 20 streams, so that the simulation's own error is below 0.004. */
function meanCritical(contrasts: readonly (readonly (number | null)[])[]): number {
  const normal = tableOfNormals(`critical ${contrasts.length}`);
  const values = list(20, () => critical(maxTIntervals(contrasts, normal)[0]));
  return values.reduce((sum, value) => sum + value, 0) / 20;
}

/** [k][seed] columns k = 1 … of the Hadamard matrix of Sylvester: exactly uncorrelated, mean 0. */
const hadamard = (order: number, columns: number) =>
  list(columns, (k) =>
    list(order, (seed) => ((seed & (k + 1)).toString(2).split('1').length % 2 === 1 ? 1 : -1)),
  );

const sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];

describe('simultaneous intervals', () => {
  it('of one contrast are the interval of Student', () => {
    const [alone] = maxTIntervals([sleep], normals('one'));
    expect(alone.low).toBeCloseTo(estimate(sleep).low, 12);
    expect(alone.high).toBeCloseTo(estimate(sleep).high, 12);
  });

  it('rest on 20,000 draws, each of a shock for every seed and a χ² with the degrees of freedom of the contrasts', () => {
    const normal = normals('counted');
    let asked = 0;
    const twice = [...sleep, ...sleep];
    maxTIntervals([twice, twice.map((x, k) => x + k)], () => {
      asked += 1;
      return normal();
    });
    expect(asked).toBe(20_000 * (20 + 19));
  });

  it('of copies, multiples and mirrored copies of one contrast are still the interval of Student', () => {
    const twice = [...sleep, ...sleep];
    const copies = [twice, twice.map((x) => 3 * x + 1), twice.map((x) => -0.5 * x)];
    expect(Math.abs(meanCritical(copies) - studentQuantile(0.975, 19))).toBeLessThan(0.02);
  });

  it('of more than 1,000 seeds take a normal for each contrast and one for χ², and give the same critical values', () => {
    const normal = normals('many');
    const seeds = 1200;
    const common = list(seeds, () => normal());
    const contrasts = list(4, (k) => common.map((value) => value + (k + 1) * normal()));
    const twice = [...contrasts, contrasts[0].map((value) => 2 * value)];
    let asked = 0;
    const intervals = maxTIntervals(twice, () => {
      asked += 1;
      return normal();
    });
    expect(asked).toBe(20_000 * (5 + 1));
    const few = maxTIntervals(
      twice.map((values) => values.slice(0, 1000)),
      normals('a normal a seed'),
    );
    expect(Math.abs(critical(intervals[0]) / critical(few[0]) - 1)).toBeLessThan(0.02);
    expect(critical(intervals[0])).toBeGreaterThan(2.3);
    expect(critical(intervals[0])).toBeLessThan(2.5);
  });

  // Exact: two-sided equicoordinate quantile of k independent normals over one chi (studentized maximum modulus),
  // by numerical integration of ∫ (2Φ(c s) − 1)^k dF(s) in SciPy 1.17.
  it.each([
    [16, 3, 2.669049131610594],
    [64, 5, 2.6446725824502066],
  ])(
    'of uncorrelated contrasts on %d seeds are those of the studentized maximum modulus, k = %d',
    (n, k, exact) => {
      expect(Math.abs(meanCritical(hadamard(n, k)) / exact - 1)).toBeLessThan(0.006);
    },
  );

  it('on fewer than 12 seeds are those of Sidak, for so few do not tell correlations', () => {
    const exact = studentQuantile((1 + 0.95 ** (1 / 7)) / 2, 7);
    expect(Math.abs(meanCritical(hadamard(8, 7)) / exact - 1)).toBeLessThan(1e-9);
  });

  it('hold together in at least 93 of 100 studies of 7 correlated contrasts on 3 seeds', () => {
    const normal = normals('few seeds');
    let held = 0;
    for (let study = 0; study < 1000; study++) {
      const rival = list(3, () => normal());
      const contrasts = list(7, () => rival.map((shared) => shared + normal()));
      if (maxTIntervals(contrasts, normal).every(({ low, high }) => low <= 0 && high >= 0)) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(930);
  });

  it('of uncorrelated contrasts approach those of Sidak as seeds grow', () => {
    const sidak = (df: number, k: number) => studentQuantile((1 + 0.95 ** (1 / k)) / 2, df);
    expect(Math.abs(meanCritical(hadamard(64, 5)) / sidak(63, 5) - 1)).toBeLessThan(0.008);
  });

  it('hold together in 93 to 97 of 100 studies of 7 correlated contrasts on 12 seeds', () => {
    const normal = normals('family');
    const draws = tableOfNormals('critical');
    const truth = list(7, (k) => k - 3);
    const holds = list(1000, () => {
      // A common rival makes every two contrasts correlated at 1/2, a trend along k adds to it for neighbours.
      const seeds = list(12, () => [normal(), normal()]);
      const contrasts = truth.map((mean, k) =>
        seeds.map(([rival, trend]) => mean + (1 + k / 3) * (rival + 0.3 * k * trend + normal())),
      );
      return maxTIntervals(contrasts, draws).every(({ low, high }, k) => low <= truth[k] && truth[k] <= high);
    });
    const share = holds.filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  }, 300_000);

  it('held one by one, the same studies would fail together far more often than 5 in 100', () => {
    const normal = normals('one by one');
    const holds = list(2000, () =>
      list(7, () => estimate(list(12, normal))).every(({ low, high }) => low <= 0 && 0 <= high),
    );
    expect(holds.filter(Boolean).length / 2000).toBeLessThan(0.75);
  });

  it('shrink to a point for a contrast that does not vary, which does not widen the others', () => {
    const [still, alone] = maxTIntervals([sleep.map(() => 2), sleep], normals('still'));
    expect(still).toMatchObject({ mean: 2, low: 2, high: 2 });
    expect(critical(alone)).toBeCloseTo(studentQuantile(0.975, 9), 10);
  });

  it('stand on fewer contrasts than seeds as well as on more', () => {
    const normal = normals('singular');
    const many = list(9, () => list(3, normal));
    const found = maxTIntervals(many, normal);
    expect(found.every(({ low, high }) => Number.isFinite(low) && low < high)).toBe(true);
    expect(critical(found[0])).toBeGreaterThan(studentQuantile(0.975, 2));
  });

  it('count the seeds that a contrast has, and take the degrees of freedom of the poorest', () => {
    const holed = sleep.map((x, seed) => (seed < 4 ? x : null));
    const [one, other] = maxTIntervals([sleep, holed], normals('holed'));
    expect([one.n, other.n]).toEqual([10, 4]);
    // With 9 degrees of freedom two contrasts need 2.68 at most (Sidak), with 3 even one alone needs 3.18.
    expect(critical(one)).toBeGreaterThan(3.1);
  });

  it('are refused for fewer than two values and for NaN', () => {
    expect(() => maxTIntervals([[1, null]], normals('few'))).toThrow(/at least 2/);
    expect(() => maxTIntervals([sleep, [1, Number.NaN, 3]], normals('nan'))).toThrow(/received NaN/);
  });
});
