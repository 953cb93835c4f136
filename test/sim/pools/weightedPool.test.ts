import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { U64F64 } from '../../../sim/math/saturating.ts';
import { integerRoot } from '../../../sim/pools/integerRoot.ts';
import { guard, parts, powerInParts, rounded } from '../../../sim/pools/power.ts';
import {
  afterSwap,
  evenWeight,
  limitOf,
  poolPrice,
  remainingPart,
  type SwapKind,
  swap,
  type WeightedPool,
  weightAfterAdding,
} from '../../../sim/pools/weightedPool.ts';

const pool = (tao: bigint, alphaIn: bigint, quoteWeight = evenWeight): WeightedPool => ({
  tao,
  alphaIn,
  quoteWeight,
});
/** Limits that no swap reaches. */
const anyPrice = { buy: limitOf(10n ** 19n), sell: 0n };
const swapped = (each: WeightedPool, kind: SwapKind, amount: bigint, limit = anyPrice[kind], feeRate = 0) =>
  swap(each, kind, amount, limit, feeRate);

const sides = fc.record({
  tao: fc.bigInt(10n ** 9n, 10n ** 16n),
  alphaIn: fc.bigInt(10n ** 9n, 10n ** 16n),
  quoteWeight: fc.bigInt(parts / 100n, (parts * 99n) / 100n),
});
const runs = { seed: 1, numRuns: 60 };

describe('a pool of even weights', () => {
  it('keeps its product, as the pools before it did', () => {
    expect(swapped(pool(3_000_000n, 4_000_000n), 'buy', 1_000_000n)).toEqual({
      paidIn: 1_000_000n,
      out: 1_000_000n,
      fee: 0n,
    });
    expect(swapped(pool(3_000_000n, 4_000_000n), 'sell', 4_000_000n)).toMatchObject({ out: 1_500_000n });
  });

  it('costs what its TAO is over its alpha', () => {
    expect(poolPrice(pool(3n, 4n))).toBe((U64F64.one * 3n) / 4n);
  });
});

describe('a weighted pool', () => {
  it('costs more where alpha weighs more', () => {
    expect(poolPrice(pool(100n, 100n, parts / 5n))).toBe(U64F64.one * 4n);
    expect(poolPrice(pool(100n, 100n, (parts * 4n) / 5n))).toBe(U64F64.one / 4n);
  });

  it('keeps its price when both sides are added: its weights move', () => {
    fc.assert(
      fc.property(sides, fc.bigInt(0n, 10n ** 9n), fc.bigInt(0n, 10n ** 9n), (before, tao, alpha) => {
        const quoteWeight = weightAfterAdding(before, tao, alpha);
        fc.pre(quoteWeight !== null);
        const after = { tao: before.tao + tao, alphaIn: before.alphaIn + alpha, quoteWeight: quoteWeight! };
        expect(Number(poolPrice(after)) / Number(poolPrice(before))).toBeCloseTo(1, 9);
      }),
      runs,
    );
  });

  it('has no weight outside 0.01 … 0.99, and both of these', () => {
    const least = pool(10n ** 9n, 10n ** 9n, parts / 100n);
    const largest = pool(10n ** 9n, 10n ** 9n, (parts * 99n) / 100n);
    expect(weightAfterAdding(least, 0n, 0n)).toBe(parts / 100n);
    expect(weightAfterAdding(largest, 0n, 0n)).toBe((parts * 99n) / 100n);
    expect(weightAfterAdding(least, 0n, 10n ** 6n)).toBeNull();
    expect(weightAfterAdding(largest, 10n ** 6n, 0n)).toBeNull();
  });

  it('is even after the first addition to nothing', () => {
    expect(weightAfterAdding(pool(0n, 0n, parts / 4n), 0n, 0n)).toBe(evenWeight);
  });

  it('never pays more than it has, and no trader gains by buying and selling back', () => {
    fc.assert(
      fc.property(sides, fc.bigInt(10n ** 6n, 10n ** 12n), (before, amount) => {
        const bought = swapped(before, 'buy', amount);
        fc.pre(typeof bought !== 'string');
        if (typeof bought === 'string') return;
        expect(bought.out).toBeLessThanOrEqual(before.alphaIn);
        const sold = swapped(afterSwap(before, 'buy', bought), 'sell', bought.out);
        if (typeof sold !== 'string') expect(sold.out).toBeLessThanOrEqual(amount);
      }),
      runs,
    );
  });

  it('takes its fee beside the pool', () => {
    const result = swapped(pool(10n ** 9n, 10n ** 9n), 'buy', 65_535_000n, anyPrice.buy, 33);
    expect(result).toMatchObject({ fee: 33_000n - 1n, paidIn: 65_535_000n - 32_999n });
  });
});

