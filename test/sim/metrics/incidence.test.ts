import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../../experiments/statistics/bootstrap.ts';
import { incidenceBand } from '../../../experiments/statistics/incidenceBand.ts';
import {
  ageOfHalf,
  cumulativeIncidence,
  isEmpty,
  pool,
  shareReached,
} from '../../../sim/metrics/incidence.ts';
import type { LifeTable } from '../../../sim/metrics/lifeTable.ts';
import { kaplanMeier } from '../../../sim/metrics/survival.ts';
import { list, uniforms } from '../../experiments/statistics/draws.ts';

type Pairs = [number, number][];
const table = (reached: Pairs, evicted: Pairs = [], censored: Pairs = [], binBlocks = 10): LifeTable => ({
  binBlocks,
  reached,
  evicted,
  censored,
});

/**
 * Ten newcomers by hand; waiting = share that neither got there nor was evicted before the bin.
 *   bin  at risk  reached  evicted  censored  waiting    reached so far                     evicted so far
 *    0     10        1        1        2       1          1/10          = 0.1                0.1
 *    1      6        2        0        1       0.8        0.1 + 0.8·2/6 = 0.366667           0.1
 *    2      3        0        1        0       0.533333   0.366667                           0.1 + 0.533333/3 = 0.277778
 *    4      2        1        0        1       0.355556   0.366667 + 0.355556/2 = 0.544444   0.277778
 */
const byHand = table(
  [
    [0, 1],
    [1, 2],
    [4, 1],
  ],
  [
    [0, 1],
    [2, 1],
  ],
  [
    [0, 2],
    [1, 1],
    [4, 1],
  ],
);

const share = (tables: readonly LifeTable[]) => shareReached(cumulativeIncidence(tables));

describe('cumulative incidence with evictions competing', () => {
  it('is the one worked out by hand', () => {
    const points = cumulativeIncidence([byHand]);
    expect(points.map(({ age }) => age)).toEqual([0, 10, 20, 30, 50]);
    const reached = [0, 0.1, 11 / 30, 11 / 30, 49 / 90];
    const evicted = [0, 0.1, 0.1, 5 / 18, 5 / 18];
    for (const [k, point] of points.entries()) {
      expect(point.reached).toBeCloseTo(reached[k], 12);
      expect(point.evicted).toBeCloseTo(evicted[k], 12);
    }
    expect(shareReached(points)).toBeCloseTo(49 / 90, 12);
    expect(ageOfHalf(points)).toBe(50);
  });

  it('does not move where newcomers go out of sight alone', () => {
    const points = cumulativeIncidence([table([[2, 1]], [], [[0, 5]])]);
    expect(points.map(({ age }) => age)).toEqual([0, 30]);
    expect(shareReached(points)).toBe(1);
  });

  it('is that of an empty table only where nobody was waited for', () => {
    expect(isEmpty(table([]))).toBe(true);
    const one: Pairs = [[0, 1]];
    for (const known of [table(one), table([], one), table([], [], one), table(one, one)])
      expect(isEmpty(known)).toBe(false);
  });

  it('is overstated by one minus Kaplan–Meier, which takes the evicted for merely out of sight', () => {
    // Kaplan–Meier of getting there: 1 − (9/10)(4/6)(1/2) = 0.7, against 0.544444.
    const swapped = { ...byHand, reached: byHand.evicted, evicted: byHand.reached };
    const curve = kaplanMeier([swapped]);
    expect(1 - curve[curve.length - 1].survival).toBeCloseTo(0.7, 12);
    expect(share([byHand])).toBeLessThan(0.55);
  });

  it('is the plain share of newcomers where nobody is out of sight', () => {
    const plain = table(
      [
        [0, 3],
        [7, 2],
      ],
      [
        [0, 1],
        [9, 4],
      ],
    );
    expect(share([plain])).toBeCloseTo(0.5, 12);
    const [, first] = cumulativeIncidence([plain]);
    expect(first.age).toBe(10);
    expect(first.reached).toBeCloseTo(0.3, 12);
    expect(first.evicted).toBeCloseTo(0.1, 12);
  });

  it('does not depend on how many are out of sight early, only on the hazards', () => {
    // Expected counts per bin at hazards 0.1 (reached), 0.05 (evicted); of the rest the share `lost` is censored.
    const expected = (lost: number): LifeTable => {
      let atRisk = 1e6;
      const [reached, evicted, censored]: Pairs[] = [[], [], []];
      for (let bin = 0; bin < 30; bin++) {
        reached.push([bin, 0.1 * atRisk]);
        evicted.push([bin, 0.05 * atRisk]);
        censored.push([bin, (bin === 29 ? 1 : lost) * 0.85 * atRisk]);
        atRisk *= 0.85 * (1 - lost);
      }
      return table(reached, evicted, censored);
    };
    const exact = (0.1 / 0.15) * (1 - 0.85 ** 30);
    expect(share([expected(0)])).toBeCloseTo(exact, 9);
    expect(share([expected(0.2)])).toBeCloseTo(exact, 9);
  });

  it('pools trials newcomer by newcomer, whatever their order, and refuses unequal bins', () => {
    const other = table([[1, 4]], [[3, 2]], [[8, 5]]);
    expect(cumulativeIncidence([byHand, other])).toEqual(cumulativeIncidence([other, byHand]));
    expect(pool([byHand, other]).reached).toEqual(
      new Map([
        [0, 1],
        [1, 6],
        [4, 1],
      ]),
    );
    expect(() => pool([byHand, table([[0, 1]], [], [], 20)])).toThrow(/10 and 20 blocks/);
  });

  it('never tells a half-time where fewer than half ever get there', () => {
    expect(ageOfHalf(cumulativeIncidence([table([[0, 4]], [[1, 5]])]))).toBeNull();
  });

  it('tells the half-time wherever exactly half get there, however many they are', () => {
    for (let half = 1; half <= 200; half++) {
      const points = cumulativeIncidence([
        table(
          list(half, (bin) => [bin, 1]),
          [[half, half]],
          [],
          1,
        ),
      ]);
      expect(ageOfHalf(points)).toBe(half);
    }
  });
});

