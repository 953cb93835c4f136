import { describe, expect, it } from 'vitest';
import { powerLaw } from '../../../experiments/statistics/powerLaw.ts';
import { stream } from '../../../sim/random.ts';

describe('a power law fitted on logarithms', () => {
  it('finds the exponent of an exact one, with an interval of no width', () => {
    const { slope, low, high, n } = powerLaw([1, 2, 4, 8].map((x) => ({ x, y: 3 * x ** 1.5 })));
    expect([slope, low, high]).toEqual([1.5, 1.5, 1.5].map((value) => expect.closeTo(value, 12)));
    expect(n).toBe(4);
  });

  it('covers the true exponent in 95 of 100 noisy ones', () => {
    let covered = 0;
    const repeats = 2000;
    for (let seed = 0; seed < repeats; seed++) {
      const draw = stream(seed, 'power law', 0);
      const points = [1, 2, 4, 8, 16].map((x) => ({ x, y: x ** 2 * draw.lognormal(1, 0.2) }));
      const { low, high } = powerLaw(points);
      if (low <= 2 && 2 <= high) covered += 1;
    }
    expect(covered / repeats).toBeGreaterThan(0.935);
    expect(covered / repeats).toBeLessThan(0.965);
  });

  it.each([
    [
      [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
      /three points/,
    ],
    [
      [
        { x: 1, y: 1 },
        { x: 2, y: 0 },
        { x: 3, y: 1 },
      ],
      /above zero/,
    ],
    [
      [
        { x: 2, y: 1 },
        { x: 2, y: 2 },
        { x: 2, y: 3 },
      ],
      /two different x/,
    ],
  ])('refuses what has no slope', (points, rule) => {
    expect(() => powerLaw(points)).toThrow(rule);
  });
});
