import { describe, expect, it } from 'vitest';
import {
  dominates,
  fronts,
  hypervolume,
  survivors,
  undominatedProbability,
} from '../../../../experiments/methods/tune/pareto.ts';
import { stream } from '../../../../sim/random.ts';

describe('a point in several objectives', () => {
  it('dominates where it is as good in each and better in one', () => {
    expect(dominates([1, 2], [1, 3])).toBe(true);
    expect(dominates([1, 2], [1, 2])).toBe(false);
    expect(dominates([1, 3], [2, 2])).toBe(false);
  });

  it('lies in the front that is left when those before it are taken away', () => {
    const points = [
      [3, 3],
      [1, 4],
      [4, 1],
      [2, 2],
      [5, 5],
    ];
    expect(fronts(points)).toEqual([[1, 2, 3], [0], [4]]);
  });

  it('survives by its front, within the last one by how alone it is', () => {
    const values = [
      [0, 4],
      [0.9, 2.1],
      [1, 2],
      [3, 1],
      [4, 0],
      [5, 5],
    ];
    const left = survivors(['a', 'b', 'c', 'd', 'e', 'f'], values, 4);
    // Ends first, then the one with the longest way round: (4 − 1 + 2 − 0) / 4 = 1.25 for d, (3 − 0.9 + 2.1 − 1) / 4 = 0.8 for c.
    expect(left.map(({ one }) => one).sort()).toEqual(['a', 'c', 'd', 'e']);
    expect(left.find(({ one }) => one === 'd')?.crowding).toBeCloseTo(1.25, 12);
    expect(left.find(({ one }) => one === 'c')?.crowding).toBeCloseTo(0.8, 12);
  });
});

describe('the ends of a front', () => {
  it('are the best and the worst in each objective, and survive the crowd', () => {
    // The first is best in the first objective alone and worst in none.
    const values = [
      [0, 5, 5],
      [1, 4, 6],
      [2, 6, 4],
      [2.1, 5.1, 4.9],
      [2.2, 5.2, 4.8],
    ];
    const left = survivors([0, 1, 2, 3, 4], values, 5);
    const ends = left.filter(({ crowding }) => crowding === Number.POSITIVE_INFINITY);
    expect(ends.map(({ one }) => one).sort()).toEqual([0, 1, 2, 4]);
  });
});

describe('the area that points dominate', () => {
  it('is the staircase below the reference point', () => {
    // (4 − 1)(4 − 3) + (4 − 2)(3 − 1): the second step begins where the first ends.
    const steps = [
      [2, 1],
      [1, 3],
    ];
    expect(hypervolume(steps, [4, 4])).toBe(7);
    expect(hypervolume([...steps, [3, 2], [2, 1]], [4, 4])).toBe(7);
  });

  it('has nothing of a point that is beyond the reference in one objective', () => {
    expect(hypervolume([[0, 5]], [4, 4])).toBe(0);
    expect(hypervolume([[5, 0]], [4, 4])).toBe(0);
    expect(
      hypervolume(
        [
          [1, 1],
          [0, 9],
        ],
        [4, 4],
      ),
    ).toBe(9);
  });
});

describe('the probability that a point is undominated', () => {
  const luck = stream(1, 'undominated', 'pareto');
  const uniform = () => luck.next();
  it('is one for a point that is better on every seed, and none for the worse', () => {
    const better = [
      [1, 1],
      [1.1, 1.2],
      [0.9, 1],
    ];
    const worse = better.map(([x, y]) => [x + 1, y + 1]);
    expect(undominatedProbability([worse, better], uniform)).toEqual([0, 1]);
  });

  it('is about three in four where one seed of two is better by as much as the other is worse, and its twin the same', () => {
    // Resampled twice from two seeds: better on both, equal (twice), worse on both: 1/4, 1/2, 1/4; equal points both stay.
    const one = [[0], [2]];
    const other = [[2], [0]];
    for (const share of undominatedProbability([one, other], uniform, 4000))
      expect(share).toBeCloseTo(0.75, 1);
  });

  it('is refused for points with other seeds', () => {
    expect(() => undominatedProbability([[[1], [2]], [[1]]], uniform)).toThrow('the same two or more seeds');
  });
});
