import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAssignment } from '../../../../experiments/input/assignment.ts';
import { parseDistribution } from '../../../../experiments/input/distributionText.ts';
import { cellsOf } from '../../../../experiments/plan/design/design.ts';
import { type Domain, levelsOf, valueAt } from '../../../../experiments/plan/design/domain.ts';
import { grid } from '../../../../experiments/plan/design/grid.ts';
import { latinHypercube } from '../../../../experiments/plan/design/latinHypercube.ts';
import { listed } from '../../../../experiments/plan/design/list.ts';
import { morrisStep, morrisTrajectories } from '../../../../experiments/plan/design/morris.ts';
import { randomPoints } from '../../../../experiments/plan/design/random.ts';
import { linspace, logspace } from '../../../../experiments/plan/design/range.ts';
import { saltelliRows } from '../../../../experiments/plan/design/saltelli.ts';
import { scrambledSobol, sobolPoints } from '../../../../experiments/plan/design/sobol.ts';
import { hyperparameter } from '../../../../sim/hyperparameters/registry.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const guard = Math.random;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = guard;
});

/** Star discrepancy of points in the unit square: the supremum over boxes, whose corners lie on the points' coordinates. */
function starDiscrepancy(points: readonly (readonly number[])[]): number {
  const [xs, ys] = [0, 1].map((k) => [...points.map((point) => point[k]), 1]);
  let worst = 0;
  for (const x of xs) {
    for (const y of ys) {
      const open = points.filter(([a, b]) => a < x && b < y).length / points.length;
      const closed = points.filter(([a, b]) => a <= x && b <= y).length / points.length;
      worst = Math.max(worst, x * y - open, closed - x * y);
    }
  }
  return worst;
}

describe('the Sobol sequence', () => {
  it('begins as its published first points do', () => {
    expect(sobolPoints(5, 4)).toEqual([
      [0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25],
      [0.25, 0.75, 0.75, 0.75],
      [0.375, 0.375, 0.625, 0.875],
    ]);
  });

  it('is that of scipy 1.17.1 in 64 dimensions, bit for bit', () => {
    // qmc.Sobol(64, scramble=False, bits=32).random(1024) × 2³² as little-endian uint32, row by row.
    const words = Uint32Array.from(sobolPoints(1024, 64).flat(), (value) => value * 2 ** 32);
    expect(createHash('sha256').update(words).digest('hex')).toBe(
      '87cdc3f19fb0926b5450a7aaf180328aded224cbb05142b1f811cbc7fcb2c736',
    );
  });

  it.each([
    ['as it is', sobolPoints(256, 7)],
    ['scrambled', scrambledSobol(256, 7, 7)],
  ])('is a (t, 8, 2)-net in every pair of dimensions with the t of its polynomials, %s', (_, points) => {
    // Sobol 1967: t is the sum of degree − 1 of the two primitive polynomials, 0 for the first dimension.
    const excess = [0, 0, 1, 2, 2, 3, 3];
    for (let one = 0; one < 7; one++) {
      for (let other = 0; other < one; other++) {
        const t = excess[one] + excess[other];
        for (let cut = 0; cut <= 8 - t; cut++) {
          const counts = new Map<string, number>();
          for (const point of points) {
            const box = `${Math.floor(point[one] * 2 ** cut)} ${Math.floor(point[other] * 2 ** (8 - t - cut))}`;
            counts.set(box, (counts.get(box) ?? 0) + 1);
          }
          expect(counts.size).toBe(2 ** (8 - t));
          expect(new Set(counts.values())).toEqual(new Set([2 ** t]));
        }
      }
    }
  });

  it('scrambled keeps one point in each of 128 strata of all 64 dimensions', () => {
    const points = scrambledSobol(128, 64, 'net');
    for (let k = 0; k < 64; k++) {
      expect(new Set(points.map((point) => Math.floor(point[k] * 128))).size).toBe(128);
    }
  });

  it('scrambled is uniform at every point: the first falls everywhere over many seeds', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => scrambledSobol(1, 1, seed)[0][0]);
    const counts = Array.from(
      { length: 10 },
      (_, k) => firsts.filter((u) => Math.floor(u * 10) === k).length,
    );
    const chiSquare = counts.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
    expect(chiSquare).toBeLessThan(27.9); // 0.999 quantile, 9 degrees of freedom
  });

  it('fills the square more evenly than random points do', () => {
    for (let seed = 1; seed <= 5; seed++) {
      expect(starDiscrepancy(scrambledSobol(64, 2, seed))).toBeLessThan(
        starDiscrepancy(randomPoints(64, 2, seed)),
      );
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(scrambledSobol(8, 3, 5)).toEqual(scrambledSobol(8, 3, '5'));
    expect(scrambledSobol(8, 3, 5)).not.toEqual(scrambledSobol(8, 3, 6));
    expect(() => sobolPoints(4, 65)).toThrow('1 … 64 dimensions; received 65');
  });
});

