import { describe, expect, it } from 'vitest';
import { ridge } from '../../../experiments/statistics/ridge.ts';
import { stream } from '../../../sim/random.ts';

const draws = stream('ridge', 'test', 0);
const cases = Array.from({ length: 40 }, () => [draws.normal(), 3 + 5 * draws.normal()]);
const responses = cases.map(([one, other]) => 2 + 0.5 * one - 0.2 * other + 0.1 * draws.normal());

describe('a ridge regression', () => {
  it('finds the plane that the responses lie on', () => {
    const fit = ridge(cases, responses);
    expect(fit.predict([0, 0])).toBeCloseTo(2, 0);
    expect(fit.predict([1, 0]) - fit.predict([0, 0])).toBeCloseTo(0.5, 1);
    expect(fit.predict([0, 1]) - fit.predict([0, 0])).toBeCloseTo(-0.2, 2);
  });

  it('says of each case what a fit without it would miss, but for the scale of its features', () => {
    const fit = ridge(cases, responses);
    for (const left of [0, 7, 39]) {
      const without = ridge(
        cases.filter((_, k) => k !== left),
        responses.filter((_, k) => k !== left),
      );
      expect(without.penalty).toBe(fit.penalty);
      // The penalty is put on features in units of all cases, not of all but one.
      expect(fit.leftOut[left]).toBeCloseTo(responses[left] - without.predict(cases[left]), 3);
    }
  });

  it('gives a feature that does not vary no weight', () => {
    const fit = ridge(
      cases.map(([one]) => [one, 4]),
      responses,
    );
    expect(fit.predict([1, 4])).toBe(fit.predict([1, 400]));
  });

  it('refuses two cases', () => {
    expect(() => ridge([[1], [2]], [1, 2])).toThrow('three cases or more; received 2');
  });
});
