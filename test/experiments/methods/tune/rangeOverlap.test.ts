import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  denseLevels,
  denseSeeds,
  type FoundRange,
  gridRange,
  jaccard,
  overlapPlan,
  overlapsWith,
} from '../../../../experiments/evidence/calibration/rangeOverlap.ts';
import { trialPlanOf } from '../../../../experiments/methods/tune/tunePlan.ts';

const kept: {
  readonly plan: unknown;
  readonly dense: FoundRange & { readonly levels: number; readonly seeds: number };
  readonly searched: ReturnType<typeof overlapsWith>;
  readonly thinGrid: ReturnType<typeof overlapsWith>;
} = JSON.parse(
  readFileSync(new URL('../../../../results/reference/calibration/range.json', import.meta.url), 'utf8'),
);

describe('the range of tune beside that of a dense grid', () => {
  it('is the stretch of levels within the margin of the best, counted by hand', () => {
    const parabola = denseLevels.map((level) => {
      const loss = ((level - 4000) / 10_000) ** 2;
      return [loss - 0.3, loss + 0.3];
    });
    const reach = 10_000 * Math.sqrt(0.002);
    const { low, high, trials } = gridRange(parabola);
    expect(trials).toBe(2 * 57);
    expect(Math.abs(low - (4000 - reach))).toBeLessThanOrEqual(248);
    expect(Math.abs(high - (4000 + reach))).toBeLessThanOrEqual(248);
  });

  it('overlaps by the levels in both over the levels in either', () => {
    const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(jaccard({ low: 1, high: 6 }, { low: 4, high: 9 }, levels)).toBe(3 / 9);
    expect(jaccard({ low: 1, high: 3 }, { low: 8, high: 9 }, levels)).toBe(0);
    expect(jaccard({ low: 2, high: 5 }, { low: 2, high: 5 }, levels)).toBe(1);
  });

  it('is searched on worlds that neither the grid nor another search has seen', () => {
    const seeds = [0, 1, 2].map((k) => {
      const { firstSeed, searchSeeds, confirmSeeds } = overlapPlan(k);
      return [firstSeed, firstSeed + searchSeeds + confirmSeeds - 1];
    });
    expect(seeds[0][0]).toBeGreaterThan(denseSeeds);
    expect(seeds[1][0]).toBeGreaterThan(seeds[0][1]);
    expect(seeds[2][0]).toBeGreaterThan(seeds[1][1]);
    const { set, days, warmUpDays } = trialPlanOf(overlapPlan(0), { immunityPeriod: 4096 }, 1);
    expect({ set, days, warmUpDays }).toEqual({
      set: { 'validator.alpha': 0.1, immunityPeriod: 4096 },
      days: 10,
      warmUpDays: 2,
    });
  });

  it('is found to 80 % with a fifth of the trials, committed; a grid as cheap does not do as well', () => {
    const { dense, searched, thinGrid } = kept;
    expect(kept.plan).toEqual(overlapPlan(0));
    expect(dense.trials).toBe(dense.levels * dense.seeds);
    expect(overlapsWith(dense, searched.found)).toEqual(searched);
    expect(searched.jaccard.mean).toBeGreaterThanOrEqual(0.8);
    expect(searched.trialsShare).toBeLessThanOrEqual(0.2);
    expect(searched.jaccard.mean).toBeGreaterThan(thinGrid.jaccard.mean);
  });
});
