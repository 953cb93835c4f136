import { describe, expect, it } from 'vitest';
import { nsga2 } from '../../../../experiments/methods/tune/nsga2.ts';

/** Zitzler, Deb & Thiele 2000, test functions 1 to 3, with six variables. */
const dimensions = 6;
const last = (x: readonly number[]) =>
  1 + (9 * x.slice(1).reduce((sum, value) => sum + value, 0)) / (dimensions - 1);
type Pair = readonly [number, number];
const problems = {
  ZDT1: (x: readonly number[]): Pair => [x[0], last(x) * (1 - Math.sqrt(x[0] / last(x)))],
  ZDT2: (x: readonly number[]): Pair => [x[0], last(x) * (1 - (x[0] / last(x)) ** 2)],
  ZDT3: (x: readonly number[]): Pair => [
    x[0],
    last(x) * (1 - Math.sqrt(x[0] / last(x)) - (x[0] / last(x)) * Math.sin(10 * Math.PI * x[0])),
  ],
};

/** Area between a reference point and the pairs that are better than it in both, by slices of the first objective. */
function hypervolume(pairs: readonly Pair[], [right, top]: Pair = [1.1, 1.1]): number {
  let [area, low] = [0, top];
  for (const [x, y] of pairs.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])) {
    if (x >= right || y >= low) continue;
    area += (right - x) * (low - y);
    low = y;
  }
  return area;
}

type Problem = (x: readonly number[]) => Pair;

/** Hypervolume of all that a search has tried after 100 trials without noise. */
function reached(seed: number, problem: Problem): number {
  const search = nsga2({ dimensions, seed, budget: 100 });
  return hypervolume(
    Array.from({ length: 100 }, () => {
      const point = search.ask();
      const pair = problem(point);
      search.tell(point, pair);
      return pair;
    }),
  );
}

/** Hypervolume of the true front, where the variables after the first are 0. */
const best = (problem: Problem): number =>
  hypervolume(Array.from({ length: 20_001 }, (_, k) => problem([k / 20_000, 0, 0, 0, 0, 0])));

describe('the hypervolume of the true fronts', () => {
  it('is what integration gives: 0.1 + 2/3 + 0.11 of ZDT1, 0.1 + 1/3 + 0.11 of ZDT2', () => {
    expect(best(problems.ZDT1)).toBeCloseTo(0.21 + 2 / 3, 4);
    expect(best(problems.ZDT2)).toBeCloseTo(0.21 + 1 / 3, 4);
  });
});

/** Medians of plain NSGA-II after 400 evaluations, by test/fixtures/searches/zdt.py. */
const plain = [
  ['ZDT1', 0.673],
  ['ZDT2', 0.192],
  ['ZDT3', 0.968],
] as const;

describe('NSGA-II with Gaussian processes', () => {
  it.each(plain)(
    'covers more of the front of %s in 100 trials than the plain one does in 400',
    (name, volume) => {
      const volumes = [1, 2, 3].map((seed) => reached(seed, problems[name]));
      expect(volumes.sort((one, other) => one - other)[1]).toBeGreaterThan(volume);
      expect(volumes[2]).toBeLessThan(best(problems[name]));
    },
  );
});
