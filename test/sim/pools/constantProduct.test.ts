import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { U96F32 } from '../../../sim/math/saturating.ts';
import {
  alphaForTao,
  buyAlpha,
  type Pool,
  poolPrice,
  sellAlpha,
  taoForAlpha,
} from '../../../sim/pools/constantProduct.ts';

const pool = (tao: bigint, alphaIn: bigint, more: Partial<Pool> = {}): Pool => ({
  dynamic: true,
  tao,
  alphaIn,
  alphaOut: 10n ** 16n,
  ...more,
});
const reserve = fc.bigInt(10n ** 7n, 10n ** 15n);

describe('a pool of constant product', () => {
  it('gives no more back for what was bought than was paid', () => {
    fc.assert(
      fc.property(reserve, reserve, fc.bigInt(0n, 10n ** 15n), (tao, alpha, paid) => {
        const bought = buyAlpha(pool(tao, alpha), paid);
        expect(sellAlpha(bought.pool, bought.received).received).toBeLessThanOrEqual(paid);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('moves exactly what it says: no RAO of either kind is made or lost', () => {
    fc.assert(
      fc.property(reserve, reserve, fc.bigInt(0n, 10n ** 15n), (tao, alpha, paid) => {
        const before = pool(tao, alpha);
        const bought = buyAlpha(before, paid);
        expect(bought.pool.tao).toBe(before.tao + bought.taoMoved);
        expect(bought.pool.alphaIn + bought.pool.alphaOut).toBe(before.alphaIn + before.alphaOut);
        const sold = sellAlpha(before, paid);
        expect(sold.pool.tao).toBe(before.tao - sold.received);
        expect(sold.pool.alphaIn + sold.pool.alphaOut).toBe(before.alphaIn + before.alphaOut);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('asks a dearer price the more is bought', () => {
    const start = pool(10n ** 12n, 10n ** 12n);
    expect([10n ** 12n, 3n * 10n ** 12n].map((paid) => alphaForTao(start, paid))).toEqual([
      5n * 10n ** 11n,
      75n * 10n ** 10n,
    ]);
    expect(poolPrice(buyAlpha(start, 10n ** 12n).pool)).toBe(4n * U96F32.one);
  });

  it('keeps 10,000,000 RAO on each side: a swap that would leave a part of a RAO less is refused', () => {
    const start = pool(2n * 10n ** 7n, 2n * 10n ** 7n);
    expect(alphaForTao(start, 2n * 10n ** 7n)).toBe(10n ** 7n);
    expect(alphaForTao(start, 2n * 10n ** 7n + 1n)).toBeNull();
    expect(taoForAlpha(start, 2n * 10n ** 7n)).toBe(10n ** 7n);
    expect(taoForAlpha(start, 2n * 10n ** 7n + 1n)).toBeNull();
  });

  it('with an empty side refuses every swap, stays as it is, and without alpha has price 0', () => {
    for (const empty of [pool(0n, 10n ** 12n), pool(10n ** 12n, 0n), pool(0n, 0n)]) {
      expect(buyAlpha(empty, 10n ** 9n)).toEqual({ pool: empty, received: 0n, taoMoved: 0n });
      expect(sellAlpha(empty, 10n ** 9n)).toEqual({ pool: empty, received: 0n, taoMoved: 0n });
    }
    expect(poolPrice(pool(10n ** 12n, 0n))).toBe(0n);
  });

  it('is no pool in a stable subnet: a RAO is a RAO, and the price is 1 whatever it holds', () => {
    const stable = pool(5n, 7n, { dynamic: false });
    expect([alphaForTao(stable, 100n), taoForAlpha(stable, 100n)]).toEqual([100n, 100n]);
    expect(poolPrice(stable)).toBe(U96F32.one);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'a negative amount',
      () => buyAlpha(pool(10n ** 9n, 10n ** 9n), -1n),
      /amount must be 0 … 2\^64 − 1 RAO; received -1/,
    ],
    [
      'a reserve below 0',
      () => sellAlpha(pool(-5n, 10n ** 9n), 1n),
      /pool\.tao must be 0 … 2\^64 − 1 RAO; received -5/,
    ],
    ['a reserve beyond u64', () => poolPrice(pool(1n, 1n << 64n)), /pool\.alphaIn must be 0 … 2\^64 − 1 RAO/],
  ])('refuses %s', (_, swap, message) => {
    expect(swap).toThrow(message);
  });
});
