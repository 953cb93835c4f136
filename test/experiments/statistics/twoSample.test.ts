import { describe, expect, it } from 'vitest';
import { distributionDistance, powerOf, samePopulation } from '../../../experiments/statistics/twoSample.ts';
import { stream } from '../../../sim/random.ts';

const normals = (name: string, many: number, shift = 0) => {
  const draws = stream(name, 'sample', 0);
  return Array.from({ length: many }, () => draws.normal() + shift);
};

describe('two samples', () => {
  it('are as far apart as their distribution functions at most are', () => {
    expect(distributionDistance([1, 2, 3], [1, 2, 3])).toBe(0);
    expect(distributionDistance([1, 2], [3, 4])).toBe(1);
    expect(distributionDistance([1, 2, 3, 4], [2, 2, 3, 9])).toBe(0.25);
    expect(() => distributionDistance([], [1])).toThrow(RangeError);
  });

  it('of three values each that lie apart are so in 2 of 20 divisions', () => {
    expect(Math.abs(samePopulation([1, 2, 3], [4, 5, 6], 4000, 'exact') - 0.1)).toBeLessThan(0.015);
  });

  it('of one population are told apart at the level, of two that differ by a deviation nearly always', () => {
    const pairs = (shift: number) => (k: number) =>
      [normals(`one ${k}`, 30), normals(`other ${k}`, 30, shift)] as const;
    // Three standard errors of 5 % in 200.
    expect(powerOf(pairs(0), 200, 99)).toBeLessThan(0.05 + 0.047);
    expect(powerOf(pairs(1), 60, 99)).toBeGreaterThan(0.75);
  });
});