describe('the bootstrap over seeds', () => {
  /** 40 trials of 50 newcomers, nobody out of sight; 15 to 35 of them get there, after 100 blocks. */
  const counts = list(40, (trial) => 15 + ((trial * 7) % 21));
  const trials = counts.map((count) => table([[9, count]], [[20, 50 - count]]));

  it('of equally large trials is the interval of the mean of their shares', () => {
    const { value, low, high, n } = bootstrap(trials, share, uniforms('shares'), 4000);
    const mean = counts.reduce((sum, count) => sum + count, 0) / 2000;
    const sd = Math.sqrt(counts.reduce((sum, count) => sum + (count / 50 - mean) ** 2, 0) / 40);
    const half = (1.96 * sd) / Math.sqrt(40);
    expect(n).toBe(40);
    expect(value).toBeCloseTo(mean, 12);
    expect(Math.abs(low! - (mean - half))).toBeLessThan(0.1 * half);
    expect(Math.abs(high! - (mean + half))).toBeLessThan(0.1 * half);
  });

  it('of more than 1,000 trials resamples 500 groups of them, and has the interval of the mean of their shares', () => {
    const random = uniforms('many trials');
    const many = list(2250, () => 15 + Math.floor(21 * random()));
    const { low, high, n, method } = bootstrap(
      many.map((count) => table([[9, count]], [[20, 50 - count]])),
      share,
      uniforms('groups'),
      2000,
    );
    const mean = many.reduce((sum, count) => sum + count, 0) / (50 * many.length);
    const sd = Math.sqrt(many.reduce((sum, count) => sum + (count / 50 - mean) ** 2, 0) / many.length);
    const half = (1.96 * sd) / Math.sqrt(many.length);
    expect(n).toBe(2250);
    expect(method).toBe('percentile bootstrap over 2250 seeds in 500 groups, 2000 times');
    expect(Math.abs((high! - low!) / (2 * half) - 1)).toBeLessThan(0.1);
    expect(Math.abs((high! + low!) / 2 - mean)).toBeLessThan(0.2 * half);
  });

  it('keeps "not reached" as an end of the interval where some draws never get half there', () => {
    const mixed = [
      ...list(6, () => table([[9, 30]], [[20, 20]])),
      ...list(6, () => table([[9, 22]], [[20, 28]])),
    ];
    const found = bootstrap(mixed, (drawn) => ageOfHalf(cumulativeIncidence(drawn)), uniforms('never'));
    expect(found).toMatchObject({ value: 100, low: 100, high: null });
    const never = bootstrap(mixed.slice(6), (drawn) => ageOfHalf(cumulativeIncidence(drawn)), uniforms('no'));
    expect(never).toMatchObject({ value: null, low: null, high: null });
  });

  it('of a single trial or of equal trials is a point, and of none is refused', () => {
    expect(bootstrap([byHand], share, uniforms('one'))).toMatchObject({
      low: share([byHand]),
      high: share([byHand]),
    });
    expect(() => bootstrap([], share, uniforms('none'))).toThrow(/at least 1 trial/);
  });

  it('bands the whole curve: at its last age the band is that of the share', () => {
    const band = incidenceBand(trials, uniforms('band'), 2000);
    expect(band.map(({ age }) => age)).toEqual([0, 100, 210]);
    const { low, high } = bootstrap(trials, share, uniforms('band'), 2000);
    const last = band[band.length - 1];
    expect(last.reached).toEqual({ value: share(trials), low, high });
    // Without censoring the two shares add up to 1, so the bands mirror each other.
    expect(last.evicted.low).toBeCloseTo(1 - high!, 12);
    expect(last.evicted.high).toBeCloseTo(1 - low!, 12);
    expect(band[0].reached).toEqual({ value: 0, low: 0, high: 0 });
    expect(band[1].evicted).toEqual({ value: 0, low: 0, high: 0 });
  });
});
