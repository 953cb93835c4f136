import { describe, expect, it } from 'vitest';
import { childOf } from '../../../../experiments/methods/tune/variation.ts';
import { stream } from '../../../../sim/random.ts';

/** Draws in a stated order; more than these are an error. */
function drawing(...draws: readonly number[]) {
  let next = 0;
  return {
    next() {
      if (next >= draws.length) throw new Error('one draw too many');
      return draws[next++];
    },
  };
}
const [crossed, notCrossed, mutated, notMutated] = [0, 0.95, 0, 1];

describe('a child of two points', () => {
  it('lies at (1 ± β) of its parents, β the quantile of simulated binary crossover of index 15', () => {
    // Deb & Agrawal 1995: β = (2u)^(1/16) up to one half, (1 / (2 (1 − u)))^(1/16) above.
    const between = [0.5 * (0.4 + 0.6) - 0.5 * 0.5 ** (1 / 16) * 0.2, 0.5 + 0.5 * 0.5 ** (1 / 16) * 0.2];
    expect(childOf([0.4], [0.6], drawing(crossed, 0.25, 0.2, notMutated))[0]).toBeCloseTo(between[0], 12);
    expect(childOf([0.4], [0.6], drawing(crossed, 0.25, 0.7, notMutated))[0]).toBeCloseTo(between[1], 12);
    const beyond = 0.5 - 0.5 * 2 ** (1 / 16) * 0.2;
    expect(childOf([0.4], [0.6], drawing(crossed, 0.75, 0.2, notMutated))[0]).toBeCloseTo(beyond, 12);
  });

  it('has a tenth of its coordinates of its mother, and mutates one of them on average', () => {
    expect(childOf([0.4], [0.6], drawing(notCrossed, notMutated))).toEqual([0.4]);
    const draws = stream(1, 'variation', 'test');
    const [mother, father] = [new Array<number>(5).fill(0.5), new Array<number>(5).fill(0.5)];
    let moved = 0;
    for (let k = 0; k < 10_000; k++)
      moved += childOf(mother, father, draws).filter((x) => Math.abs(x - 0.5) > 1e-12).length;
    // Parents that are the same are crossed to themselves, so what moved was mutated: one of five; ± 4 standard errors.
    expect(Math.abs(moved / 10_000 - 1)).toBeLessThan(4 * Math.sqrt(0.8 / 10_000));
  });

  it('is mutated by the quantile of a polynomial of index 5: a seventh of the cube on average', () => {
    expect(childOf([0.5], [0.5], drawing(notCrossed, mutated, 0.4))[0]).toBeCloseTo(
      0.5 + 0.8 ** (1 / 6) - 1,
      12,
    );
    expect(childOf([0.5], [0.5], drawing(notCrossed, mutated, 0.6))[0]).toBeCloseTo(
      0.5 + 1 - 0.8 ** (1 / 6),
      12,
    );
    // E|δ| = 1 / (index + 2) for the density (index + 1) / 2 · (1 − |δ|)^index; half of the cube bounds it at 0.5.
    const draws = stream(2, 'variation', 'test');
    let sum = 0;
    for (let k = 0; k < 20_000; k++)
      sum += Math.abs(childOf([0.5], [0.5], drawing(notCrossed, mutated, draws.next()))[0] - 0.5);
    const beyond = 0.5 ** 7 / 7;
    expect(Math.abs(sum / 20_000 - (1 / 7 - beyond))).toBeLessThan(0.004);
  });

  it('stays in the cube', () => {
    expect(childOf([0.01], [0.01], drawing(notCrossed, mutated, 0))).toEqual([0]);
    expect(childOf([0.99], [0.99], drawing(notCrossed, mutated, 1 - 1e-12))).toEqual([1]);
    expect(childOf([0], [1], drawing(crossed, 0.999, 0.2, notMutated))).toEqual([0]);
  });
});
