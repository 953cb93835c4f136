import { describe, expect, it } from 'vitest';
import { curved } from '../../../agents/scoring/payCurve.ts';

const scores = Float64Array.of(4, 0, 1, 2, 8);

describe('the curve of pay', () => {
  it('pays the best of the positive scores and nobody else', () => {
    expect([...curved(scores, { power: 1, paidUids: 2 }).worth]).toEqual([0.5, 0, 0, 0, 1]);
    expect([...curved(scores, { power: 1, paidUids: 1 }).worth]).toEqual([0, 0, 0, 0, 1]);
  });

  it('keeps proportions to the power, over the best', () => {
    const { worth } = curved(scores, { power: 2, paidUids: 0 });
    for (const [uid, expected] of [1 / 4, 0, 1 / 64, 1 / 16, 1].entries())
      expect(worth[uid]).toBeCloseTo(expected, 12);
  });

  it('pays all alike at power 0, but none without a score', () => {
    expect([...curved(scores, { power: 0, paidUids: 0 }).worth]).toEqual([1, 0, 1, 1, 1]);
  });

  it('pays everyone where more are to be paid than have a score, and nobody where none has', () => {
    for (const paidUids of [9, 0]) expect(curved(scores, { power: 1, paidUids }).threshold).toBe(1);
    expect([...curved(new Float64Array(3), { power: 1, paidUids: 1 }).worth]).toEqual([0, 0, 0]);
  });
});
