import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditSetting, creditCoinbase } from '../../../sim/coinbase/creditCoinbase.ts';
import type { EmissionTerms } from '../../../sim/coinbase/emissionTerms.ts';
import { epochTurns, isTurn } from '../../../sim/coinbase/epochTurns.ts';
import { inject } from '../../../sim/coinbase/injection.ts';
import { issueAlpha } from '../../../sim/coinbase/issueAlpha.ts';
import { trade } from '../../../sim/coinbase/trade.ts';
import {
  nothingBrought,
  nothingWaiting,
  priceOf,
  type WeightedSubnet,
} from '../../../sim/coinbase/weightedSubnet.ts';
import { U64F64, u64Max } from '../../../sim/math/saturating.ts';
import { parts } from '../../../sim/pools/power.ts';
import { evenWeight, limitOf } from '../../../sim/pools/weightedPool.ts';

const tao = 10n ** 9n;
const plain: WeightedSubnet = {
  netuid: 1,
  dynamic: true,
  firstEmissionBlock: 1,
  subtokenEnabled: true,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice: (1n << 32n) / 100n,
  minerBurned: 0n,
  tao: 1000n * tao,
  alphaIn: 100_000n * tao,
  alphaOut: 900_000n * tao,
  quoteWeight: evenWeight,
  hasSwapped: true,
  feeRate: 33,
  tempo: 360,
  lastEpochBlock: 990,
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  halvingBlocks: 201_600,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
};
const subnet = (more: Partial<WeightedSubnet> = {}): WeightedSubnet => ({ ...plain, ...more });
const setting: CreditSetting = {
  block: 1000,
  rootTao: 6_000_000n * tao,
  taoWeight: u64Max / 5n,
  ownerCut: 11_796,
  movingAlpha: 12_885n,
  maxEpochsPerBlock: 2,
};
const state = (...subnets: WeightedSubnet[]) => ({ issuance: 10n ** 16n, totalStake: 10n ** 15n, subnets });
const bits = (rao: bigint) => rao << 32n;
const terms = (more: Partial<EmissionTerms> = {}): EmissionTerms => ({
  taoIn: bits(1000n),
  alphaIn: bits(100_000n),
  alphaOut: bits(tao),
  excessTao: bits(500n),
  ...more,
});

describe('a block of the coinbase', () => {
  it('hands out what it mints, and recycles what it cannot', () => {
    const before = state(subnet(), subnet({ netuid: 2, movingPrice: 1n << 30n }));
    const { state: after, minted } = creditCoinbase(before, setting);
    const entered = after.subnets.reduce((sum, { brought }) => sum + brought.taoIn + brought.taoSpent, 0n);
    expect(minted).toBe(tao);
    expect(after.issuance - before.issuance).toBe(entered);
    expect(after.totalStake - before.totalStake).toBe(entered);
    expect(minted - entered).toBeLessThan(5n);
  });

  it('mints less than what is left of the 21 million TAO, so the cap on it never acts', () => {
    const all = 21n * 10n ** 15n;
    const most = fc.integer({ min: 0, max: 16 }).chain((digits) => fc.bigInt(0n, 10n ** BigInt(digits)));
    fc.assert(
      fc.property(most, (left) => {
        const { minted } = creditCoinbase({ ...state(), issuance: left > all ? 0n : all - left }, setting);
        expect(minted).toBeLessThanOrEqual(left);
      }),
      { seed: 1, numRuns: 500 },
    );
    expect(creditCoinbase({ ...state(), issuance: all + 5n }, setting).minted).toBe(0n);
  });

  it('gives nothing to a subnet before its start call, nor to root, and moves no price of theirs', () => {
    const idle = subnet({ netuid: 2, firstEmissionBlock: null });
    const root = subnet({ netuid: 0 });
    const { state: after } = creditCoinbase(state(root, subnet(), idle), { ...setting, block: 100 });
    expect(after.subnets[0]).toEqual(root);
    expect(after.subnets[2]).toEqual({ ...idle, blocksSinceLastStep: 1 });
  });

  it('keeps the price of a pool where no TAO buys alpha, as its weights draw nearer', () => {
    const rich = subnet({ tao: 1_000_000n * tao, alphaOut: 0n, quoteWeight: (parts * 2n) / 5n });
    const { state: after } = creditCoinbase(state(rich), { ...setting, taoWeight: u64Max });
    expect(after.subnets[0].brought.taoSpent).toBe(0n);
    expect(Number(priceOf(after.subnets[0])) / Number(priceOf(rich))).toBeCloseTo(1, 12);
    expect(after.subnets[0].quoteWeight).toBeGreaterThan(rich.quoteWeight);
  });

  it('raises the price of a pool where TAO buys alpha, which the subnet keeps', () => {
    const { state: after } = creditCoinbase(state(subnet()), { ...setting, rootTao: 0n });
    const [own] = after.subnets;
    expect(own.brought).toMatchObject({ taoIn: 0n, alphaIn: 0n, taoSpent: tao });
    expect(priceOf(own)).toBeGreaterThan(priceOf(plain));
    expect(own.protocolAlpha).toBeGreaterThan(0n);
    expect(own.protocolFlow).toBe(tao);
  });

  it('moves a moving price towards the pool’s, and a price above 1 as if it were 1', () => {
    const quick = { ...setting, movingAlpha: 1n << 31n, block: 10 ** 9 };
    const [low] = creditCoinbase(state(subnet({ movingPrice: 1n })), quick).state.subnets;
    expect(Number(low.movingPrice) / 2 ** 32).toBeCloseTo(0.005, 4);
    const dear = subnet({ tao: 10n ** 15n, movingPrice: 1n });
    const [high] = creditCoinbase(state(dear), quick).state.subnets;
    expect(Number(high.movingPrice) / 2 ** 32).toBeCloseTo(0.5, 3);
  });

  it('recycles the dividends of root while all prices together are at most 1, and keeps them above', () => {
    const [under] = creditCoinbase(state(subnet({ movingPrice: 1n << 32n })), setting).state.subnets;
    const [above] = creditCoinbase(state(subnet({ movingPrice: (1n << 32n) + 1n })), setting).state.subnets;
    expect(under.waiting.root).toBe(0n);
    expect(above.waiting.root).toBeGreaterThan(0n);
    const outside = (each: WeightedSubnet) => each.alphaOut;
    expect(outside(above) - outside(under)).toBe(above.waiting.root);
  });
});