describe('a swap is refused', () => {
  const deep = pool(10n ** 9n, 10n ** 9n);
  it('above a thousand times what the pool has of what is paid in, and not at it', () => {
    expect(swapped(deep, 'sell', 10n ** 12n + 1n)).toBe('SwapInputTooLarge');
    expect(swapped(deep, 'sell', 10n ** 12n)).toMatchObject({ paidIn: 10n ** 12n });
  });

  it('where the side that pays holds less than a million RAO', () => {
    expect(swapped(pool(10n ** 9n, 999_999n), 'buy', 10n)).toBe('ReservesTooLow');
    expect(swapped(pool(10n ** 6n, 10n ** 6n), 'buy', 10n)).toMatchObject({ out: 9n });
  });

  it('at a limit that is the price already', () => {
    const price = poolPrice(deep);
    expect(swapped(deep, 'buy', 1000n, price)).toBe('PriceLimitExceeded');
    expect(swapped(deep, 'sell', 1000n, price)).toBe('PriceLimitExceeded');
    expect(swapped(deep, 'buy', 1000n, price + (price >> 20n))).toMatchObject({ paidIn: 476n });
  });

  it('where something is paid in and nothing would come out', () => {
    expect(swapped(pool(10n ** 15n, 10n ** 6n), 'buy', 10n)).toBe('ReservesTooLow');
    expect(swapped(pool(10n ** 15n, 10n ** 6n), 'buy', 0n)).toEqual({ paidIn: 0n, out: 0n, fee: 0n });
  });

  it('for its input first, then for the reserves, then for the price', () => {
    const shallow = pool(10n ** 3n, 10n ** 3n);
    expect(swapped(shallow, 'buy', 10n ** 7n, 0n)).toBe('SwapInputTooLarge');
    expect(swapped(shallow, 'buy', 10n, 0n)).toBe('ReservesTooLow');
  });
});

describe('a price limit', () => {
  it('that is reached exactly lets the whole swap through', () => {
    const before = pool(3_000_000n, 4_000_000n);
    const limit = poolPrice(pool(4_000_000n, 3_000_000n));
    expect(swapped(before, 'buy', 1_000_000n, limit)).toMatchObject({ paidIn: 1_000_000n });
    const back = poolPrice(before);
    expect(swapped(pool(4_000_000n, 3_000_000n), 'sell', 1_000_000n, back)).toMatchObject({
      paidIn: 1_000_000n,
    });
  });

  it('that is nearer cuts the swap there, so the price does not pass it', () => {
    fc.assert(
      fc.property(
        sides,
        fc.constantFrom<SwapKind>('buy', 'sell'),
        fc.integer({ min: 1, max: 40 }),
        (before, kind, percent) => {
          const price = poolPrice(before);
          const change = (price * BigInt(percent)) / 100n;
          const limit = kind === 'buy' ? price + change : price - change;
          const result = swapped(before, kind, 10n ** 17n, limit);
          if (typeof result === 'string') return;
          const after = poolPrice(afterSwap(before, kind, result));
          const slack = price >> 20n;
          if (kind === 'buy') expect(after).toBeLessThanOrEqual(limit + slack);
          else expect(after).toBeGreaterThanOrEqual(limit - slack);
        },
      ),
      runs,
    );
  });

  it('far above is not reached: the reserve grows 18.4 times at the most', () => {
    const before = pool(10n ** 9n, 10n ** 12n);
    const result = swapped(before, 'buy', 10n ** 12n - 1n, poolPrice(before) * 400n);
    expect(result).toMatchObject({ paidIn: 17_446_744_073n });
  });
});

