import { describe, expect, it } from 'vitest';
import { blockEmission } from '../../sim/blockEmission.ts';
import { type BurnPriceRule, decayedBurn, decayFactor, raisedBurn } from '../../sim/burnPrice.ts';
import { adjustPrice, adjustPriceSlowly } from '../../sim/difficulty.ts';
import { neuronToPruneAged, neuronToPruneProtected } from '../../sim/pruning.ts';

const tao = 1_000_000_000n;

describe('the emission of a block', () => {
  it('halves when half of what was left is issued', () => {
    const atMillions = (millions: bigint) => blockEmission(millions * 1_000_000n * tao);
    expect([0n, 10n, 11n, 15n, 16n, 18n, 19n, 21n].map(atMillions)).toEqual(
      [1n, 1n, 2n, 2n, 4n, 4n, 8n].map((part) => tao / part).concat(0n),
    );
  });
});

describe('the price of a registration since 2026', () => {
  const rule: BurnPriceRule = {
    decayFactor: decayFactor(360),
    increase: (126n << 64n) / 100n,
    minBurn: 500_000n,
    maxBurn: 100n * tao,
  };

  it('halves within its half-life, whatever that is', () => {
    for (const halfLife of [1, 7, 360, 36_100]) {
      const own = { ...rule, decayFactor: decayFactor(halfLife) };
      let burn = 10n * tao;
      for (let block = 0; block < halfLife; block++) burn = decayedBurn(burn, own);
      expect(Number(burn) / 5e9).toBeCloseTo(1, 3);
      expect(burn).toBeLessThanOrEqual(5n * tao);
    }
    expect(() => decayFactor(0)).toThrow(
      /burnHalfLife must be a whole number of blocks from 1 on; received 0/,
    );
  });

  it('three registrations double it, within its bounds', () => {
    const thrice = [1, 2, 3].reduce((burn) => raisedBurn(burn, rule), tao);
    expect(Number(thrice) / 1e9).toBeCloseTo(1.26 ** 3, 8);
    expect(raisedBurn(90n * tao, rule)).toBe(100n * tao);
    expect(decayedBurn(500_000n, rule)).toBe(500_000n);
  });
});

describe('the adjustment of v1.1.1', () => {
  const slowly = (alpha: bigint) => adjustPriceSlowly(8n * tao, 6, 2, tao, 100n * tao, alpha);

  it('moves the whole way without alpha, not at all at its end, in between as a mean', () => {
    const whole = adjustPrice(8n * tao, 6, 2, tao, 100n * tao);
    expect(slowly(0n)).toBe(whole);
    expect(slowly(2n ** 64n - 1n)).toBe(8n * tao);
    expect(Number(slowly(2n ** 63n)) / Number((whole + 8n * tao) / 2n)).toBeCloseTo(1, 4);
  });
});

describe('pruning since v1.1.4', () => {
  const slots = (score: number[], registered: number[], spared: number[] = []) => ({
    size: score.length,
    score,
    registrationBlock: Float64Array.from(registered),
    spared,
  });

  it('among equals the earliest registered goes, then the lowest uid', () => {
    expect(neuronToPruneAged(slots([5, 5, 5, 9], [30, 20, 20, 10]), 1000, 100)).toBe(1);
  });

  it('the worst immune neuron goes only if nobody else can, the owner never', () => {
    expect(neuronToPruneAged(slots([9, 0, 1], [0, 950, 950]), 1000, 100)).toBe(0);
    expect(neuronToPruneAged(slots([9, 1, 0], [0, 950, 950], [0]), 1000, 100)).toBe(2);
    expect(neuronToPruneAged(slots([9], [0], [0]), 1000, 100)).toBeNull();
  });

  it('at v3.4.9 a last few out of immunity are kept, and then the worst immune one goes', () => {
    const four = slots([3, 2, 1, 0], [0, 0, 950, 950]);
    expect(neuronToPruneProtected(four, 1000, 100, 1)).toBe(1);
    expect(neuronToPruneProtected(four, 1000, 100, 2)).toBe(3);
    expect(neuronToPruneProtected(slots([3, 2], [0, 0]), 1000, 100, 2)).toBeNull();
  });
});
