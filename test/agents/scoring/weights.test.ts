import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearQuantile } from '../../../agents/scoring/lowestQuantile.ts';
import { normaliseMaxWeight, weightScratch, weightsFromScores } from '../../../agents/scoring/weights.ts';
import { stream } from '../../../sim/random.ts';
import type { WeightRule } from '../../../sim/rules/reading.ts';
import { u32Max } from '../../../sim/units.ts';

const open: WeightRule = { excludeQuantile: 0, minAllowedWeights: 1, maxWeightLimit: 1, format: 'u32' };
const rowFor = (scores: number[], rule: Partial<WeightRule> = {}) =>
  weightsFromScores(Float64Array.from(scores), { ...open, ...rule }, weightScratch(scores.length));
const capped = (weights: number[], limit: number) => {
  const all = Float64Array.from(weights);
  normaliseMaxWeight(all, all.length, limit);
  return [...all];
};
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

/** Source, kept as slow as it is: bittensor v3.4.2 weight_utils normalize_max_weight. */
function publishedNormalise(x: number[], limit: number): number[] {
  const epsilon = 1e-7;
  const sum = total(x);
  if (sum === 0 || x.length * limit <= 1) return x.map(() => 1 / x.length);
  const estimation = x.toSorted((a, b) => a - b).map((value) => value / sum);
  if (estimation.at(-1)! <= limit) return x.map((value) => value / sum);
  let running = 0;
  const cumulated = estimation.map((value) => (running += value));
  const n = estimation.length;
  const below = estimation.filter((e, i) => e / ((n - i - 1) * e + cumulated[i]! + epsilon) < limit).length;
  const cutoff = ((limit * cumulated[below - 1]! - epsilon) / (1 - limit * (n - below))) * sum;
  const cut = x.map((value) => Math.min(value, cutoff));
  return cut.map((value) => value / total(cut));
}

describe('weights of a validator', () => {
  it('are proportional to the scores where nothing is dropped or capped', () => {
    const row = rowFor([1, 0, 3, 4]);
    expect([...row.targets]).toEqual([0, 2, 3]);
    expect([...row.values]).toEqual([
      Math.floor(u32Max / 8),
      Math.floor((u32Max * 3) / 8),
      u32Max - 536_870_911 - 1_610_612_735,
    ]);
  });

  it('under Nakamoto sum to u32::MAX, so the chain stores them unchanged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (scores) => {
          const row = rowFor(scores, { maxWeightLimit: 0.2, excludeQuantile: 0.1 });
          expect(total(row.values)).toBe(u32Max);
        },
      ),
      { seed: 1 },
    );
  });

  it('under Finney give the largest score 65535 and the others their share of it', () => {
    const row = rowFor([10, 5, 1e-9, 2.5], { format: 'u16' });
    expect([[...row.targets], [...row.values]]).toEqual([
      [0, 1, 3],
      [65_535, 32_768, 16_384],
    ]);
  });

  it('a single positive score takes the whole row, whatever the cap', () => {
    expect([...rowFor([0, 0, 7], { maxWeightLimit: 0.004 }).values]).toEqual([u32Max]);
    expect([...rowFor([0, 0, 7], { maxWeightLimit: 0.004, format: 'u16' }).values]).toEqual([65_535]);
  });

  it('a validator that scored nobody sets nothing', () => {
    expect(rowFor([0, 0, 0]).targets.length).toBe(0);
  });

  it('a score that is NaN, infinite or negative stops the run instead of travelling on', () => {
    expect(() => rowFor([1, Number.NaN])).toThrow(/received NaN for uid 1/);
    expect(() => rowFor([-1])).toThrow(/received -1 for uid 0/);
    expect(() => rowFor([Infinity])).toThrow(/received Infinity/);
    expect(() => rowFor([1], { maxWeightLimit: 655 })).toThrow(/divide by u32::MAX or u16::MAX/);
    expect(() => rowFor([1], { excludeQuantile: 5 })).toThrow(/excludeQuantile/);
  });

  it('scratch memory of an earlier row leaves no trace', () => {
    const scratch = weightScratch(6);
    const few = Float64Array.of(0, 2, 0, 0, 5, 0);
    const alone = weightsFromScores(few, open, weightScratch(6));
    weightsFromScores(Float64Array.of(9, 8, 7, 6, 5, 4), open, scratch);
    expect(weightsFromScores(few, open, scratch)).toEqual(alone);
  });
});

