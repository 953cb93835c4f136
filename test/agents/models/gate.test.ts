import { describe, expect, it } from 'vitest';
import { nextDay, sharesOf } from '../../../agents/gate/gateDay.ts';
import { gainAt, placeBelowBar } from '../../../agents/gate/gateLead.ts';
import { foundMarket } from '../../../agents/gate/gateMarket.ts';
import { chainRules, ruleOrders, shareOf, sharesByRules } from '../../../agents/gate/gateRules.ts';
import { dayNames, payable, recordedDays } from '../../../agents/gate/recordedDays.ts';
import { gate } from '../../../agents/models/gate.ts';
import { concentrationOf } from '../../../agents/networks/concentration.ts';
import { gateShares } from '../../../sim/coinbase/gateShares.ts';
import { overSum, ratedPrice } from '../../../sim/coinbase/ratedSubnet.ts';

const clients = { clientFraction: 0.3, priceTells: 0.5, spread: 0.5, hollow: 0.5 };
const still = {
  ...clients,
  elasticity: 0,
  reaction: 0,
  noise: 0,
  halfLife: 5,
  burnHalving: 0,
  foundingEvery: 0,
  switchOnAfter: 30,
};
const bare = { ...chainRules, rank: null, burns: false, switches: false };
const real = (bits: bigint) => Number(bits) / 2 ** 64;

describe('the rules of the gate on recorded days', () => {
  it.each(dayNames)('without gate, burns and switches are shares by price to the bit (%s)', (day) => {
    const subnets = payable(day);
    const prices = overSum(subnets.map(ratedPrice));
    for (const order of ruleOrders)
      expect(sharesByRules(subnets, { ...bare, order })).toEqual(sharesByRules(subnets, bare));
    const sum = subnets.reduce((total, { movingPrice }) => total + Number(movingPrice), 0);
    for (const [k, share] of sharesByRules(subnets, bare).entries()) {
      // The chain divides the shares by their own sum once more, which is a few of 2^64 bits short of 1.
      expect(Math.abs(Number(share - prices[k]))).toBeLessThanOrEqual(128);
      expect(shareOf(share)).toBeCloseTo(Number(subnets[k].movingPrice) / sum, 12);
    }
  });

  it('with gate and burns are those of the chain’s get_shares to the bit', () => {
    for (const day of dayNames) {
      const subnets = payable(day);
      const { shares } = gateShares(
        { rank: 32, quantile: 0n, exponent: chainRules.exponent },
        0,
        0n,
        subnets,
      );
      expect(sharesByRules(subnets, { ...chainRules, switches: false })).toEqual(shares);
    }
  });

  it('of 7 August are the paid ones to 1e-7 of share on average and 2.5e-6 at the most', () => {
    const { paidRao, subnets, bar } = recordedDays['2026-08-07'];
    const total = paidRao!.reduce((sum, paid) => sum + paid, 0);
    const paid = new Map(subnets.map(({ netuid }, k) => [netuid, paidRao![k] / total]));
    const eligible = payable('2026-08-07');
    const errors = sharesByRules(eligible, { ...chainRules, bar: bar! }).map((share, k) =>
      Math.abs(real(share) - paid.get(eligible[k].netuid)!),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / subnets.length).toBeLessThanOrEqual(1e-7);
    expect(Math.max(...errors)).toBeLessThanOrEqual(2.5e-6);
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });

  it('at a rank beyond all are those at the last rank, where the overflow shuts the gate for the seven largest; else a low bar opens it', () => {
    const subnets = payable('2026-08-07');
    const at = (rank: number) => sharesByRules(subnets, { ...chainRules, rank });
    expect(at(4096)).toEqual(at(92));
    const open = sharesByRules(subnets, { ...chainRules, rank: null }).map(real);
    const beyond = at(4096).map(real);
    const largest = open.map((_, k) => k).sort((one, other) => open[other] - open[one]);
    const shut = largest.filter((k) => open[k] > 0.01 && beyond[k] < 1e-6);
    expect(shut).toEqual(largest.slice(0, 7));
    // Of what passes, each keeps its part among those that are not shut out, but for the few near the last bar.
    const rest = largest.slice(7, 60);
    const sum = (shares: number[]) => rest.reduce((total, k) => total + shares[k], 0);
    for (const k of rest) expect(beyond[k] / sum(beyond)).toBeCloseTo(open[k] / sum(open), 4);
    const near = sharesByRules(subnets, { ...chainRules, rank: 91 }).map(real);
    for (const k of largest.slice(0, 60)) expect(near[k]).toBeCloseTo(open[k], 4);
  });
});

