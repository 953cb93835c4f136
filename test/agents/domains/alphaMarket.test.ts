import { describe, expect, it } from 'vitest';
import {
  marketWeek,
  openNetwork,
  priceOf,
  weeklyFlowWeight,
  weeklyPriceWeight,
} from '../../../agents/domains/alphaMarket.ts';
import { openPools } from '../../../agents/domains/openPools.ts';
import { averagedFlow, smoothingOf } from '../../../sim/coinbase/flowShares.ts';
import { movedPrice, usualMovingAlpha } from '../../../sim/coinbase/movingPrice.ts';
import { U96F32 } from '../../../sim/math/saturating.ts';

const settings = {
  partition: 'price',
  buyers: 'informed',
  rebalancing: 0.07,
  soldShare: 0,
  freshTao: 0,
  moodSpread: 0,
} as const;
const tao = (networks: readonly { readonly pool: { readonly tao: bigint } }[]) =>
  networks.reduce((sum, { pool }) => sum + Number(pool.tao) / 1e9, 0);

describe('a week of averages', () => {
  const week = 50_400;

  it('moves the moving price as 50,400 blocks of the chain’s own rule do, up to the floors of its blocks', () => {
    const present = U96F32.one / 20n;
    const before = U96F32.one / 100n;
    // Old enough that its age no longer counts: the weight of a block is the whole of movingAlpha.
    let byBlock = before;
    for (let block = 1; block <= week; block++)
      byBlock = movedPrice(
        U96F32,
        byBlock,
        present,
        { movingAlpha: usualMovingAlpha, halvingBlocks: 0 },
        { block, firstEmissionBlock: 1 },
      );
    const atOnce = movedPrice(
      U96F32,
      before,
      present,
      { movingAlpha: weeklyPriceWeight, halvingBlocks: 0 },
      { block: week, firstEmissionBlock: 1 },
    );
    // The chain floors to 2^−32 twice a block, always down: at most 2 · 50,400 units, 0.4 % of the way that the price moves.
    expect(Math.abs(Number(atOnce) - Number(byBlock))).toBeLessThan(2 * week);
    expect(Number(byBlock - before)).toBeGreaterThan(200 * week);
    expect(Number(weeklyPriceWeight) / 2 ** 32).toBeCloseTo(1 - (1 - 12_885 / 2 ** 32) ** week, 6);
  });

  it('moves the average of flows as 50,400 blocks of the chain’s smoothing do', () => {
    const smoothing = smoothingOf(29_597_889_189_277n);
    let byBlock = { block: 0, average: 0n };
    for (let block = 1; block <= week; block++) byBlock = averagedFlow(byBlock, block, 1_000_000n, smoothing);
    const atOnce = averagedFlow({ block: 0, average: 0n }, week, 1_000_000n, weeklyFlowWeight);
    expect(Number(atOnce.average) / Number(byBlock.average)).toBeCloseTo(1, 4);
  });
});

describe('a week of the market', () => {
  it('puts every TAO of the inflation into pools, and no other where no one sells or brings money', () => {
    const networks = openPools('equal', [0, 1, 2, 3]).map((pool) => openNetwork(pool, 0n));
    const even = [0.25, 0.25, 0.25, 0.25];
    const after = marketWeek(settings, networks, even, even, 0);
    expect(tao(after) - tao(networks)).toBeCloseTo(0.5 * 50_400, 3);
    expect(new Set(after.map(priceOf)).size).toBe(1);
  });

  it('raises the price of what buyers want and lowers the others', () => {
    const networks = openPools('equal', [0, 1]).map((pool) => openNetwork(pool, 0n));
    const [wanted, other] = marketWeek(settings, networks, [0.5, 0.5], [0.9, 0.1], 0).map(priceOf);
    expect(wanted).toBeGreaterThan(priceOf(networks[0]));
    expect(other).toBeLessThan(priceOf(networks[1]));
  });

  it('buys alpha with what root’s proportion keeps out of the pool, behind the gate: the price rises and the chain keeps the alpha', () => {
    const networks = openPools('equal', [0, 1]).map((pool) => openNetwork(pool, 0n));
    const even = [0.5, 0.5];
    const [gated] = marketWeek({ ...settings, partition: 'gate' }, networks, even, even, 0);
    const [plain] = marketWeek(settings, networks, even, even, 0);
    expect(gated.chainAlpha).toBeGreaterThan(0n);
    expect(plain.chainAlpha).toBe(0n);
    expect(priceOf(gated)).toBeGreaterThan(priceOf(networks[0]));
  });

  it('begins with the record of April 2026: its sum of prices, the deepest market scaled to the number of networks', () => {
    const order = Array.from({ length: 127 }, (_, k) => k);
    const recorded = openPools('recorded', order).map((pool) => priceOf(openNetwork(pool, 0n)));
    expect(recorded.reduce((sum, price) => sum + price, 0)).toBeCloseTo(1.329, 3);
    expect(Math.max(...recorded)).toBeCloseTo(0.082869, 5);
    expect(tao(openPools('recorded', [0, 1, 2, 3]).map((pool) => ({ pool })))).toBeGreaterThan(1e6);
  });
});