describe('a Latin hypercube', () => {
  it('has one point in each stratum of each dimension', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (n, d, seed) => {
        const points = latinHypercube(n, d, seed);
        for (let k = 0; k < d; k++) {
          const strata = points.map((point) => Math.floor(point[k] * n)).sort((one, other) => one - other);
          expect(strata).toEqual(Array.from({ length: n }, (_, stratum) => stratum));
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('estimates a sum of its factors with far less variance than random points', () => {
    const spread = (draw: typeof latinHypercube) => {
      const sums = Array.from(
        { length: 40 },
        (_, seed) =>
          draw(20, 4, seed)
            .flat()
            .reduce((sum, u) => sum + u, 0) / 80,
      );
      const mean = sums.reduce((sum, one) => sum + one, 0) / 40;
      return sums.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    };
    expect(spread(latinHypercube)).toBeLessThan(spread(randomPoints) / 50);
  });
});

describe('a Morris trajectory', () => {
  it('moves each factor once, by its step, along the levels', () => {
    for (const { points, steps } of morrisTrajectories(30, 5, 'walks', 6)) {
      expect(points).toHaveLength(6);
      expect(steps.map(({ factor }) => factor).sort()).toEqual([0, 1, 2, 3, 4]);
      for (const [k, { factor, sign }] of steps.entries()) {
        const gaps = points[k + 1].map((value, j) => value - points[k][j]);
        expect(gaps[factor]).toBeCloseTo(sign * morrisStep(6), 12);
        expect(gaps.filter((gap) => gap !== 0)).toHaveLength(1);
      }
      for (const value of points.flat()) expect(value * 5).toBeCloseTo(Math.round(value * 5), 12);
    }
  });

  it('visits every level of a factor equally often', () => {
    const seen = new Map<number, number>();
    for (const { points } of morrisTrajectories(4000, 1, 1, 4))
      for (const [value] of points)
        seen.set(Math.round(value * 3), (seen.get(Math.round(value * 3)) ?? 0) + 1);
    for (const count of seen.values())
      expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(8000 * 0.1875));
    expect(() => morrisTrajectories(1, 1, 1, 5)).toThrow('even number');
  });
});

describe('Saltelli’s matrices', () => {
  it.each([
    [false, 3 + 2],
    [true, 2 * 3 + 2],
  ])('have N (d + 2) points, or N (2 d + 2) for second order (%s)', (secondOrder, points) => {
    const rows = saltelliRows({ rows: 32, dimensions: 3, seed: 1, blocks: 4, secondOrder });
    expect(rows.flatMap(({ a, b, ab, ba }) => [a, b, ...ab, ...ba])).toHaveLength(32 * points);
    expect(rows.filter(({ block }) => block === 2)).toHaveLength(8);
  });

  it('take one factor of AB from B and the others from A', () => {
    for (const { a, b, ab, ba } of saltelliRows({
      rows: 8,
      dimensions: 3,
      seed: 2,
      blocks: 2,
      secondOrder: true,
    })) {
      expect(ab).toEqual([
        [b[0], a[1], a[2]],
        [a[0], b[1], a[2]],
        [a[0], a[1], b[2]],
      ]);
      expect(ba[1]).toEqual([b[0], a[1], b[2]]);
    }
    expect(() => saltelliRows({ rows: 10, dimensions: 2, seed: 1, blocks: 4 })).toThrow(
      'multiple of the 4 blocks',
    );
  });
});

describe('a grid, a list and a range', () => {
  it('combine every level with every other, the last fastest', () => {
    expect(
      grid([
        { name: 'a', values: [1, 2] },
        { name: 'b', values: ['x', 'y'] },
      ]),
    ).toEqual([
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 2, b: 'y' },
    ]);
  });

  it('refuse a cell that lacks a factor or stands twice', () => {
    expect(() => listed([{ a: 1, b: 2 }, { a: 1 }])).toThrow('cell 2 sets a, cell 1 sets a, b');
    expect(() => listed([{ a: 1 }, { a: 2 }, { a: 1 }])).toThrow('cells 1 and 3 are the same');
    expect(() => listed([])).toThrow('empty');
  });

  it('space numbers as numpy does', () => {
    expect(linspace(0.1, 0.5, 5)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(logspace(1, 1000, 4)).toEqual([1, 10, 100, 1000]);
    expect(() => logspace(0, 1, 3)).toThrow('above 0');
    expect(() => linspace(0, 1, 1)).toThrow('at least 2');
  });
});

describe('the values of a factor', () => {
  const share = (domain: Domain, is: (value: unknown) => boolean) =>
    Array.from({ length: 1000 }, (_, k) => valueAt(domain, (k + 0.5) / 1000)).filter(is).length;

  it('are spread as its distribution says', () => {
    expect(share({ kind: 'uniform', low: -1, high: 3 }, (value) => (value as number) < 0)).toBe(250);
    expect(share({ kind: 'loguniform', low: 1, high: 100 }, (value) => (value as number) < 10)).toBe(500);
    expect(share({ kind: 'integer', low: 1, high: 5 }, (value) => value === 5)).toBe(200);
    expect(share({ kind: 'choice', values: ['a', 'b', 'c', 'd'] }, (value) => value === 'd')).toBe(250);
  });

  it('stay within their ends, ends included, and whole where they count', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (u) => {
        const real = valueAt({ kind: 'loguniform', low: 0.02, high: 0.2 }, u) as number;
        const whole = valueAt({ kind: 'loguniform', low: 3, high: 777, whole: true }, u) as number;
        expect(real).toBeGreaterThanOrEqual(0.02);
        expect(real).toBeLessThanOrEqual(0.2);
        expect(Number.isInteger(whole) && whole >= 3 && whole <= 777).toBe(true);
      }),
      { seed: 1 },
    );
    expect([0, 1].map((u) => valueAt({ kind: 'integer', low: 2, high: 4 }, u))).toEqual([2, 4]);
    expect(levelsOf({ kind: 'integer', low: 1, high: 3 }, 9)).toEqual([1, 2, 3]);
    expect(() => valueAt({ kind: 'uniform', low: 0, high: 1 }, Number.NaN)).toThrow('received NaN');
  });

  it('that coincide make one cell', () => {
    const domain = { kind: 'choice', values: [true, false] } as const;
    const cells = cellsOf({ kind: 'random', points: 50, seed: '1', dimensions: [{ name: 'a', domain }] });
    expect(cells).toHaveLength(2);
  });
});

