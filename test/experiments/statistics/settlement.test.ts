import { describe, expect, it } from 'vitest';
import { dailyRun, pairedRun } from '../../../experiments/statistics/dailyRun.ts';
import { lastQuarters, settlementOf } from '../../../experiments/statistics/settlement.ts';
import { stream } from '../../../sim/random.ts';

/** Runs of daily values: what all share of a day, and noise of their own. */
const runs = (seeds: number, days: number, shared: (day: number) => number, noise: number) =>
  Array.from({ length: seeds }, (_, seed) => {
    const { normal } = stream(String(seed), 'settlement', 'test');
    return dailyRun(Array.from({ length: days }, (_, day) => shared(day) + noise * normal()));
  });

describe('whether a world has settled', () => {
  it('is seen where a start has died out in the first half and the last two quarters agree', () => {
    const found = settlementOf([runs(8, 120, (day) => 3 + Math.exp(-day / 6), 0.02)], 0.01);
    expect(found.settled).toEqual([true]);
    // e^(−day / 6) is as large as the noise of a mean of eight, 0.007, on day 30.
    expect(found.dropped).toBeGreaterThanOrEqual(20);
    expect(found.dropped).toBeLessThanOrEqual(60);
    expect(found.isPast).toBe(true);
    const [change] = found.changes;
    expect(change!.low).toBeLessThan(0);
    expect(change!.high).toBeGreaterThan(0);
  });

  it('is not seen in a drift, however small its days', () => {
    // 0.0005 a day are 0.015 from quarter to quarter of 120 days.
    const found = settlementOf([runs(8, 120, (day) => 3 - 0.0005 * day, 0.002)], 0.01);
    expect(found.settled).toEqual([false]);
    expect(found.isPast).toBe(false);
    expect(found.changes[0]!.mean).toBeCloseTo(-0.015, 3);
  });

  it('is not seen where the second half has two levels, though MSER-5 leaves out little', () => {
    const found = settlementOf([runs(8, 120, (day) => (day < 90 ? 3 : 3.02) + 0.3 * (day % 2), 0.002)], 0.01);
    expect(found.isPast).toBe(true);
    expect(found.settled).toEqual([false]);
    expect(found.changes[0]!.mean).toBeCloseTo(0.02, 2);
  });

  it('is not seen where the seeds are too few or too noisy to show that the quarters agree', () => {
    expect(settlementOf([runs(1, 120, () => 3, 0.02)], 0.01).settled).toEqual([false]);
    expect(settlementOf([runs(4, 120, () => 3, 1)], 0.01).settled).toEqual([false]);
    expect(settlementOf([runs(4, 120, () => 3, 0)], 0).settled).toEqual([true]);
  });

  it('is judged level by level after a truncation that all share', () => {
    const level = runs(12, 60, () => 0.1, 0.01);
    const drifting = runs(12, 60, (day) => (day < 45 ? 0 : 0.02), 0.005);
    const found = settlementOf([level, drifting, level], 0.01);
    expect(found.settled).toEqual([found.isPast, false, found.isPast]);
    expect(found.changes).toHaveLength(3);
  });

  it('leaves out more than half of independent noise in few runs: 60 days of six levels', () => {
    const settled = Array.from({ length: 200 }, (_, study) => {
      const levels = Array.from({ length: 6 }, (_, level) => {
        const { normal } = stream(String(study), 'noise', level);
        return [dailyRun(Array.from({ length: 60 }, () => normal()))];
      });
      return settlementOf(levels, 1).isPast;
    });
    expect(settled.filter(Boolean).length / 200).toBeGreaterThan(0.9);
  });

  it('needs ten days, and takes quarters of what is left of odd lengths', () => {
    expect(() => settlementOf([runs(4, 9, () => 3, 0.1)], 0.01)).toThrow(/at least 10 days; received 9/);
    expect(settlementOf([runs(4, 10, () => 3, 0.001)], 0.01).days).toBe(10);
    expect(lastQuarters(120)).toEqual([60, 90]);
    expect(lastQuarters(30)).toEqual([15, 22]);
    expect(lastQuarters(11)).toEqual([5, 8]);
  });
});

describe('a rate put together from days', () => {
  it('belongs to the registrations of its days, not to the days', () => {
    // 1 of 10 on the first day, none of 0, 6 of 20 on the third: 7 of 30.
    const rate = dailyRun([10, null, 30], [10, 0, 20]);
    expect(rate.mean(0, 3)).toBeCloseTo(700 / 30, 12);
    expect(rate.mean(1, 2)).toBeNull();
    expect(dailyRun([10, null, 30]).mean(0, 3)).toBe(20);
  });

  it('differs in a window by the two rates of that window', () => {
    const one = dailyRun([10, 30], [10, 20]);
    const other = dailyRun([10, 30], [20, 10]);
    expect(pairedRun(one, other).mean(0, 2)).toBeCloseTo(700 / 30 - 500 / 30, 12);
    expect(pairedRun(one, dailyRun([null, null])).mean(0, 2)).toBeNull();
  });
});
