import { describe, expect, it } from 'vitest';
import { type MarketSetting, nextDay } from '../../../agents/gate/gateDay.ts';
import { placeBelowBar, withLead } from '../../../agents/gate/gateLead.ts';
import { foundMarket, type MarketSubnet, ratedNow, valueFactor } from '../../../agents/gate/gateMarket.ts';
import { chainRules, shareOf, sharesByRules } from '../../../agents/gate/gateRules.ts';
import { payable } from '../../../agents/gate/recordedDays.ts';
import { barOf } from '../../../sim/coinbase/gateShares.ts';

const clients = { clientFraction: 0.3, priceTells: 0.5, spread: 0.5, hollow: 0.5 };
const setting: MarketSetting = {
  ...clients,
  elasticity: 0.5,
  reaction: 0.1,
  noise: 0,
  halfLife: 5,
  burnHalving: 0,
  foundingEvery: 0,
  switchOnAfter: 30,
};
const [rated] = payable('2026-08-07');
const old: MarketSubnet = {
  netuid: 1,
  rated: { ...rated, netuid: 1, minerBurned: 1n << 31n },
  price: 0.01,
  moving: 0.02,
  value: 0.01,
  hasClients: true,
  usualShare: 0.02,
  born: null,
};

describe('a day of a subnet', () => {
  it('moves the price a tenth of the way, in logarithms, to what buyers want of it at its emission', () => {
    const [{ price }] = nextDay([old], [0.041], setting, 0, 'a');
    // They want it at the root of (0.041 + 0.001) / (0.02 + 0.001) = 2 times its value.
    expect(price).toBeCloseTo(0.01 * Math.SQRT2 ** 0.1, 12);
    const [{ price: same }] = nextDay([old], [0.02], setting, 0, 'a');
    expect(same).toBeCloseTo(0.01, 14);
  });

  it('halves the distance of the moving price to the price in its half-life', () => {
    let subnets: readonly MarketSubnet[] = [old];
    for (let day = 0; day < 5; day++) subnets = nextDay(subnets, [0.02], setting, day, 'a');
    expect(subnets[0].moving).toBeCloseTo(0.015, 10);
  });

  it('moves the moving price towards 1 at the most, as the chain does', () => {
    const dear = { ...old, price: 3, value: 3, moving: 1 };
    expect(nextDay([dear], [0.02], setting, 0, 'a')[0].moving).toBe(1);
  });

  it('halves what an owner withholds in the days that it takes for that', () => {
    let subnets: readonly MarketSubnet[] = [old];
    for (let day = 0; day < 10; day++)
      subnets = nextDay(subnets, [0.02], { ...setting, burnHalving: 10 }, day, 'a');
    expect(Number(subnets[0].rated.minerBurned) / 2 ** 30).toBeCloseTo(1, 8);
    const [still] = nextDay([old], [0.02], setting, 0, 'a');
    expect(still.rated.minerBurned).toBe(old.rated.minerBurned);
  });

  it('lets the oldest go while a newcomer of a lower price is younger than 120 days, and then the newcomer', () => {
    const young = { ...old, netuid: 2, moving: 0.001, born: 0 };
    const founding = { ...setting, foundingEvery: 1 };
    const left = (day: number) =>
      nextDay([old, young], [0.02, 0.02], founding, day, 'a').find(({ born }) => born === day)!.netuid;
    expect(left(119)).toBe(1);
    expect(left(120)).toBe(2);
  });
});

describe('clients', () => {
  it('go to the dearest subnets where the price tells all, and value what has none at half of its price', () => {
    const market = foundMarket('2026-08-07', { ...clients, priceTells: 1 }, 'a');
    const dearest = [...market].sort((one, other) => other.price - one.price);
    expect(dearest.filter(({ hasClients }) => hasClients)).toEqual(dearest.slice(0, 38));
    for (const { price, value, hasClients } of market) if (!hasClients) expect(value).toBe(0.5 * price);
  });

  it('value what they use at its price on average', () => {
    const draws = Array.from({ length: 4000 }, (_, k) => valueFactor(true, clients, 'a', String(k)));
    const mean = draws.reduce((sum, one) => sum + one, 0) / draws.length;
    // A lognormal of spread 0.5 deviates by 0.53: four standard errors.
    expect(Math.abs(mean - 1)).toBeLessThan((4 * 0.533) / Math.sqrt(4000));
  });
});

describe('the order of the rules', () => {
  it('that puts switches before the gate divides as if subnets that are off were not there', () => {
    const subnets = payable('2026-08-07');
    const order = 'burns, switches, gate';
    const on = subnets.filter(({ emissionEnabled }) => emissionEnabled);
    expect(on.length).toBeLessThan(subnets.length);
    const shares = sharesByRules(subnets, { ...chainRules, order }).map(shareOf);
    const without = sharesByRules(on, chainRules).map(shareOf);
    const kept = shares.filter((_, k) => subnets[k].emissionEnabled);
    for (const [k, share] of kept.entries()) expect(share).toBeCloseTo(without[k], 9);
    const chain = sharesByRules(subnets, chainRules).map(shareOf);
    expect(Math.max(...chain.map((share, k) => Math.abs(share - shares[k])))).toBeGreaterThan(1e-4);
  });
});

describe('a lead', () => {
  it('brings its subnet to the bar and not above it', () => {
    for (const seed of ['a', 'b']) {
      const market = foundMarket('2026-08-07', clients, seed);
      const place = placeBelowBar(market);
      const demands = (subnets: readonly MarketSubnet[]) =>
        sharesByRules(ratedNow(subnets), { ...chainRules, rank: null, switches: false });
      const bar = shareOf(barOf({ rank: 32, quantile: 0n, exponent: chainRules.exponent }, demands(market)));
      expect(shareOf(demands(withLead(market, place))[place])).toBeLessThanOrEqual(bar);
      expect(shareOf(demands(market)[place])).toBeGreaterThan(bar / 2);
    }
  });
});
