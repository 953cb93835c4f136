import { describe, expect, it } from 'vitest';
import { movedPrice } from '../../../sim/coinbase/movingPrice.ts';
import {
  type CoinbaseSetting,
  nothingPending,
  type PricedSubnet,
  priceCoinbase,
} from '../../../sim/coinbase/priceCoinbase.ts';
import { U64F64, U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { poolPrice } from '../../../sim/pools/constantProduct.ts';

const tao = 1_000_000_000n;
/** 1, as the bits of I96F32 and U96F32. */
const { one } = U96F32;

const subnet = (netuid: number, more: Partial<PricedSubnet> = {}): PricedSubnet => ({
  netuid,
  tempo: 360,
  firstEmissionBlock: 1,
  registrationAllowed: true,
  powRegistrationAllowed: false,
  pool: { dynamic: true, tao: 1000n * tao, alphaIn: 10_000n * tao, alphaOut: 5000n * tao },
  volume: 0n,
  movingPrice: one / 10n,
  halvingBlocks: 100,
  pending: nothingPending,
  terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
  ...more,
});
const setting = (more: Partial<CoinbaseSetting> = {}): CoinbaseSetting => ({
  block: 1001,
  rootTao: 0n,
  taoWeight: u64Max,
  ownerCut: 0,
  movingAlpha: one / 2n,
  ...more,
});
const block = (subnets: readonly PricedSubnet[], more: Partial<CoinbaseSetting> = {}) =>
  priceCoinbase(subnets, 0n, setting(more));
const taoIn = (subnets: readonly PricedSubnet[]) => block(subnets).subnets.map(({ terms }) => terms.taoIn);

describe('a block of the coinbase by moving prices', () => {
  it("shares the block's TAO by moving prices, whatever the prices of the pools are", () => {
    const cheap = { ...subnet(1).pool, tao: 10n * tao };
    expect(taoIn([subnet(1, { pool: cheap }), subnet(2, { movingPrice: (3n * one) / 10n })])).toEqual([
      249_999_999n,
      750_000_000n,
    ]);
  });

  it('lets alpha in at the price of the pool, but no more than it issues', () => {
    const dear = { ...subnet(1).pool, tao: 40_000n * tao };
    const [half, capped] = block([subnet(1, { pool: dear }), subnet(2)]).subnets;
    expect([half.terms.alphaIn, half.terms.alphaOut]).toEqual([tao / 8n, tao]);
    expect([capped.terms.alphaIn, capped.terms.alphaOut]).toEqual([tao, tao]);
    expect(block([subnet(1, { pool: { ...dear, alphaIn: 0n } })]).subnets[0].terms.alphaIn).toBe(tao);
  });

  it('gives nothing to a subnet whose moving price is 0, and mints nothing where all are', () => {
    expect(taoIn([subnet(1, { movingPrice: 0n }), subnet(2)])).toEqual([0n, tao]);
    const fresh = block([subnet(1, { movingPrice: 0n }), subnet(2, { movingPrice: 0n })]);
    expect(fresh.minted).toBe(0n);
    expect(fresh.subnets.map(({ terms }) => [terms.alphaIn, terms.alphaOut])).toEqual([
      [0n, tao],
      [0n, tao],
    ]);
    expect(taoIn(fresh.subnets.map((each) => each))).toEqual([tao / 2n, tao / 2n]);
  });

  it('neither mints nor passes on the TAO of a subnet without any registration; its alpha still falls in price', () => {
    const closed = subnet(1, { registrationAllowed: false });
    const { subnets, minted } = block([closed, subnet(2)]);
    expect([minted, subnets[0].terms.taoIn, subnets[1].terms.taoIn]).toEqual([tao / 2n, 0n, tao / 2n]);
    expect(subnets[0].terms.alphaIn).toBe(tao);
    expect(poolPrice(subnets[0].pool)).toBeLessThan(poolPrice(closed.pool));
    expect(taoIn([subnet(1, { registrationAllowed: false, powRegistrationAllowed: true })])).toEqual([tao]);
  });

  it('passes over root, and subnets before their start call, which do not count among the prices', () => {
    const waiting = subnet(2, { firstEmissionBlock: null });
    const { subnets } = block([subnet(0), subnet(1), waiting]);
    expect(subnets[0]).toEqual(subnet(0));
    expect(subnets[2]).toEqual(waiting);
    expect(subnets[1].terms.taoIn).toBe(tao);
  });

  it("sells root's part of the alpha in the subnet's own pool, and TAO waits for root", () => {
    const { subnets, sold } = block([subnet(1), subnet(2)], { rootTao: 15_002n * tao });
    const [{ pending, pool, terms }] = subnets;
    expect(pending.swapped).toBe(tao / 4n);
    expect(pending.alpha).toBe((3n * tao) / 4n);
    expect(pending.rootTao).toBeGreaterThan(0n);
    expect(sold).toBe(2n * pending.rootTao);
    expect(pool.tao).toBe(1000n * tao + terms.taoIn - pending.rootTao);
  });

  it("loses root's part where the pool refuses it, though it counts as sold", () => {
    const thin = { ...subnet(1).pool, tao: 5_000_000n };
    const [{ pending }] = block([subnet(1, { pool: thin, movingPrice: 1n }), subnet(2)], {
      rootTao: tao,
    }).subnets;
    expect([pending.swapped > 0n, pending.rootTao]).toEqual([true, 0n]);
  });

  it('keeps its books: pools gain what is minted less what is sold, and alpha what is issued', () => {
    const start = [subnet(1), subnet(2, { movingPrice: one }), subnet(3, { registrationAllowed: false })];
    const { subnets, minted, sold } = block(start, { rootTao: 10n ** 15n, ownerCut: 11_796 });
    const taoOf = (list: readonly PricedSubnet[]) => list.reduce((sum, { pool }) => sum + pool.tao, 0n);
    expect(taoOf(subnets) - taoOf(start)).toBe(minted - sold);
    for (const [index, { pool, terms, pending }] of subnets.entries()) {
      const before = start[index].pool;
      const grown = pool.alphaIn + pool.alphaOut - before.alphaIn - before.alphaOut;
      expect(grown).toBe(terms.alphaIn + terms.alphaOut);
      const waiting = pending.alpha + pending.swapped + pending.ownerCut;
      expect(terms.alphaOut - waiting).toBeOneOf([0n, 1n, 2n]);
    }
  });

  it('drains all that waits, also in a subnet before its start call', () => {
    const pending = { alpha: 5n, swapped: 6n, rootTao: 7n, ownerCut: 8n };
    const waiting = subnet(1, { firstEmissionBlock: null, tempo: 10, pending });
    const { drained, subnets } = block([waiting], { block: 8 });
    expect(drained).toEqual([[1, pending]]);
    expect(subnets[0].pending).toEqual(nothingPending);
  });

  it.each<[string, readonly PricedSubnet[], Partial<CoinbaseSetting>, RegExp]>([
    [
      'a netuid twice',
      [subnet(1), subnet(1)],
      {},
      /netuid 1 is there twice; give each subnet a netuid of its own/,
    ],
    [
      'a moving price below 0',
      [subnet(4, { movingPrice: -1n })],
      {},
      /subnets\[4\]\.movingPrice must be 0 … 2\^127 − 1 bits of I96F32; received -1/,
    ],
    ['a negative reserve', [subnet(4, { pool: { ...subnet(1).pool, tao: -1n } })], {}, /pool\.tao must be 0/],
    [
      'an owner cut beyond u16',
      [subnet(1)],
      { ownerCut: 65_536 },
      /ownerCut must be a whole number 0 … 65535; received 65536/,
    ],
  ])('refuses %s', (_, subnets, more, message) => {
    expect(() => block(subnets, more)).toThrow(message);
  });
});

describe('a moving price', () => {
  const averaging = { movingAlpha: one / 2n, halvingBlocks: 100 };
  const moved = (format: typeof U96F32, before: bigint, price: bigint, age: number) =>
    movedPrice(format, before, price, averaging, { block: 1000 + age, firstEmissionBlock: 1001 });

  it('moves by half of its weight when the subnet has the age of halving, and not before its first block', () => {
    expect(moved(U96F32, 0n, one, 100)).toBe(one / 4n);
    expect(moved(U96F32, one / 8n, one, 0)).toBe(one / 8n);
    expect(moved(U96F32, one / 8n, one, -5)).toBe(one / 8n);
  });

  it('takes a price above 1 for 1', () => {
    expect(moved(U96F32, 0n, 7n * one, 100)).toBe(moved(U96F32, 0n, one, 100));
  });

  it('is finer in U64F64, and then floored to what is stored', () => {
    const slow = { movingAlpha: 12_885n, halvingBlocks: 201_600 };
    const at = (format: typeof U96F32, price: bigint) =>
      movedPrice(format, one / 3n, price, slow, { block: 5000, firstEmissionBlock: 1 });
    const [coarse, fine] = [at(U96F32, one / 2n), at(U64F64, U64F64.one / 2n)];
    expect(fine - coarse).toBeOneOf([-2n, -1n, 0n, 1n, 2n]);
  });
});
