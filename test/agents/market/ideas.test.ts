import { describe, expect, it } from 'vitest';
import { Ideas } from '../../../agents/market/ideas.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const day = blocksPerDay;

describe('ideas', () => {
  it('come to each by a Poisson process: as many as said, with the variance of their number', () => {
    const ideas = new Ideas('1', 0.5);
    const counts = Array.from({ length: 2000 }, (_, serial) => ideas.until(10 * day, serial, 0));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    // Four standard errors of the mean and of the variance of a Poisson number of 5.
    expect(Math.abs(mean - 5)).toBeLessThan(4 * Math.sqrt(5 / counts.length));
    expect(Math.abs(variance - 5)).toBeLessThan(4 * Math.sqrt((5 + 2 * 25) / counts.length));
  });

  it('are the same in all however often someone is asked, and none come before it has begun', () => {
    const daily = new Ideas('1', 3);
    const once = new Ideas('1', 3);
    for (let serial = 0; serial < 20; serial++) {
      let sum = 0;
      for (let at = 0; at <= 30; at++) sum += daily.until((100 + at) * day, serial, 100 * day);
      expect(sum).toBe(once.until(130 * day, serial, 100 * day));
      expect(new Ideas('1', 3).until(100 * day, serial, 100 * day)).toBe(0);
    }
  });

  it('do not come where none are', () => {
    expect(new Ideas('1', 0).until(1000 * day, 1, 0)).toBe(0);
  });
});