describe('factors as they are written', () => {
  const rowOf = (name: string) => hyperparameter('nakamoto-2022', name);

  it('may be spaced evenly or by a factor', async () => {
    const values = async (text: string) => (await parseAssignment(text, rowOf)).values;
    expect(await values('immunityPeriod=linspace(1 hour, 3 hours, 3)')).toEqual([300, 600, 900]);
    expect(await values('immunityPeriod=logspace(512,8192,5)')).toEqual([512, 1024, 2048, 4096, 8192]);
    expect(await values('validator.alpha=0.3,logspace(0.01,0.1,2)')).toEqual([0.3, 0.01, 0.1]);
  });

  it('may be intervals, whole where the row counts whole things', async () => {
    const domain = async (text: string) => (await parseDistribution(text, rowOf)).domain;
    expect(await domain('immunityPeriod~uniform(1 hour,2^12 blocks)')).toEqual({
      kind: 'integer',
      low: 300,
      high: 4096,
    });
    expect(await domain('validator.alpha ~ loguniform(0.02, 0.2)')).toEqual({
      kind: 'loguniform',
      low: 0.02,
      high: 0.2,
    });
    expect(await domain('validator.staleMetagraph~boolean')).toEqual({
      kind: 'choice',
      values: [false, true],
    });
  });

  it.each([
    ['immunityPeriod~uniform(5,5)', 'an empty space'],
    ['immunityPeriod~uniform(9,5)', 'an empty space'],
    ['immunityPeriod~uniform(5)', 'write uniform(low,high); received uniform(5)'],
    ['immunityPeriod~unifrom(1,5)', 'unknown distribution "unifrom"; did you mean uniform?'],
    ['validator.alpha~loguniform(0,0.5)', 'needs ends above 0'],
    ['validator.staleMetagraph~uniform(0,1)', 'has no uniform range'],
    ['immunityPeriod~boolean', 'for a switch; immunityPeriod is integer'],
    ['imunityPeriod~uniform(1,5)', 'did you mean immunityPeriod?'],
    ['immunityPeriod~', 'write name~distribution(…)'],
  ])('%s is refused with its reason', async (text, reason) => {
    await expect(parseDistribution(text, rowOf)).rejects.toThrow(reason);
  });
});
