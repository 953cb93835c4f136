import { describe, expect, it } from 'vitest';
import { buyAmong, marketOf, priceOf, proceedsOf, without } from '../../../agents/capture/market.ts';
import { takeover } from '../../../agents/capture/takeover.ts';
import { pooledSubnets } from '../../../agents/networks/recordedPools.ts';
import { apexInAugust, subnetCosts } from '../../../experiments/figures/takeoverCostSubnets.ts';
import { purchaseOf, takeoverRules } from '../../../sim/governance/captureCost.ts';

const held = { elasticity: 0, most: 0.5 };
const april = pooledSubnets('2026-04-11');

/** A second implementation: buys in small pieces, after each of which holders sell what the risen price asks of them. */
function boughtInPieces(tao: number, alphaIn: number, outside: number, elasticity: number, alpha: number) {
  let [pool, reserve, had, paid, sold] = [tao, alphaIn, 0, 0, 0];
  const piece = alpha / 40_000;
  const first = tao / alphaIn;
  while (had < alpha) {
    const price = pool / reserve;
    const offered = elasticity * outside * Math.log(price / first) - sold;
    const fromHolders = Math.min(Math.max(0, offered), alpha - had);
    sold += fromHolders;
    had += fromHolders;
    paid += fromHolders * price;
    const fromPool = Math.min(piece, alpha - had);
    const cost = (pool * fromPool) / (reserve - fromPool);
    [pool, reserve, had, paid] = [pool + cost, reserve - fromPool, had + fromPool, paid + cost];
  }
  return { paid, sold };
}

describe('buying', () => {
  it('costs what the pool’s own swap costs where holders do not sell, in every recorded pool', () => {
    for (const { pool } of april) {
      const alpha = pool.alphaIn / 7n;
      const exact = purchaseOf(pool, alpha)!;
      const bought = buyAmong(marketOf(pool), Number(alpha) / 1e9, held)!;
      expect(bought.tao / (Number(exact.tao) / 1e9)).toBeCloseTo(1, 6);
      expect(bought.sold).toBe(0);
    }
  });

  it('costs what it costs in 40,000 pieces between which holders sell as the price rises', () => {
    for (const elasticity of [0.05, 0.2, 1]) {
      const market = { tao: 10_000, alphaIn: 1_000_000, alphaOut: 2_000_000 };
      const bought = buyAmong(market, 400_000, { elasticity, most: 1 })!;
      const pieces = boughtInPieces(10_000, 1_000_000, 2_000_000, elasticity, 400_000);
      expect(bought.alpha).toBeCloseTo(400_000, 3);
      expect(bought.tao / pieces.paid).toBeCloseTo(1, 3);
      expect(bought.sold / pieces.sold).toBeCloseTo(1, 2);
    }
  });

  it('is impossible beyond what the pool holds, unless holders sell', () => {
    const market = { tao: 10_000, alphaIn: 1_000_000, alphaOut: 2_000_000 };
    expect(buyAmong(market, 1_000_000, held)).toBeNull();
    expect(buyAmong(market, 1_000_000, { elasticity: 0.5, most: 0.5 })).not.toBeNull();
    expect(buyAmong(market, 2_100_000, { elasticity: 0.5, most: 0.5 })).toBeNull();
  });

  it('and selling again costs nothing without a fee: the curve has no memory', () => {
    const market = { tao: 10_000, alphaIn: 1_000_000, alphaOut: 2_000_000 };
    const { tao, after } = buyAmong(market, 300_000, held)!;
    expect(proceedsOf(after, 300_000)).toBeCloseTo(tao, 6);
    expect(priceOf(without(after, -300_000))).toBeCloseTo(priceOf(market), 12);
  });
});

describe('taking a subnet', () => {
  it('costs for each subnet what the figure of takeovers counts, at both rules, matured and on the cheapest day', () => {
    const figure = new Map(subnetCosts().map((cost) => [cost.netuid, cost]));
    let compared = 0;
    for (const { netuid, pool } of april) {
      const { alone, joint, waited, days } = figure.get(netuid)!;
      const by = (rule: 'alone-18' | 'joint-10', waiting: 'cheapest' | 'matured') =>
        takeover(marketOf(pool), takeoverRules[rule], held, waiting);
      for (const [expected, taken] of [
        [alone, by('alone-18', 'matured')],
        [joint, by('joint-10', 'matured')],
        [waited, by('alone-18', 'cheapest')],
      ] as const) {
        if (expected === null) expect(taken).toBeNull();
        else {
          // Pools of less than a TAO round to whole RAO.
          expect(Math.abs(taken!.tao - expected)).toBeLessThan(1e-6 * expected + 1e-6);
          compared += 1;
        }
      }
      if (waited !== null) expect(by('alone-18', 'cheapest')!.days).toBe(days);
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('cost 5,522 TAO for subnet 1 in August', () => {
    const taken = takeover(marketOf(apexInAugust), takeoverRules['alone-18'], held, 'matured')!;
    expect(Math.round(taken.tao)).toBe(5522);
  });

  it('is cheaper, and leaves less outside to take a part of, where holders sell to the buyer', () => {
    const market = marketOf(apexInAugust);
    const rule = takeoverRules['alone-18'];
    const [alone, among] = [held, { elasticity: 0.3, most: 0.5 }].map(
      (sellers) => takeover(market, rule, sellers, 'matured')!,
    );
    expect(among.tao).toBeLessThan(alone.tao);
    expect(among.alpha).toBeLessThan(alone.alpha);
    expect(among.alpha / among.after.alphaOut).toBeCloseTo(0.18, 6);
  });
});

describe('the pools of August', () => {
  it('are reckoned within 1 % of the one that is recorded, of subnet 1', () => {
    const { pool } = pooledSubnets('2026-08-07').find(({ netuid }) => netuid === 1)!;
    for (const key of ['tao', 'alphaIn', 'alphaOut'] as const)
      expect(Math.abs(Number(pool[key]) / Number(apexInAugust[key]) - 1)).toBeLessThan(0.01);
  });
});
