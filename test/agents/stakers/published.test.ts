import { describe, expect, it } from 'vitest';
import { stakers } from '../../../agents/models/stakers.ts';
import { measureStakers } from '../../../agents/stakers/measureStakers.ts';
import { publishedValues } from '../../../agents/stakers/published.ts';
import { liveStakers } from '../../../agents/stakers/runStakers.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';
import { madeStakers } from './made.ts';

/** From the day of the recorded pools to the day of most published values, 11 April to 30 September 2026. */
const [halfway, days] = [86, 172];
/**
 * The fit used seeds 1 to 16. `tradesPerDay` was raised twice after a look at others, 21 to 30, where prices spread too little; these are
 * fresh.
 */
const seeds = Array.from({ length: 10 }, (_, place) => String(31 + place));
const runs = seeds.map((seed) => {
  const world = madeStakers({}, seed);
  liveStakers(world, halfway);
  const middle = measureStakers(world);
  liveStakers(world, days - halfway);
  return { middle, end: measureStakers(world) };
});
const atEnd = (measure: string) => runs.map(({ end }) => end[measure] ?? Number.NaN);

describe('the settled world of stakers', () => {
  it.each(publishedValues.map((published) => [published.words, published] as const))(
    'has the published %s within its tolerance, or says why it has not',
    (_, { measure, value, tolerance, missed }) => {
      const { mean, low, high } = meanInterval(atEnd(measure));
      const gap = Math.abs(mean - value);
      const seen = `${measure}: ${mean} [${low}, ${high}] against ${value} ± ${tolerance}`;
      if (missed === undefined) expect(gap, seen).toBeLessThanOrEqual(tolerance);
      else expect(gap, seen).toBeGreaterThan(tolerance);
    },
  );

  it('has settled: the concentration that decides is at half of the time what it is at the end', () => {
    for (const [measure, margin] of [
      ['hhi', 0.02],
      ['validatorHhi', 0.12],
    ] as const) {
      const { low, high } = meanInterval(
        runs.map(({ middle, end }) => (end[measure] ?? 0) - (middle[measure] ?? 0)),
      );
      expect(low, measure).toBeGreaterThan(-margin);
      expect(high, measure).toBeLessThan(margin);
    }
  });

  it('pays root less than staked alpha, and less than the recorded pools paid it in April', () => {
    const [root, alpha] = [meanInterval(atEnd('rootYield')), meanInterval(atEnd('alphaYield'))];
    // Root's 7.7 % of April before take is what the recorded pools give; its part falls as alpha is issued.
    expect(root.mean).toBeGreaterThan(1);
    expect(root.mean).toBeLessThan(7.7 * 0.82);
    expect(alpha.mean).toBeGreaterThan(root.high);
  });

  it('gives each measure a number, and no other', () => {
    expect(Object.keys(runs[0].end).sort()).toEqual(stakers.measures.map(({ name }) => name).sort());
    for (const { end } of runs)
      for (const value of Object.values(end)) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('what is published', () => {
  it('is fitted in nine values and kept out of the fit in seven, each once', () => {
    const names = publishedValues.map(({ measure }) => measure);
    expect(new Set(names).size).toBe(names.length);
    expect(publishedValues.filter(({ use }) => use === 'fit')).toHaveLength(9);
    expect(publishedValues.filter(({ use }) => use === 'test')).toHaveLength(7);
  });

  it('is never missed where a setting was chosen by it', () => {
    expect(publishedValues.filter(({ use, missed }) => use === 'fit' && missed !== undefined)).toEqual([]);
  });
});
