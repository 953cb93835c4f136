import { describe, expect, it } from 'vitest';
import { familyOf, modelFamiliesOf } from '../../../agents/scoring/modelFamilies.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';

const families = (seed: string, count = 5) =>
  modelFamiliesOf(
    resolve('finney-2023', { 'scenario.modelFamilies': count, 'scenario.familyCorrelation': 0.4 }),
    seed,
  )!;
const firstTen = (seed: string) => Array.from({ length: 10 }, (_, voice) => familyOf(families(seed), voice));

describe('families of models', () => {
  it('are equally large', () => {
    const counts = new Float64Array(5);
    const world = families('1');
    for (let voice = 0; voice < 10_000; voice++) counts[familyOf(world, voice)] += 1;
    // Four standard errors of a share of a fifth.
    for (const count of counts)
      expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.2 * 0.8));
  });

  it('are drawn by the seed, and the same in every version', () => {
    expect(firstTen('1')).toEqual([3, 0, 2, 2, 3, 1, 4, 2, 2, 1]);
    expect(firstTen('2')).not.toEqual(firstTen('1'));
    expect(families('1').correlation).toBe(0.4);
  });

  it('are none where every model is its own', () => {
    expect(families('1', 0)).toBeUndefined();
  });
});
