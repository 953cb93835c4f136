import { describe, expect, it } from 'vitest';
import { paceOf } from '../../../experiments/statistics/pace.ts';
import { stream } from '../../../sim/random.ts';

describe('the time that a run still takes', () => {
  it('is the mean time of a trial for each that is left, less what the one under way has behind it', () => {
    const ends = [10, 20, 30, 40];
    expect(paceOf(ends, 6, 40)).toEqual({ rate: 0.1, left: 60, spread: [60, 60] });
    expect(paceOf(ends, 6, 45)?.left).toBe(55);
    expect(paceOf(ends, 6, 400)?.left, 'a trial that hangs takes no time from the others').toBe(50);
  });

  it('has no spread before four trials have ended, and is not known before one has', () => {
    expect(paceOf([], 6, 40)).toBeNull();
    expect(paceOf([10, 20, 30], 6, 30)).toMatchObject({ left: 60, spread: null });
  });

  it('lies in its interval in about 95 of 100 runs, of trials that end one by one and of those that end in bursts', () => {
    for (const burst of [1, 6]) {
      const runs = Array.from({ length: 400 }, (_, k) => covered(k, burst));
      const share = runs.filter(Boolean).length / runs.length;
      expect(share, `bursts of ${burst}`).toBeGreaterThan(0.9);
      expect(share, `bursts of ${burst}`).toBeLessThan(0.995);
    }
  });
});

/** Whether the end of a run of 240 trials, of times from a half to one and a half of their mean, lay in the interval told after 60. `burst`: trials that end at once. */
function covered(run: number, burst: number): boolean {
  const { next } = stream(String(run), 'times', burst);
  let now = 0;
  const ends = Array.from({ length: 240 }, (_, k) => {
    if (k % burst === 0) now += 0.5 + next();
    return now;
  });
  const [low, high] = paceOf(ends.slice(0, 60), 180, ends[59])?.spread ?? [Number.NaN, Number.NaN];
  const left = ends[239] - ends[59];
  return left >= low && left <= high;
}