describe('what is injected', () => {
  const purse = { credit: tao, totalStake: 0n };

  it('waits outside where no weights fit: neither TAO nor alpha enters', () => {
    const edge = subnet({ quoteWeight: parts / 100n });
    const { subnet: after, purse: left } = inject(edge, terms({ taoIn: 0n, excessTao: 0n }), purse);
    expect(after).toEqual({ ...edge, brought: nothingBrought });
    expect(left).toEqual(purse);
  });

  it('of a purse that is too small is alpha alone', () => {
    const poor = { credit: 499n, totalStake: 7n };
    const uneven = terms({ alphaIn: bits(tao) });
    const { subnet: after, purse: left } = inject(plain, uneven, poor);
    expect(left).toEqual(poor);
    expect(after).toMatchObject({ tao: plain.tao, alphaIn: plain.alphaIn + tao, protocolFlow: 0n });
    expect(after.quoteWeight).not.toBe(plain.quoteWeight);
    const enoughToBuy = inject(plain, terms(), { credit: 1499n, totalStake: 0n });
    expect(enoughToBuy.purse).toEqual({ credit: 999n, totalStake: 500n });
    expect(inject(plain, terms(), { credit: 1500n, totalStake: 0n }).purse).toEqual({
      credit: 0n,
      totalStake: 1500n,
    });
  });

  it('is spent by a buy that fails, without reaching the pool', () => {
    const shallow = subnet({ alphaIn: 999_999n, tao: 999_999n });
    const { subnet: after, purse: left } = inject(shallow, terms({ taoIn: 0n, alphaIn: 0n }), purse);
    expect(left).toEqual({ credit: tao - 500n, totalStake: 0n });
    expect(after).toMatchObject({ tao: shallow.tao, protocolAlpha: 0n, brought: { taoSpent: 0n } });
  });
});

describe('the first swap of a subnet', () => {
  const skewed = subnet({ hasSwapped: false, quoteWeight: parts / 5n });
  const order = { kind: 'buy', amount: tao, limit: limitOf(10n ** 15n), feeRate: 0 } as const;

  it('makes its weights even, whatever additions had made of them', () => {
    const first = trade(skewed, order);
    const even = trade(subnet(), order);
    expect(first).toEqual(even);
    expect(first).toMatchObject({ subnet: { quoteWeight: evenWeight, hasSwapped: true } });
  });

  it('looks at the price of even weights', () => {
    const price = priceOf(subnet());
    expect(priceOf(skewed)).toBe(price * 4n);
    expect(trade(skewed, { ...order, limit: price * 2n })).toMatchObject({ swapped: { paidIn: tao } });
  });

  it('leaves them where it fails', () => {
    expect(trade(skewed, { ...order, limit: 1n })).toBe('PriceLimitExceeded');
    const shallow = { ...skewed, alphaIn: 5n };
    expect(trade(shallow, order)).toBe('ReservesTooLow');
    const { subnet: after } = inject(shallow, terms({ taoIn: 0n, alphaIn: 0n }), {
      credit: tao,
      totalStake: 0n,
    });
    expect(after).toMatchObject({ hasSwapped: false, quoteWeight: parts / 5n });
  });
});

