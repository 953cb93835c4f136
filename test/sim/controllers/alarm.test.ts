import { describe, expect, it } from 'vitest';
import { aimdStep } from '../../../sim/controllers/aimd.ts';
import { alarmsOf } from '../../../sim/controllers/alarm.ts';

const calm = (count: number) =>
  Array.from({ length: count }, (_, k) => ({ isAtBound: false, loss: k % 2 === 0 ? 0.8 : 1.2 }));
const three = (loss: number) => Array.from({ length: 3 }, () => ({ isAtBound: false, loss }));

describe('an alarm', () => {
  it('rings after a week at a bound, and again a fortnight later if it lasts', () => {
    expect(alarmsOf(Array.from({ length: 30 }, () => ({ isAtBound: true, loss: 1 })))).toEqual([6, 20]);
    expect(alarmsOf(Array.from({ length: 6 }, () => ({ isAtBound: true, loss: 1 })))).toEqual([]);
  });

  it('rings where three losses lie four standard deviations above the four weeks before, and not below that', () => {
    // Mean 1 and deviation √(28 · 0.04 / 27) = 0.2037: the limit is 1.815.
    expect(alarmsOf([...calm(28), ...three(1.8)])).toEqual([]);
    expect(alarmsOf([...calm(28), ...three(1.83)])).toEqual([30]);
    expect(alarmsOf([...calm(27), ...three(1.83)])).toEqual([]);
  });
});

describe('a variable rate', () => {
  it('rises after blocks that are full or empty on average, and falls after others', () => {
    const rateAfter = (size: number) => aimdStep({ rate: 0.125, sizes: [size, size] }, 0.5).rate;
    expect(rateAfter(0.9)).toBeCloseTo(0.15, 12);
    expect(rateAfter(0.1)).toBeCloseTo(0.15, 12);
    expect(rateAfter(0.5)).toBeCloseTo(0.125 * 0.95, 12);
  });
});
