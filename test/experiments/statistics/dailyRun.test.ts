import { describe, expect, it } from 'vitest';
import { dailyRun, pairedRun, windowMeans } from '../../../experiments/statistics/dailyRun.ts';

describe('a run that is known day by day', () => {
  it('has the mean of the days of a window that have a value', () => {
    const run = dailyRun([1, null, 3, 8]);
    expect(run.days).toBe(4);
    expect([run.mean(0, 4), run.mean(0, 2), run.mean(2, 99)]).toEqual([4, 1, 5.5]);
    expect([run.mean(1, 2), run.mean(4, 9), run.mean(2, 2)]).toEqual([null, null, null]);
  });

  it('weighs days as it is told, and not at all where a weight is missing or zero', () => {
    const run = dailyRun([1, 5, 100, 100, null], [3, 1, null, 0, 9]);
    expect(run.mean(0, 5)).toBe(2);
    expect(run.mean(2, 5)).toBeNull();
    // Days beyond the weights count nothing.
    expect(dailyRun([1, 2, 50], [1, 1]).mean(0, 3)).toBe(1.5);
  });

  it('is held against another by the means of a window, where both have one', () => {
    const pair = pairedRun(dailyRun([5, 7, null]), dailyRun([1, null, 3, 4]));
    expect(pair.days).toBe(3);
    expect([pair.mean(0, 2), pair.mean(2, 3), pair.mean(1, 2)]).toEqual([5, null, null]);
    expect(windowMeans([dailyRun([1, 3]), dailyRun([null, null]), dailyRun([4])], 0, 2)).toEqual([2, 4]);
  });
});
