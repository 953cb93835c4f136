import { describe, expect, it } from 'vitest';
import { rampAfterBlocks, rampAfterSweeps, updated } from '../../../agents/scoring/movingAverage.ts';

describe('moving average of a score', () => {
  it('a newcomer of constant score rises as 1 − (1 − alpha)^k', () => {
    let average = 0;
    for (let k = 1; k <= 40; k++) {
      average = updated(average, 500, 0.1);
      expect(average / 500).toBeCloseTo(rampAfterSweeps(k, 0.1), 12);
    }
  });

  it('a miner that stops answering loses a tenth of its score each sweep', () => {
    expect(updated(200, 0, 0.1)).toBeCloseTo(180, 12);
  });

  // Immunity, sweep length, alpha and the share of the steady score published for them.
  it.each([
    [3072, 250, 0.05, 0.468],
    [3072, 250, 0.1, 0.726],
    [4096, 250, 0.1, 0.822],
    [7200, 250, 0.1, 0.952],
    [2048, 500, 0.1, 0.351],
    [3072, 100, 0.1, 0.961],
  ])(
    'after %s blocks of sweeps of %s at alpha %s a newcomer has shown %s of its score',
    (i, e, alpha, share) => {
      expect(rampAfterBlocks(i, e, alpha)).toBeCloseTo(share, 3);
    },
  );

  it('half of the score takes 6.6 sweeps at alpha 0.1 and nine tenths take 22', () => {
    expect(rampAfterBlocks(6.5788, 1, 0.1)).toBeCloseTo(0.5, 4);
    expect(rampAfterSweeps(22, 0.1)).toBeGreaterThan(0.9);
    expect(rampAfterSweeps(21, 0.1)).toBeLessThan(0.9);
  });

  it('where the newest score counts alone, the first sweep shows all, and no time shows nothing', () => {
    expect([0, 1, 250].map((blocks) => rampAfterBlocks(blocks, 250, 1))).toEqual([0, 1, 1]);
    expect(rampAfterBlocks(0, 250, 0.1)).toBe(0);
    expect(rampAfterBlocks(1, 0.5, 0.1)).toBeCloseTo(0.19, 12);
  });

  it('refuses an alpha outside 0 … 1 and a sweep without length', () => {
    expect(() => rampAfterSweeps(3, 0)).toThrow(/received 0/);
    expect(() => rampAfterBlocks(100, 0, 0.1)).toThrow(/sweepBlocks > 0/);
  });
});
