import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alphaToTake,
  blocksToTake,
  cheapest,
  maturityRate,
  purchaseOf,
  stakeToHold,
  type TakeoverRule,
  takeoverCost,
  takeoverRules,
} from '../../../sim/governance/captureCost.ts';
import { ratio } from '../../../sim/governance/weightedGame.ts';
import { alphaForTao, buyAlpha } from '../../../sim/pools/constantProduct.ts';
import { evenWeight, limitOf, swap } from '../../../sim/pools/weightedPool.ts';
import { rolledLock } from '../../../sim/subnets/conviction.ts';

const rao = 1_000_000_000n;
/** Subnet 1 on 7 August 2026: 25,836 TAO and 3.110 million alpha in the pool, 2.495 million outside. */
const apex = { dynamic: true, tao: 25_836n * rao, alphaIn: 3_110_000n * rao, alphaOut: 2_495_000n * rao };
const always = Number.POSITIVE_INFINITY;
const lasting = { unlockRate: maturityRate, maturityRate, ownerLock: false, perpetual: true };

/** Whether conviction of so many RAO takes a subnet by its rule. */
const takes = (rule: TakeoverRule, own: bigint, others: bigint, leader: bigint, outside: bigint): boolean => {
  const { above, below } = rule.share;
  const counted = (rule.counts === 'all' ? own + others : own) * below;
  return own > leader && (rule.isStrict ? counted > above * outside : counted >= above * outside);
};