describe('lowest quantile', () => {
  const scores = Array.from({ length: 200 }, (_, i) => ((i * 37) % 200) + 1);

  it.each([
    [0.1, 20],
    [0.05, 10],
    [0.5, 100],
    [0, 0],
  ])('excluding %s of 200 distinct scores drops the %s lowest', (excludeQuantile, dropped) => {
    const row = rowFor(scores, { excludeQuantile });
    expect(row.targets.length).toBe(200 - dropped);
    expect(Math.min(...[...row.targets].map((uid) => scores[uid]!))).toBe(dropped + 1);
  });

  it('never leaves fewer than minAllowedWeights entries', () => {
    for (const fewest of [150, 195, 199, 200, 300]) {
      const kept = rowFor(scores, { excludeQuantile: 0.5, minAllowedWeights: fewest }).targets.length;
      expect(kept).toBe(Math.min(200, fewest));
    }
  });

  it('keeps every score equal to the threshold', () => {
    expect(rowFor([1, 1, 1, 1, 2], { excludeQuantile: 0.5 }).targets.length).toBe(5);
    expect(rowFor([1, 2, 2, 2, 3], { excludeQuantile: 0.3 }).targets.length).toBe(4);
  });

  // R type 7: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), 0.1) = 1, 0.25 = 1.75, 0.9 = 6.9.
  it.each([
    [0.1, 1],
    [0.25, 1.75],
    [0.9, 6.9],
    [1, 9],
  ])('at %s it interpolates between order statistics: %s', (share, value) => {
    expect(linearQuantile(Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), 8, share)).toBeCloseTo(value, 12);
  });

  it('equals the quantile of the sorted scores for any scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 80 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = values.toSorted((a, b) => a - b);
          const place = share * (values.length - 1);
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
          const interpolated = low + (high - low) * (place - Math.floor(place));
          expect(linearQuantile(Float64Array.from(values), values.length, share)).toBeCloseTo(
            interpolated,
            12,
          );
        },
      ),
      { seed: 2 },
    );
  });
});

describe('cap on a weight', () => {
  it('gives the excess of the capped to the others in proportion', () => {
    const [large, two, one] = capped([7, 2, 1], 0.5) as [number, number, number];
    expect(large).toBeCloseTo(0.5, 12);
    expect(two).toBeCloseTo(1 / 3, 12);
    expect(one).toBeCloseTo(1 / 6, 12);
  });

  it('leaves nothing above the limit and keeps the sum, for any scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 3, maxLength: 100 }),
        fc.double({ min: 0.011, max: 1, noNaN: true }),
        (scores, limit) => {
          fc.pre(scores.length * limit > 1.001);
          const weights = capped(scores, limit);
          expect(Math.max(...weights)).toBeLessThanOrEqual(limit * (1 + 1e-12));
          expect(total(weights)).toBeCloseTo(1, 9);
        },
      ),
      { seed: 3 },
    );
  });

  it('agrees with the published normalisation to its epsilon', () => {
    const random = stream(1, 'test of the cap', 1);
    for (const limit of [0.02, 0.05, 0.004]) {
      const scores = Array.from({ length: 400 }, () => random.lognormal(1, 2));
      const published = publishedNormalise(scores, limit);
      const weights = capped(scores, limit);
      // The epsilon lowers the published cutoff by 1e-7 over the share of the scores that stay uncapped.
      const uncapped = total(scores.filter((_, i) => weights[i]! < limit)) / total(scores);
      expect(uncapped).toBeLessThan(1);
      weights.forEach((weight, i) => {
        expect(Math.abs(weight - published[i]!)).toBeLessThan(2e-7 / uncapped);
      });
    }
  });

  it('makes all entries equal where so few cannot stay below it', () => {
    expect(capped([5, 3, 1], 0.2)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it.each(['u32', 'u16'] as const)('holds after quantising to %s, where the chain checks it', (format) => {
    const random = stream(1, 'test of the quantised cap', format);
    for (const limit of [17_179_868 / u32Max, 0.01, 655 / 65_535]) {
      const scores = Array.from({ length: 1000 }, () => random.lognormal(1, 1.5));
      scores[999] = 1e6;
      const { values } = rowFor(scores, { maxWeightLimit: limit, format });
      expect(Math.max(...values) / total(values)).toBeLessThanOrEqual(limit);
      expect(Math.max(...values) / total(values)).toBeGreaterThan(limit * 0.999);
    }
  });
});