describe('the world of the gate', () => {
  it('stands still to the bit where prices answer nothing and no subnet is founded', () => {
    let subnets: ReturnType<typeof foundMarket> = foundMarket('2026-08-07', clients, 'a');
    const shares = sharesOf(subnets, chainRules);
    for (let day = 0; day < 5; day++) subnets = [...nextDay(subnets, shares, still, day, 'a')];
    expect(sharesOf(subnets, chainRules)).toEqual(shares);
    const pure = sharesOf(subnets, bare);
    expect(pure).toEqual(sharesByRules(payable('2026-08-07'), bare).map(shareOf));
  });

  it('pays on its first day what the chain paid, but for the age of the bar', () => {
    const { measures } = gate.run({ days: 0 }, 'a');
    const paid = concentrationOf(recordedDays['2026-08-07'].paidRao!);
    // The bar of that block was read up to 360 blocks before; here it is of the block itself.
    expect(Math.abs(measures.effective! - paid.effective)).toBeLessThan(0.01);
    expect(Math.abs(measures.top8! - paid.top8)).toBeLessThan(2e-4);
    expect(measures.leadKept).toBeCloseTo(1, 9);
  });

  it('closes its loop with a gain of elasticity · (1 + exponent · (1 − gate)), of the elasticity alone without a gate', () => {
    const subnets = foundMarket('2026-08-07', clients, 'a');
    const place = placeBelowBar(subnets);
    const demand = sharesOf(subnets, { ...chainRules, rank: null, switches: false })[place];
    const bar = Number(recordedDays['2026-08-07'].bar) / 2 ** 64;
    const open = 1 / (1 + (bar / demand) ** 3);
    const [share, plain] = [chainRules, { ...chainRules, rank: null }].map(
      (rules) => sharesOf(subnets, rules)[place],
    );
    // A subnet's own share is in the sum that all are divided by.
    expect(gainAt(subnets, place, chainRules, 0.3)).toBeCloseTo(0.3 * (1 + 3 * (1 - open)) * (1 - share), 1);
    expect(gainAt(subnets, place, { ...chainRules, rank: null }, 0.3)).toBeCloseTo(0.3 * (1 - plain), 3);
  });

  it('lets a lead fade at an elasticity of 0.3, and grow at 0.6 with the gate but not without', () => {
    const kept = (set: Record<string, number | boolean>) =>
      gate.run({ days: 30, noise: 0, foundingEvery: 0, ...set }, 'a').measures.leadKept!;
    expect(kept({})).toBeLessThan(1);
    expect(kept({ elasticity: 0.6 })).toBeGreaterThan(1);
    expect(kept({ elasticity: 0.6, gate: false })).toBeLessThan(1);
  });

  it('founds a newcomer in place of the subnet of the lowest moving price, unpaid until root turns it on', () => {
    const start = foundMarket('2026-08-07', clients, 'a');
    const lowest = start.reduce((least, one) => (one.moving < least.moving ? one : least));
    const setting = { ...still, foundingEvery: 1, switchOnAfter: 2 };
    let subnets = nextDay(start, sharesOf(start, chainRules), setting, 0, 'a');
    const of = () => subnets.find(({ netuid }) => netuid === lowest.netuid)!;
    expect(of()).toMatchObject({ born: 0, moving: 0, rated: { emissionEnabled: false } });
    for (let day = 1; day < 3; day++)
      subnets = nextDay(subnets, sharesOf(subnets, chainRules), { ...setting, foundingEvery: 0 }, day, 'a');
    expect(of().rated.emissionEnabled).toBe(true);
    expect(of().moving).toBeGreaterThan(0);
    // Half-life 5 days times 1/29 and 2/30: the average of a newcomer is slow.
    const weight = (age: number) => 1 - 2 ** (-age / (age + 28) / 5);
    expect(of().moving).toBeCloseTo(of().price * (1 - (1 - weight(1)) * (1 - weight(2))), 12);
  });

  it('takes the same clients and luck under all rules, and others by another seed', () => {
    const clientsOf = (seed: string) => foundMarket('2026-08-07', clients, seed).map(({ value }) => value);
    expect(clientsOf('a')).toEqual(clientsOf('a'));
    expect(clientsOf('a')).not.toEqual(clientsOf('b'));
    expect(foundMarket('2026-08-07', clients, 'a').filter(({ hasClients }) => hasClients)).toHaveLength(38);
    expect(gate.run({ days: 3 }, 'a')).toEqual(gate.run({ days: 3 }, 'a'));
  });
});
