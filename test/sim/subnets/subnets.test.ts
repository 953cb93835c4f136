import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditAllDecimal,
  creditOneDecimal,
  emptyDecimalPool,
} from '../../../sim/delegation/decimalSharePool.ts';
import { U64F64, u64Max } from '../../../sim/math/saturating.ts';
import { evenWeight, poolPrice } from '../../../sim/pools/weightedPool.ts';
import { passesConnections } from '../../../sim/subnets/connection.ts';
import { decay, type LockRule, rolledLock } from '../../../sim/subnets/conviction.ts';
import { claimsOn, type DissolvedSubnet, dissolve } from '../../../sim/subnets/dissolve.ts';
import { intervalByEmission, lockCost, lockCostByEmission } from '../../../sim/subnets/lockCost.ts';
import { medianPrice, newPool } from '../../../sim/subnets/newPool.ts';
import { subnetToDissolve, subnetToPrune } from '../../../sim/subnets/subnetPrune.ts';

const tao = 10n ** 9n;
const { one } = U64F64;

describe('the price of a new subnet', () => {
  const state = { lastLock: 1000n * tao, minLock: tao, lastBlock: 50_000, interval: 100_800 };

  it('doubles with each that is founded, is back after an interval, and at the minimum after two', () => {
    const at = (age: number) => lockCost(state, 50_000 + age);
    expect(at(0)).toBe(2000n * tao);
    expect(Number(at(100_800)) / 1e9).toBeCloseTo(1000, 3);
    expect(at(201_600 + 100)).toBe(tao);
  });

  it('is that of the last one where it was founded before blocks were counted', () => {
    expect(lockCost({ ...state, lastBlock: 0 }, 0)).toBe(1000n * tao);
  });

  it('does not rise before the last one was founded', () => {
    expect(lockCost(state, 10)).toBe(2000n * tao);
  });

  it('stops at what the chain can hold', () => {
    expect(lockCost({ ...state, lastLock: u64Max }, 50_000)).toBe(u64Max);
  });

  it('of v1.1.1 needs an interval', () => {
    expect(() => lockCost({ ...state, interval: 0 }, 50_000)).toThrow(
      new RangeError('interval must be from 1 on; received 0: give the blocks in which the price falls back'),
    );
  });

  it('falls twice as fast after a halving, and not at all at an interval of 0', () => {
    const half = 11n * 10n ** 15n;
    expect(intervalByEmission(100_800, 0n)).toBe(100_800);
    expect(intervalByEmission(100_800, half)).toBe(50_400);
    expect(Number(lockCostByEmission(state, 50_000 + 50_400, half)) / 1e9).toBeCloseTo(1000, 3);
    expect(lockCostByEmission({ ...state, interval: 0 }, 90_000_000, half)).toBe(2000n * tao);
  });
});

describe('the subnet that makes room', () => {
  const valued = (netuid: number, registered: number, emissionValue: bigint) => ({
    netuid,
    registered,
    emissionValue,
  });
  const priced = (netuid: number, registered: number, movingPrice: bigint, dynamic = true) => ({
    netuid,
    registered,
    movingPrice,
    dynamic,
  });

  it('of v1.1.1 has the least emission; of equals it is the oldest, then the one of the highest netuid', () => {
    expect(subnetToPrune([valued(1, 5, 3n), valued(2, 6, 2n), valued(3, 4, 9n)], 100, 10)).toBe(2);
    expect(
      subnetToPrune([valued(1, 5, 2n), valued(2, 4, 2n), valued(3, 4, 2n), valued(4, 6, 2n)], 100, 10),
    ).toBe(3);
  });

  it('of later versions has the lowest moving price; of equals it is the oldest, then the first', () => {
    expect(subnetToDissolve([priced(1, 5, 3n), priced(2, 6, 2n)], 100, 10)).toBe(2);
    expect(subnetToDissolve([priced(1, 5, 2n), priced(2, 4, 2n), priced(3, 4, 2n)], 100, 10)).toBe(2);
  });

  it('counts a stable one at price 1', () => {
    expect(subnetToDissolve([priced(1, 5, 0n, false), priced(2, 6, 1n << 32n)], 100, 10)).toBe(1);
    expect(subnetToDissolve([priced(1, 5, 0n, false), priced(2, 6, (1n << 32n) - 1n)], 100, 10)).toBe(2);
  });

  it('is past its immunity: exactly so many blocks are enough, and one fewer is not', () => {
    for (const [block, netuid] of [
      [50_399, null],
      [50_400, 7],
    ] as const) {
      expect(subnetToPrune([valued(7, 0, 1n)], block, 50_400)).toBe(netuid);
      expect(subnetToDissolve([priced(7, 0, 1n)], block, 50_400)).toBe(netuid);
    }
    expect(subnetToPrune([], 5, 0)).toBeNull();
  });
});

