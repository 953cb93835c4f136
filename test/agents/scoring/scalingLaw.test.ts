import { describe, expect, it } from 'vitest';
import { baseScore, effectiveSize, lossOfSize } from '../../../agents/scoring/scalingLaw.ts';

describe('scaling law', () => {
  // Kaplan's law inverted, sizes of public models.
  it.each([
    [117e6, 2.796],
    [125e6, 2.782],
    [1.3e9, 2.329],
    [2.7e9, 2.203],
    [6e9, 2.073],
    [20e9, 1.892],
  ])('a model of %s parameters has a loss of %s nats', (size, loss) => {
    expect(lossOfSize(size)).toBeCloseTo(loss, 3);
  });

  // Published to four digits, below 10,000 to the unit.
  it.each([
    [2, 98_130],
    [2.5, 22_610],
    [3, 6812],
    [3.5, 2471],
    [4, 1026],
    [5, 236],
    [6, 71],
  ])('a loss of %s nats scores %s at power one half', (loss, score) => {
    expect(Math.abs(baseScore(loss, 0.5) - score)).toBeLessThanOrEqual(score > 10_000 ? 5 : 0.5);
  });

  it('one per cent less loss pays 6.6 per cent more score', () => {
    const elasticity = Math.log(baseScore(2.97, 0.5) / baseScore(3, 0.5)) / Math.log(0.99);
    expect(elasticity).toBeCloseTo(-6.58, 2);
    expect(baseScore(3, 0.5) / baseScore(6, 0.5)).toBeCloseTo(95.6, 1);
  });

  it('size and loss invert each other above the entropy of text, and nothing scores beyond it', () => {
    for (const size of [1e6, 90e6, 20e9]) expect(effectiveSize(lossOfSize(size)) / size).toBeCloseTo(1, 12);
    expect(lossOfSize(1e14)).toBe(1.69);
    expect(baseScore(0.5, 0.5)).toBe(baseScore(1.69, 0.5));
  });

  it('refuses a size or a loss that is no number', () => {
    expect(() => lossOfSize(0)).toThrow(/received 0/);
    expect(() => baseScore(Number.NaN, 0.5)).toThrow(/NaN/);
  });
});
