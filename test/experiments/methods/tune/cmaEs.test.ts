import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { adapted, constantsFor, roundCube } from '../../../../experiments/methods/tune/cmaDistribution.ts';
import { cmaEs } from '../../../../experiments/methods/tune/cmaEs.ts';

interface Generation {
  readonly mean: readonly number[];
  readonly sigma: number;
  readonly covariance: readonly (readonly number[])[];
  readonly pathC: readonly number[];
  readonly pathS: readonly number[];
  readonly settled: boolean;
}

interface Case {
  readonly dimensions: number;
  readonly size: number;
  readonly told: readonly {
    readonly steps: readonly (readonly number[])[];
    readonly values: readonly number[];
  }[];
  readonly after: readonly Generation[];
}

const file = fileURLToPath(new URL('../../../fixtures/searches/cmaSteps.json.gz', import.meta.url));
const { cases } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { cases: readonly Case[] };

describe('a generation of CMA-ES', () => {
  it.each(cases)(
    'of $size points in $dimensions dimensions moves, grows and turns as Hansen’s published code says',
    ({ dimensions, size, told, after }) => {
      const constants = constantsFor(dimensions, 1_000);
      expect(constants.size).toBe(size);
      let present: ReturnType<typeof adapted> = { ...roundCube(dimensions), sigma: 0.01 };
      for (const [g, { steps, values }] of told.entries()) {
        present = adapted(
          present,
          steps.map((step, k) => ({ step, value: values[k] })),
          constants,
        );
        const { mean, sigma, covariance, pathC, pathS } = after[g];
        near(present.mean, mean);
        near([present.sigma], [sigma]);
        near(present.covariance.to2DArray().flat(), covariance.flat());
        near(present.pathC, pathC);
        near(present.pathS, pathS);
      }
    },
  );

  it('is compared where the path of the covariance was halted, and where it was not', () => {
    const ways = cases.flatMap(({ after }) => after.map(({ settled }) => settled));
    expect(new Set(ways).size).toBe(2);
  });
});

/** Two orders of the same sums differ by roundings alone. */
function near(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [k, value] of wanted.entries()) expect(found[k]).toBeCloseTo(value, 10);
}

type Loss = (z: readonly number[]) => number;
const sphere: Loss = (z) => z.reduce((sum, x) => sum + x * x, 0);
const ellipsoid: Loss = (z) => z.reduce((sum, x, i) => sum + 10 ** ((6 * i) / (z.length - 1)) * x * x, 0);
const rosenbrock: Loss = (z) =>
  z.slice(1).reduce((sum, next, i) => sum + 100 * (z[i] ** 2 - next) ** 2 + (1 - z[i]) ** 2, 0);

/**
 * Median evaluations to a value of 1e-10 over 51 seeds of pycma 4.5.0 (CMAEvolutionStrategy, CMA_active off, the lab's
 * generation size), started where the lab starts: `start` in every coordinate, one unit of spread.
 */
const pycma = [
  ['sphere', 5, sphere, 0.52, 1_107],
  ['sphere', 10, sphere, 0.52, 2_446],
  ['ellipsoid', 5, ellipsoid, 0.52, 2_386],
  ['ellipsoid', 10, ellipsoid, 0.52, 6_751],
  ['Rosenbrock function', 5, rosenbrock, 0, 2_800],
  ['Rosenbrock function', 10, rosenbrock, 0, 8_116],
] as const;

describe('CMA-ES', () => {
  it('recommends nothing before it was told of a point, then the middle of where it would look next', () => {
    const search = cmaEs({ dimensions: 2, seed: 1, budget: 1_000 });
    expect(search.best()).toBeNull();
    const { size } = constantsFor(2, 1_000);
    for (let k = 0; k < size; k++) {
      search.tell(search.ask(), [k]);
      if (k < size - 1) expect(search.best()).toEqual([0.5, 0.5]);
    }
    expect(search.best()).not.toBeNull();
    expect(search.best()).not.toEqual([0.5, 0.5]);
  });

  it('takes points of others as its own: the middle moves to the mean of the better half, by the logarithm of its ranks', () => {
    const search = cmaEs({ dimensions: 2, seed: 1, budget: 1_000 });
    const { size } = constantsFor(2, 1_000);
    const points = Array.from({ length: size }, (_, k) => [0.4 + 0.02 * k, 0.7 - 0.03 * k]);
    for (const [k, point] of points.entries()) search.tell(point, [k]);
    const ranks = points.slice(0, size / 2).map((_, k) => Math.log(size / 2 + 0.5) - Math.log(k + 1));
    const total = ranks.reduce((sum, rank) => sum + rank, 0);
    const middle = [0, 1].map((i) => ranks.reduce((sum, rank, k) => sum + (rank / total) * points[k][i], 0));
    for (const [i, x] of search.best()!.entries()) expect(x).toBeCloseTo(middle[i], 12);
  });

  it.each(pycma)(
    'comes to 1e-10 on the %s in %i dimensions in as many evaluations as pycma, by a fifth',
    (_, dimensions, loss, start, published) => {
      const counts = [1, 2, 3].map((seed) => evaluationsTo(1e-10, loss, dimensions, start, seed));
      const [, median] = counts.sort((one, other) => one - other);
      expect(median / published).toBeGreaterThan(0.8);
      expect(median / published).toBeLessThan(1.2);
    },
  );
});

/** Evaluations until a point of `loss` is at most `target`; the first spread of a quarter of the cube is one unit. */
function evaluationsTo(target: number, loss: Loss, dimensions: number, start: number, seed: number): number {
  const search = cmaEs({ dimensions, seed, budget: 100_000 });
  for (let count = 1; count <= 60_000; count++) {
    const point = search.ask();
    const value = loss(point.map((x) => start + 4 * (x - 0.5)));
    if (value <= target) return count;
    search.tell(point, [value]);
  }
  return Number.POSITIVE_INFINITY;
}