describe('the pool of a new subnet', () => {
  it('has alpha at the median price of the pools that have one', () => {
    expect(medianPrice([one * 9n, 0n, one, one * 4n])).toBe(one * 4n);
    expect(medianPrice([one * 2n, one * 5n])).toBe((one * 7n) / 2n);
    expect(medianPrice([0n])).toBe(one);
    expect(newPool(100n * tao, tao, one * 4n)).toEqual({
      tao: 100n * tao,
      alphaIn: 25n * tao,
      quoteWeight: evenWeight,
    });
  });

  it('has the least TAO where less was paid', () => {
    expect(newPool(5n, 8n, one)).toMatchObject({ tao: 8n, alphaIn: 8n });
  });

  it('is refused at a price of 0, which would leave a side empty', () => {
    expect(() => newPool(5n, 8n, 0n)).toThrow(
      new RangeError(
        'price must be above 0 TAO per alpha; received 0 bits of U64F64: give the median of the other pools, or 1',
      ),
    );
  });
});

describe('a subnet that is dissolved', () => {
  const plain: DissolvedSubnet = {
    pot: 1000n,
    account: 1000n,
    alphaIn: 500n,
    alphaOut: 500n,
    protocolAlpha: 0n,
    registeredAt: 100,
    registrationStartBlock: 0,
    refundDeploymentBlock: 1000,
    lock: 0n,
    ownerCut: 0,
    price: one * 2n,
  };
  const claims = (...alphas: readonly bigint[]) =>
    alphas.map((alpha, index) => ({ coldkey: index + 1, alpha }));

  it('pays its TAO in proportion to alpha, the odd RAO by largest remainder, the largest first', () => {
    const { paid, recycled } = dissolve({ ...plain, pot: 10n, account: 10n }, claims(1n, 1n, 4n));
    // 10/6 = 1.67, 1.67, 6.67: equal remainders, so two odd RAO go to the first two.
    expect(paid).toEqual([
      [1, 2n],
      [2, 2n],
      [3, 6n],
    ]);
    expect(recycled).toBe(0n);
    expect(dissolve({ ...plain, pot: 10n, account: 10n }, claims(1n, 2n)).paid).toEqual([
      [2, 7n],
      [1, 3n],
    ]);
  });

  it('pays no RAO too few or too many', () => {
    const alphas = fc.array(fc.bigInt(0n, 10n ** 15n), { minLength: 0, maxLength: 12 });
    fc.assert(
      fc.property(
        alphas,
        fc.bigInt(0n, 10n ** 12n),
        fc.bigInt(0n, 10n ** 12n),
        (held, pot, protocolAlpha) => {
          const subnet = { ...plain, pot, account: pot, protocolAlpha };
          const { paid, refund, recycled } = dissolve(subnet, claims(...held));
          const total = paid.reduce((sum, [, part]) => sum + part, refund + recycled);
          expect(total).toBe(pot);
          expect(paid.every(([, part]) => part > 0n)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('recycles the part of the chain’s own alpha, and of the pool’s where it was founded after the rule', () => {
    const subnet = { ...plain, protocolAlpha: 500n };
    expect(dissolve(subnet, claims(500n))).toMatchObject({ paid: [[1, 500n]], recycled: 500n });
    const at = (registeredAt: number) => dissolve({ ...subnet, registeredAt }, claims(1000n)).paid[0][1];
    expect([at(999), at(1000), at(1001)]).toEqual([667n, 667n, 500n]);
  });

  it('recycles all where there is no alpha', () => {
    expect(dissolve(plain, [])).toEqual({ paid: [], refund: 0n, recycled: 1000n });
  });

  it('gives an owner from before the rule what the lock is above its earnings', () => {
    const old = { ...plain, account: 5000n, lock: 3000n, ownerCut: 6554, registrationStartBlock: 101 };
    // 10 % of 1000 alpha at 2 TAO each: 100 alpha, 200 TAO.
    expect(dissolve(old, claims(1n))).toEqual({ paid: [[1, 1000n]], refund: 2800n, recycled: 1200n });
    expect(dissolve({ ...old, lock: 200n }, claims(1n)).refund).toBe(0n);
    expect(dissolve({ ...old, registrationStartBlock: 100 }, claims(1n)).refund).toBe(0n);
  });

  it('gives the owner no more than the account holds beside the chain’s part', () => {
    const old = { ...plain, lock: 3000n, registrationStartBlock: 101, protocolAlpha: 3n };
    expect(dissolve(old, claims(1n))).toEqual({ paid: [[1, 250n]], refund: 0n, recycled: 750n });
    expect(dissolve({ ...old, account: 1100n }, claims(1n))).toMatchObject({ refund: 100n, recycled: 750n });
  });

  it('counts shares that are worth nothing by their number', () => {
    const worthless = { ...creditOneDecimal(emptyDecimalPool, 9, 12n), value: 0n };
    expect(claimsOn(worthless)).toEqual([{ coldkey: 9, alpha: 12n }]);
    const two = creditOneDecimal(creditOneDecimal(emptyDecimalPool, 9, 12n), 4, 24n);
    expect(claimsOn(creditAllDecimal(two, 36n))).toEqual([
      { coldkey: 4, alpha: 48n },
      { coldkey: 9, alpha: 24n },
    ]);
  });

  it('must have its pot on its account', () => {
    expect(() => dissolve({ ...plain, account: 999n }, [])).toThrow(
      new RangeError('account must hold the pot of 1000 RAO of TAO; received 999: add what is missing'),
    );
    expect(poolPrice({ tao: 1000n, alphaIn: 500n, quoteWeight: evenWeight })).toBe(plain.price);
  });
});

describe('a lock', () => {
  const rule: LockRule = { unlockRate: 1000, maturityRate: 1000, ownerLock: false, perpetual: false };
  const lock = { mass: 10n ** 12n, conviction: 0n, block: 0 };
  const real = (bits: bigint) => Number(bits) / Number(one);

  it('loses half of its mass in about 90 days at the usual rate', () => {
    const usual = { ...rule, unlockRate: 934_866, maturityRate: 934_866 };
    const { mass } = rolledLock(lock, 90 * 7200, usual);
    expect(Number(mass) / 1e12).toBeCloseTo(0.5, 3);
  });

  it('gains conviction, which then decays with it: it is highest after one rate', () => {
    const at = (block: number) => real(rolledLock(lock, block, rule).conviction) / 1e12;
    expect(at(1000)).toBeCloseTo(Math.exp(-1), 5);
    expect(at(500)).toBeLessThan(at(1000));
    expect(at(2000)).toBeLessThan(at(1000));
  });

  it('of one that is perpetual keeps its mass, and its conviction grows to it', () => {
    const { mass, conviction } = rolledLock(lock, 1000, { ...rule, perpetual: true });
    expect(mass).toBe(lock.mass);
    expect(real(conviction) / 1e12).toBeCloseTo(1 - Math.exp(-1), 5);
  });

  it('has the conviction of two rates where they differ, and none where one is 0', () => {
    const apart = rolledLock(lock, 1000, { ...rule, unlockRate: 2000 }).conviction;
    expect(real(apart) / 1e12).toBeCloseTo(2 * (Math.exp(-0.5) - Math.exp(-1)), 5);
    const slowerMaturity = rolledLock(lock, 1000, { ...rule, maturityRate: 2000 }).conviction;
    expect(real(slowerMaturity) / 1e12).toBeCloseTo(Math.exp(-0.5) - Math.exp(-1), 5);
    expect(rolledLock(lock, 1000, { ...rule, maturityRate: 0 }).conviction).toBe(0n);
    expect(rolledLock(lock, 1000, { ...rule, unlockRate: 0 })).toEqual({
      mass: 0n,
      conviction: 0n,
      block: 1000,
    });
  });

  it('on the owner’s hotkey weighs its mass at once', () => {
    expect(rolledLock(lock, 0, { ...rule, ownerLock: true }).conviction).toBe(one * 10n ** 12n);
  });

  it('below a hundred RAO of both is nothing, also in its own block', () => {
    expect(rolledLock({ ...lock, mass: 99n }, 0, rule)).toEqual({ mass: 0n, conviction: 0n, block: 0 });
    expect(rolledLock({ ...lock, mass: 100n }, 0, rule).mass).toBe(100n);
    expect(rolledLock({ ...lock, mass: 99n, conviction: one * 100n }, 0, rule).mass).toBe(99n);
  });

  it('does not change before its own block', () => {
    expect(rolledLock({ ...lock, block: 10 }, 5, rule)).toEqual({ ...lock, block: 5 });
  });

  it('decays by no more than e^−40', () => {
    expect(decay(10 ** 9, 1)).toBe(decay(40, 1));
    expect(decay(0, 0)).toBe(one);
    expect(decay(1, 0)).toBe(0n);
  });
});

describe('a connected network', () => {
  const network = { pruningScores: [5, 9, 5, 1], uid: 0, requirement: 0 };
  const passes = (
    more: Partial<{ uid: number | null; requirement: number | null; pruningScores: number[] }>,
  ) => passesConnections([{ ...network, ...more }]);

  it('that asks nothing lets all in, that asks all lets members in', () => {
    expect(passes({ requirement: null, uid: null })).toBe(true);
    expect(passes({ requirement: 65_535, uid: null })).toBe(false);
    expect(passes({ requirement: 65_535, uid: 3 })).toBe(true);
    expect(passes({ requirement: 65_535, pruningScores: [], uid: null })).toBe(false);
  });

  it('that asks for its best lets in those with whom none is above, ties among them', () => {
    expect(passes({ uid: 1 })).toBe(true);
    expect(passes({ uid: 0 })).toBe(false);
    expect(passes({ uid: 0, pruningScores: [9, 9, 5, 1] })).toBe(true);
  });

  it('counts who is above over all its members', () => {
    expect(passes({ requirement: 16_384 })).toBe(true);
    expect(passes({ requirement: 16_383 })).toBe(false);
  });

  it('is one of all that must be passed', () => {
    expect(passesConnections([{ ...network, uid: 1 }, network])).toBe(false);
    expect(passesConnections([])).toBe(true);
  });

  it('needs the score of the hotkey', () => {
    expect(() => passes({ uid: 4 })).toThrow(
      new RangeError('uid must be below the 4 members of its network; received 4: give all scores'),
    );
  });
});
