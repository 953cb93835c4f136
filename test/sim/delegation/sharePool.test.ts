import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDecimalPool,
  creditOneDecimal,
  debitOneDecimal,
  decimalShareValue,
  emptyDecimalPool,
} from '../../../sim/delegation/decimalSharePool.ts';
import {
  checkSharePool,
  creditAll,
  creditOne,
  debitOne,
  emptySharePool,
  type SharePool,
  shareValue,
} from '../../../sim/delegation/sharePool.ts';
import { decimal } from '../../../sim/math/decimalFloat.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';

const movement = fc.tuple(
  fc.constantFrom('add', 'remove', 'all'),
  fc.nat(4),
  fc.bigInt(0n, 10n ** 13n),
  fc.integer({ min: 0, max: 100 }),
);

/** A pool after a movement; a removal takes so many percent of what the coldkey has. */
function moved(pool: SharePool, [kind, coldkey, rao, percent]: [string, number, bigint, number]): SharePool {
  if (kind === 'add') return creditOne(pool, coldkey, rao).pool;
  if (kind === 'all') return creditAll(pool, rao);
  return debitOne(pool, coldkey, (shareValue(pool, coldkey) * BigInt(percent)) / 100n).pool;
}

const [first, second] = [1, 2];

describe('stake held in shares', () => {
  it('is worth at most what the pool has, and all shares are those of the coldkeys', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 40 }), (movements) => {
        const pool = movements.reduce(moved, emptySharePool);
        const worth = [...pool.shares.keys()].reduce((sum, coldkey) => sum + shareValue(pool, coldkey), 0n);
        expect(worth).toBeLessThanOrEqual(pool.value);
        expect(() => checkSharePool(pool)).not.toThrow();
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('grows with every dividend, by stake, while shares stay', () => {
    const pool = creditOne(creditOne(emptySharePool, first, 1000n).pool, second, 3000n).pool;
    const after = creditAll(pool, 400n);
    expect([first, second].map((coldkey) => shareValue(after, coldkey))).toEqual([1099n, 3299n]);
    expect(after.shares).toEqual(pool.shares);
  });

  it('goes to the first coldkey where a dividend came before all of them', () => {
    const pool = creditOne(creditAll(emptySharePool, 700n), first, 300n).pool;
    expect(shareValue(pool, first)).toBe(999n);
  });

  it('cannot be removed beyond what it is worth: then nothing moves', () => {
    const { pool } = creditOne(emptySharePool, first, 1000n);
    expect(debitOne(pool, first, 1001n)).toEqual({ pool, moved: 0n });
    expect(debitOne(pool, second, 1n)).toEqual({ pool, moved: 0n });
  });

  it('leaves whole where less than 0.00001 of it would stay', () => {
    const { pool } = creditOne(emptySharePool, first, 1_000_000n);
    expect(debitOne(pool, first, 999_991n)).toEqual({ pool: { ...emptySharePool }, moved: 1_000_000n });
    const { pool: after, moved: rao } = debitOne(pool, first, 999_989n);
    expect([rao, shareValue(after, first)]).toEqual([999_989n, 11n]);
  });

  it('leaves whole where a year of emission could not be divided by the shares left', () => {
    const thin = (denominator: bigint): SharePool => ({
      value: 1000n,
      denominator,
      shares: new Map([[first, denominator]]),
    });
    expect(debitOne(thin(U64F64.one / 1000n), first, 900n).moved).toBe(999n);
    expect(debitOne(thin(U64F64.one / 100n), first, 900n).moved).toBe(900n);
    // (1000 + 2.628e15) / left overflows U64F64 up to left = 2.628e15 + 1000 bits: the edge itself.
    const [gone, stays] = [2_628_000_000_001_000n, 2_628_000_000_001_001n].map((left) => {
      const pool: SharePool = { value: 1000n, denominator: left * 2n, shares: new Map([[first, left * 2n]]) };
      return debitOne(pool, first, 500n).moved;
    });
    expect([gone, stays]).toEqual([999n, 500n]);
  });

  it.each<[string, SharePool, RegExp]>([
    [
      'shares that do not come to the denominator',
      { value: 10n, denominator: 5n, shares: new Map([[first, 3n]]) },
      /shares of 1 coldkeys come to 3 bits, the denominator is 5: they must be equal/,
    ],
    [
      'a share of 0',
      { value: 10n, denominator: 0n, shares: new Map([[first, 0n]]) },
      /share of coldkey 1 must be above 0 bits of U64F64; received 0: leave it out/,
    ],
    ['a value below 0', { ...emptySharePool, value: -1n }, /value must be 0 … 2\^64 − 1 RAO; received -1/],
  ])('refuses %s', (_, pool, message) => {
    expect(() => checkSharePool(pool)).toThrow(message);
  });
});

describe('stake held in decimal shares', () => {
  it('can be removed to the last RAO but one: no dust goes with it', () => {
    const pool = creditOneDecimal(emptyDecimalPool, first, 1_000_000n);
    const after = debitOneDecimal(pool, first, 999_999n);
    expect([after.value, decimalShareValue(after, first)]).toEqual([1n, 1n]);
  });

  it.each([
    [
      { mantissa: 10n ** 20n, exponent: 0 },
      /share of coldkey 1 must be a decimal float of 10\^20 < mantissa/,
    ],
    [{ mantissa: 0n, exponent: 0 }, /received 0·10\^0: shift its digits, and leave a share of 0 out/],
  ])('is not %o, which is no share', (share, message) => {
    const pool = { value: 5n, denominator: decimal(5n), shares: new Map([[first, share]]) };
    expect(() => checkDecimalPool(pool)).toThrow(message);
    expect(() => checkDecimalPool({ ...pool, shares: new Map([[first, decimal(5n)]]) })).not.toThrow();
  });

  it('cannot be removed beyond what it is worth', () => {
    const pool = creditOneDecimal(emptyDecimalPool, first, 1000n);
    expect(debitOneDecimal(pool, first, 1001n)).toBe(pool);
  });

  it('is worth at most what the pool has and at most a RAO less for each coldkey', () => {
    const credits = fc.array(fc.tuple(fc.nat(4), fc.bigInt(1n, 10n ** 16n)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(credits, (rows) => {
        const pool = rows.reduce(
          (sum, [coldkey, rao]) => creditOneDecimal(sum, coldkey, rao),
          emptyDecimalPool,
        );
        const worth = [...pool.shares.keys()].reduce((sum, key) => sum + decimalShareValue(pool, key), 0n);
        expect(worth).toBeLessThanOrEqual(pool.value);
        expect(worth).toBeGreaterThanOrEqual(pool.value - BigInt(pool.shares.size));
      }),
      { seed: 16, numRuns: 200 },
    );
  });
});
