import { describe, expect, it } from 'vitest';
import { imitates, modelFor, nearer } from '../../../agents/market/imitation.ts';

describe('miners that imitate', () => {
  it('are as large a part of all as said', () => {
    const share = (wanted: number) =>
      Array.from({ length: 4000 }, (_, serial) => imitates('1', serial, wanted)).filter(Boolean).length /
      4000;
    // Four standard errors of a share.
    expect(Math.abs(share(0.2) - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 4000));
    expect([share(0), share(1)]).toEqual([0, 1]);
  });

  it('come nearer to another size by a part of the way in ln size', () => {
    expect(nearer(1e9, 8e9, 1 / 3)).toBeCloseTo(2e9, 0);
    expect(nearer(8e9, 1e9, 1)).toBeCloseTo(1e9, 0);
    expect(nearer(5e9, 1e9, 0)).toBe(5e9);
  });

  it('look at the best paid of those they see, if it is paid more than they are', () => {
    const all = Array.from({ length: 10 }, (_, k) => ({ pay: k / 10, size: (1 + k) * 1e9 }));
    const look = (ownPay: number, sees: number, number = 0) =>
      modelFor(all, ownPay, sees, { seed: '1', serial: 3, look: number });
    // Of 200 draws from ten one is the best but for a chance of 1e-9.
    expect(look(0.5, 200)).toEqual(all[9]);
    expect(look(0.9, 200)).toBeNull();
    expect(modelFor([], 0, 5, { seed: '1', serial: 3, look: 0 })).toBeNull();
    const seen = Array.from({ length: 2000 }, (_, number) => look(-1, 2, number)!.pay);
    // The larger of two of 0 … 9 is 6.15 on average, with a standard deviation of 2.35.
    const mean = seen.reduce((sum, pay) => sum + pay, 0) / seen.length;
    expect(Math.abs(10 * mean - 6.15)).toBeLessThan(4 * (2.35 / Math.sqrt(seen.length)));
  });
});