describe('buying alpha out of a pool', () => {
  it('costs 4,360 TAO for 449 thousand alpha of subnet 1, as was reckoned in August 2026', () => {
    const purchase = purchaseOf(apex, 449_100n * rao)!;
    expect(Number(purchase.tao / rao)).toBe(4360);
    expect(purchase.slippage).toBeCloseTo(449_100 / (3_110_000 - 449_100), 6);
  });

  it('takes the least TAO for which the pool gives that much', () => {
    const amounts = fc.tuple(
      fc.bigInt(10n ** 7n, 10n ** 15n),
      fc.bigInt(10n ** 9n, 10n ** 15n),
      fc.bigInt(1n, 10n ** 15n),
    );
    fc.assert(
      fc.property(amounts, ([tao, alphaIn, alpha]) => {
        const pool = { dynamic: true, tao, alphaIn, alphaOut: 0n };
        const purchase = purchaseOf(pool, alpha);
        if (purchase === null) return;
        expect(alphaForTao(pool, purchase.tao)! >= alpha).toBe(true);
        expect(alphaForTao(pool, purchase.tao - 1n)! < alpha).toBe(true);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('costs the same in a weighted pool whose sides count alike', () => {
    const { tao } = purchaseOf(apex, 449_100n * rao)!;
    const pool = { tao: apex.tao, alphaIn: apex.alphaIn, quoteWeight: evenWeight };
    const swapped = swap(pool, 'buy', tao, limitOf(1000n * rao), 0);
    if (typeof swapped === 'string') throw new Error(swapped);
    expect(Number(swapped.out) / Number(449_100n * rao)).toBeCloseTo(1, 9);
  });

  it('is not to be had beyond what the pool holds', () => {
    expect(purchaseOf(apex, apex.alphaIn)).toBeNull();
    expect(purchaseOf(apex, apex.alphaIn - 1n)).toBeNull();
    expect(purchaseOf({ ...apex, dynamic: false }, 5n)).toEqual({
      alpha: 5n,
      tao: 5n,
      atPrice: 5n,
      slippage: 0,
    });
  });

  it.each(['tao', 'alphaIn'] as const)('refuses a pool without %s', (key) => {
    expect(() => purchaseOf({ ...apex, [key]: 0n }, 1n)).toThrow(`pool.${key} must be above 0; received 0`);
  });
});

describe('taking a subnet by conviction', () => {
  it('needs 18/82 of the alpha outside, not 18 %: what is bought comes on top', () => {
    const mass = alphaToTake(apex.alphaOut, takeoverRules['alone-18'], always)!;
    expect(Number(mass) / Number(apex.alphaOut)).toBeCloseTo(18 / 82, 12);
    const { pool } = buyAlpha(apex, purchaseOf(apex, mass)!.tao);
    expect(Number(mass) / Number(pool.alphaOut)).toBeCloseTo(0.18, 9);
  });

  it('costs 5,522 TAO for subnet 1 alone, 2,528 by the older rule of all together', () => {
    const cost = (rule: TakeoverRule) => {
      const found = takeoverCost(apex, rule, always);
      if (typeof found === 'string') throw new Error(found);
      return Number(found.tao / rao);
    };
    expect(cost(takeoverRules['alone-18'])).toBe(5522);
    expect(cost(takeoverRules['joint-10'])).toBe(2528);
  });

  it.each(['joint-10', 'alone-18'] as const)(
    'asks for the least lock that the chain’s own roll makes enough (%s)',
    (name) => {
      const rule = takeoverRules[name];
      const amounts = fc.tuple(
        fc.bigInt(10n ** 12n, 10n ** 16n),
        fc.integer({ min: 300_000, max: 3_000_000 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 1000 }),
      );
      fc.assert(
        fc.property(amounts, ([outside, age, othersPart, leaderPart]) => {
          const others = (outside * BigInt(othersPart)) / 1000n;
          const leader = (others * BigInt(leaderPart)) / 1000n;
          const issued = BigInt(age) * rao;
          const mass = alphaToTake(outside, rule, age, { others, leader, issued })!;
          const conviction = (locked: bigint) =>
            rolledLock({ mass: locked, conviction: 0n, block: 0 }, age, lasting).conviction >> 64n;
          const isTaken = (locked: bigint) =>
            takes(rule, conviction(locked), others, leader, outside + issued + locked);
          expect(isTaken(mass + mass / 10n ** 9n + 10n)).toBe(true);
          expect(isTaken(mass - mass / 10n ** 9n - 10n)).toBe(false);
        }),
        { seed: 16, numRuns: 100 },
      );
    },
  );

  it('is helped by the locks of others where all count together, and hindered by the largest of them', () => {
    const outside = 1_000_000n;
    const joint = takeoverRules['joint-10'];
    const defence = { others: 90_000n, leader: 30_000n, issued: 0n };
    expect(alphaToTake(outside, joint, always)).toBe(111_112n);
    expect(alphaToTake(outside, joint, always, defence)).toBe(30_001n);
    expect(alphaToTake(outside, takeoverRules['alone-18'], always, defence)).toBe(219_513n);
  });

  it('takes 90 days for half of a lock, so that twice 18 % suffices then, and no lock suffices in 25 days', () => {
    const rule = takeoverRules['alone-18'];
    expect(blocksToTake(360n, 1000n, rule)! / 7200).toBeCloseTo(90, 1);
    expect(blocksToTake(180n, 1000n, rule)).toBeNull();
    expect(blocksToTake(0n, 1000n, rule)).toBeNull();
    // 18 % of a lock is conviction after −ln 0.82 of the rate, 25.8 days.
    expect(alphaToTake(1000n, rule, 25 * 7200)).toBeNull();
    expect(alphaToTake(1000n, rule, 26 * 7200)! > 10_000n).toBe(true);
    expect(takeoverCost(apex, rule, 25 * 7200)).toBe('conviction does not mature by then');
    expect(takeoverCost(apex, rule, 26 * 7200)).toBe('the pool has too little alpha');
  });

  it('blocks and lock say the same of one takeover', () => {
    const rule = takeoverRules['alone-18'];
    for (const days of [40, 90, 365]) {
      const mass = alphaToTake(10n ** 15n, rule, days * 7200)!;
      expect(blocksToTake(mass, 10n ** 15n + mass, rule)! / 7200).toBeCloseTo(days, 2);
    }
  });

  it.each([
    [
      'a negative amount',
      () => alphaToTake(-1n, takeoverRules['alone-18'], 1),
      'outside must not be negative; received -1',
    ],
    [
      'a share of 0',
      () => alphaToTake(1n, { ...takeoverRules['alone-18'], share: ratio(0, 1) }, 1),
      'share must be above 0',
    ],
    [
      'a lock above what there is',
      () => blocksToTake(11n, 10n, takeoverRules['alone-18']),
      'mass must be 0 … 10',
    ],
  ])('refuses %s', (_, act, says) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(says);
  });
});

describe('the cost of votes', () => {
  it('for a part of the stake is that part bought from holders, and more when it is added', () => {
    expect(stakeToHold(1000n, ratio(1, 2), 'bought')).toBe(500n);
    expect(stakeToHold(1000n, ratio(1, 2), 'added')).toBe(1000n);
    expect(stakeToHold(1000n, ratio(1, 3), 'added')).toBe(500n);
    expect(() => stakeToHold(1000n, ratio(1, 1), 'added')).toThrow('buy out the others');
  });

  it('for so many seats is the sum of the cheapest', () => {
    expect(cheapest([5n, 1n, 3n, 9n], 2)).toBe(4n);
    expect(cheapest([5n], 2)).toBeNull();
    expect(() => cheapest([5n, -1n], 1)).toThrow('costs[1] must not be negative; received -1');
  });
});