describe('the power of a pool', () => {
  it('is the exact root where the terms of its exponent are small', () => {
    expect(powerInParts({ above: 1n, below: 4n }, { above: 1n, below: 2n }, 256)).toBe(parts / 2n);
    expect(powerInParts({ above: 8n, below: 27n }, { above: 500n, below: 1500n }, 256)).toBe(
      666_666_666_666_666_666n,
    );
    expect(powerInParts({ above: 0n, below: 27n }, { above: 1n, below: 3n }, 256)).toBe(0n);
  });

  it('is that of the series to a part in 10^18 on both sides of the border', () => {
    for (const above of [1023n, 1024n, 1025n, 1_000_003n]) {
      const power = powerInParts({ above: 7n, below: 9n }, { above, below: above - 1n }, 256);
      expect(Number(power) / Number(parts)).toBeCloseTo((7 / 9) ** (Number(above) / Number(above - 1n)), 15);
    }
  });

  it('of a series that is cut before it converges is more than 1, and then the pool keeps everything', () => {
    const heavy = pool(10n ** 9n, 10n ** 9n, (parts * 98n) / 100n + 1n);
    const base = { above: 1n, below: 1001n };
    const exponent = { above: heavy.quoteWeight, below: parts - heavy.quoteWeight };
    expect(powerInParts(base, exponent, 256)).toBeGreaterThan(parts);
    expect(remainingPart(heavy, 'buy', 10n ** 12n)).toBe(U64F64.one);
    expect(swapped(heavy, 'buy', 10n ** 12n)).toBe('ReservesTooLow');
  });

  it('ends by its first rule alone: a term of a unit or more always moves the rounded result', () => {
    const value = fc.bigInt(-(guard ** 3n), guard ** 3n);
    fc.assert(
      fc.property(value, fc.bigInt(guard, guard ** 2n), fc.boolean(), (result, term, grows) => {
        expect(rounded(result + (grows ? term : -term))).not.toBe(rounded(result));
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(rounded(-guard / 2n)).toBe(-1n);
    expect(rounded(guard / 2n)).toBe(1n);
  });

  it('is refused of what is no fraction, with the remedy', () => {
    expect(() => powerInParts({ above: 0n, below: 0n }, { above: 1n, below: 3n }, 256)).toThrow(
      new RangeError(
        'the base of a power must be a fraction from 0 on with a divisor above 0; received 0/0: is a side of the pool empty?',
      ),
    );
    expect(() => powerInParts({ above: 1n, below: 2n }, { above: 1n, below: 0n }, 256)).toThrow(
      /the exponent of a power .* received 1\/0/,
    );
  });
});

describe('an integer root', () => {
  it('is the largest integer whose power is not above the value', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 300n), fc.integer({ min: 1, max: 60 }), (value, degree) => {
        const root = integerRoot(value, degree);
        expect(root ** BigInt(degree)).toBeLessThanOrEqual(value);
        expect((root + 1n) ** BigInt(degree)).toBeGreaterThan(value);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('of exact powers is exact, of large degrees too', () => {
    for (const degree of [2, 3, 64, 1024])
      expect(integerRoot(1_000_003n ** BigInt(degree), degree)).toBe(1_000_003n);
    expect(integerRoot(1_000_003n ** 1024n - 1n, 1024)).toBe(1_000_002n);
  });

  it('is refused below 0 and for no degree', () => {
    expect(() => integerRoot(-1n, 2)).toThrow(/a value from 0 and a degree from 1 on; received -1 and 2/);
    expect(() => integerRoot(4n, 0)).toThrow(/received 4 and 0/);
  });
});