describe('a stable subnet', () => {
  it('swaps one for one, without fee, limit or a look at its reserves', () => {
    const stable = subnet({ dynamic: false, tao: 10n, alphaIn: 0n, alphaOut: 0n });
    const bought = trade(stable, { kind: 'buy', amount: tao, limit: 0n, feeRate: 33 });
    expect(bought).toMatchObject({ swapped: { paidIn: tao, out: tao, fee: 0n }, stakeChange: tao });
    expect(priceOf(stable)).toBe(U64F64.one);
  });
});

describe('the alpha of a block', () => {
  const division = { ...setting, rootPart: 'kept' as const };

  it('goes to the owner by 18 %, and of the rest one half to miners', () => {
    const { waiting } = issueAlpha(plain, bits(tao), division);
    expect(waiting.ownerCut).toBe((tao * 11_796n) / 65_535n);
    expect(waiting.server).toBe((tao - waiting.ownerCut - 1n) / 2n);
    expect(waiting.validator + waiting.root).toBeLessThanOrEqual(waiting.server + 1n);
    expect(waiting.root).toBeGreaterThan(0n);
  });

  it('never comes to more than was issued, whatever root weighs', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, tao << 32n),
        fc.bigInt(0n, 10n ** 16n),
        fc.boolean(),
        (alpha, rootTao, keepsRoot) => {
          const after = issueAlpha(plain, alpha, {
            ...division,
            rootTao,
            rootPart: keepsRoot ? 'kept' : 'recycled',
          });
          const { server, validator, root, ownerCut } = after.waiting;
          const waits = server + validator + root + ownerCut;
          expect(waits).toBeLessThanOrEqual(alpha >> 32n);
          expect(after.alphaOut - plain.alphaOut).toBeGreaterThanOrEqual(waits);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('goes to miners and validators alone where the owner’s cut is off', () => {
    const { waiting } = issueAlpha(subnet({ ownerCutEnabled: false }), bits(tao), {
      ...division,
      rootTao: 0n,
    });
    expect(waiting).toEqual({ server: tao / 2n, validator: tao / 2n, root: 0n, ownerCut: 0n });
  });
});

describe('an epoch is due', () => {
  const turn = { tempo: 360, pendingEpochAt: 0, lastEpochBlock: 1000, blocksSinceLastStep: 1 };

  it('a tempo after the last one, and not a block before', () => {
    expect([1359, 1360, 1361].map((block) => isTurn(turn, block))).toEqual([false, true, true]);
  });

  it('never at a tempo of 0', () => {
    expect(isTurn({ ...turn, tempo: 0, pendingEpochAt: 1, blocksSinceLastStep: 60_000 }, 10 ** 7)).toBe(
      false,
    );
  });

  it('at the block for which it was put off, and later', () => {
    const asked = { ...turn, pendingEpochAt: 1010 };
    expect([1009, 1010, 1011].map((block) => isTurn(asked, block))).toEqual([false, true, true]);
  });

  it('after 50,400 blocks without one, however long its tempo is', () => {
    const slow = { ...turn, tempo: 65_535, lastEpochBlock: 1000 };
    expect(isTurn({ ...slow, blocksSinceLastStep: 50_400 }, 51_400)).toBe(false);
    expect(isTurn({ ...slow, blocksSinceLastStep: 50_401 }, 51_401)).toBe(true);
  });

  it('for as many subnets as a block has epochs for; the others are put off to the next block', () => {
    const due = [1, 2, 3].map((netuid) =>
      subnet({ netuid, lastEpochBlock: 0, waiting: { ...nothingWaiting, server: 5n } }),
    );
    const { subnets, epochs } = epochTurns(due, 1000, 2);
    expect(epochs.map(([netuid]) => netuid)).toEqual([1, 2]);
    expect(subnets[2]).toMatchObject({
      pendingEpochAt: 1001,
      waiting: { server: 5n },
      blocksSinceLastStep: 1,
    });
    expect(subnets[0]).toMatchObject({ pendingEpochAt: 0, lastEpochBlock: 1000, blocksSinceLastStep: 0 });
    expect(epochTurns(subnets, 1001, 2).epochs.map(([netuid]) => netuid)).toEqual([3]);
  });
});
