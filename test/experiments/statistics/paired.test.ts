import { describe, expect, it } from 'vitest';
import { differences, pairedDifference } from '../../../experiments/statistics/paired.ts';
import { list, normals } from './draws.ts';

/** R's data set `sleep` (Student 1908): extra hours of the same ten patients under two drugs. */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('a paired difference', () => {
  it("is that of R's paired t.test on Student's own data, with R's correlation", () => {
    const found = pairedDifference(first, second)!;
    expect(found.n).toBe(10);
    expect(found.mean).toBeCloseTo(-1.58, 12);
    expect(found.low).toBeCloseTo(-2.4598857632769824, 10);
    expect(found.high).toBeCloseTo(-0.7001142367230176, 10);
    expect(found.correlation).toBeCloseTo(0.7951702058335777, 12);
    expect(found.varianceRatio).toBeCloseTo(4.765423031727379, 10);
  });

  it('leaves out the seeds that only one setting has', () => {
    const holed = [null, ...first.slice(1, 9), 2];
    const other = [...second.slice(0, 9), null];
    expect(differences(holed, other)).toHaveLength(8);
    expect(pairedDifference(holed, other)).toEqual(pairedDifference(first.slice(1, 9), second.slice(1, 9)));
    expect(pairedDifference([1, null, null], [1, 2, 3])).toBeNull();
  });

  it('saves what the seeds share: variance 1 + 4 each, of which 4 is common, is saved 5 times over', () => {
    const normal = normals('common');
    const noise = list(4000, () => [2 * normal(), normal(), normal()]);
    const found = pairedDifference(
      noise.map(([common, own]) => 0.3 + common + own),
      noise.map(([common, , own]) => common + own),
    )!;
    expect(found.varianceRatio!).toBeGreaterThan(4.6);
    expect(found.varianceRatio!).toBeLessThan(5.4);
    expect(found.correlation!).toBeCloseTo(0.8, 1);
    expect(found.low).toBeLessThan(0.3);
    expect(found.high).toBeGreaterThan(0.3);
    expect(found.high - found.low).toBeLessThan(0.1);
  });

  it('does not invent a ratio or a correlation where nothing varies', () => {
    expect(pairedDifference([1, 2, 3], [2, 3, 4])).toMatchObject({ mean: -1, varianceRatio: null });
    expect(pairedDifference([1, 1, 1], [2, 3, 4])?.correlation).toBeNull();
    expect(pairedDifference([2, 3, 4], [1, 1, 1])?.correlation).toBeNull();
  });

  it('refuses lists of different seeds', () => {
    expect(() => pairedDifference([1, 2], [1, 2, 3])).toThrow(/equally long; received 2 and 3/);
  });
});
