import { describe, expect, it } from 'vitest';
import { upperShare } from '../../../experiments/statistics/shareBound.ts';

describe('the largest share that a count leaves possible', () => {
  it('of none in n is 1 − 0.05^(1/n): three in n, as the rule of three says', () => {
    for (const n of [1, 10, 300, 2000]) expect(upperShare(0, n)).toBeCloseTo(1 - 0.05 ** (1 / n), 12);
    expect(300 * upperShare(0, 300)).toBeCloseTo(3, 1);
  });

  it('is where so few or fewer come in 5 of 100 sets', () => {
    const p = upperShare(1, 40);
    expect((1 - p) ** 40 + 40 * p * (1 - p) ** 39).toBeCloseTo(0.05, 12);
    // Clopper and Pearson's two-sided 95 % end for 5 of 100: R, binom.test(5, 100)$conf.int.
    expect(upperShare(5, 100, 0.975)).toBeCloseTo(0.1128349, 6);
  });

  it('of all is all, and of no share a refusal', () => {
    expect(upperShare(7, 7)).toBe(1);
    for (const [count, cases] of [
      [8, 7],
      [-1, 7],
      [0.5, 7],
      [0, 0],
    ])
      expect(() => upperShare(count, cases)).toThrow(/whole number out of 1 or more/);
  });
});
