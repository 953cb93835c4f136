import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type BestCount,
  bestCounts,
  worlds,
} from '../../../../experiments/evidence/calibration/bestCoverage.ts';
import { type MeanCount, meanCounts } from '../../../../experiments/evidence/calibration/meanCoverage.ts';

const committed = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../results/reference/coverage/${name}.json`, import.meta.url), 'utf8'),
  );
const means: readonly MeanCount[] = committed('means');
const best: readonly BestCount[] = committed('best');

describe('intervals of few seeds', () => {
  it('hold the truth as often as is promised, in 3,000 studies of each kind', () => {
    const promised = means.filter(({ least }) => least !== null);
    expect(promised).toHaveLength(12);
    for (const { values, of, seeds, studies, covered, least } of promised) {
      expect(studies).toBe(3000);
      expect(covered / studies, `${of} of ${values} at ${seeds}`).toBeGreaterThanOrEqual(least!);
    }
  });

  it('of means hold it more often than Student’s, and none is left without one', () => {
    for (const { of, covered, student, none } of means) {
      expect(none).toBe(0);
      if (of === 'mean') expect(covered).toBeGreaterThanOrEqual(student!);
    }
    const skewed = means.find(
      ({ values, of, seeds }) => of === 'mean' && values === 'squared exponential' && seeds === 12,
    )!;
    expect(skewed.student! / skewed.studies).toBeLessThan(0.8);
  });

  it('are counted as they are made now: the first 40 studies are among the committed ones', () => {
    for (const [k, { values, of, seeds, covered }] of meanCounts(40).entries()) {
      expect(means[k]).toMatchObject({ values, of, seeds });
      expect(means[k].covered).toBeGreaterThanOrEqual(covered);
      expect(means[k].studies - means[k].covered).toBeGreaterThanOrEqual(40 - covered);
    }
  });
});

describe('comparisons with the best', () => {
  const of = (name: string, seeds: number) => {
    const found = best.filter(({ world, seeds: own }) => world.includes(name) && own === seeds);
    expect(found.map(({ rule }) => rule)).toEqual(['comparisons with the best', 'split halves']);
    return { all: found[0], halves: found[1] };
  };

  it('find more levels out than split halves did, on studies drawn like the full immunity study', () => {
    expect(of('α 0.05', 6).all.foundOut).toBeGreaterThan(4.2);
    for (const name of ['α 0.05', 'α 0.1'])
      for (const seeds of [6, 12]) {
        const { all, halves } = of(name, seeds);
        expect(all.foundOut, `${name}, ${seeds} seeds`).toBeGreaterThanOrEqual(halves.foundOut);
      }
  });

  it('call a level as good as the best that is not in at most 2.5 % of studies, in every world', () => {
    for (const { world, rule, wrongIn, studies } of best)
      if (rule === 'comparisons with the best') expect(wrongIn / studies, world).toBeLessThanOrEqual(0.025);
    // Split halves answered about the level that looked best, and often it was not.
    const { halves } = of('all but one a hair beyond', 6);
    expect(halves.wrongIn / halves.studies).toBeGreaterThan(0.1);
  });

  it('call a level out that is not in at most 5 % of studies', () => {
    for (const { world, rule, wrongOut, studies } of best)
      if (rule === 'comparisons with the best') expect(wrongOut / studies, world).toBeLessThanOrEqual(0.05);
  });

  it('are counted as they are made now: what 40 studies get wrong is among the committed', () => {
    for (const world of worlds)
      for (const now of bestCounts(world, 6, 40)) {
        const kept = best.find((one) => one.world === now.world && one.rule === now.rule && one.seeds === 6)!;
        expect(kept.wrongIn).toBeGreaterThanOrEqual(now.wrongIn);
        expect(kept.wrongOut).toBeGreaterThanOrEqual(now.wrongOut);
        expect(kept.foundOut * kept.studies + 1e-6).toBeGreaterThanOrEqual(now.foundOut * 40);
      }
  });
});
