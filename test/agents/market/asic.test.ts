import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asic, asicsBy } from '../../../agents/market/asic.ts';
import type { Market } from '../../../agents/market/market.ts';
import { marketMeasures } from '../../../agents/market/measures/catalogue.ts';
import { dealsOf } from '../../../agents/market/vendors.ts';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { freeBalance } from '../../../sim/ledger.ts';
import { metricsOf } from '../../../sim/metrics/measure.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/** What is measured in worlds that turn its cause on alone. */
const innovationMetrics = marketMeasures.filter(({ applies }) => applies !== undefined).flatMap(metricsOf);

type Settings = Record<string, number | string | boolean>;

const trial = (set: Settings, days = 5, warmUpDays = 1) =>
  runTrial({
    ruleset: 'nakamoto-2022',
    scenario: 'nakamoto-256',
    arithmetic: 'float64',
    set: { 'market.on': true, ...set },
    warmUpDays,
    days,
    seed: '1',
  });

const without = ({ measures, ...rest }: ReturnType<typeof trial>) => ({
  ...rest,
  measures: Object.fromEntries(
    Object.entries(measures).filter(([name]) => innovationMetrics.every((own) => own.name !== name)),
  ),
});

const dollars = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('makers of a new device', () => {
  it('sell to those who would pay most, at a price that gives them their part of what a unit is worth over its cost', () => {
    const property = fc.property(
      fc.array(dollars, { maxLength: 30 }),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (worths, units, margin) => {
        const bids = worths.map((most, uid) => ({ uid, most }));
        const deals = dealsOf(bids, [-5, 0, 90], { units, first: 1, unitCost: 100, margin });
        // Closed form where no maker would mine: the best bids above the cost, as many as can be made.
        const paid = [...worths].filter((most) => most > 100).sort((one, other) => other - one);
        const prices = paid.slice(0, units).map((most) => 100 + margin * (most - 100));
        expect(deals.map((deal) => (deal.kind === 'sold' ? deal.price : null))).toEqual(prices);
      },
    );
    fc.assert(property, { numRuns: 200, seed: 1 });
  });

  it('never part with a unit for less than mining with it is worth, nor mine while somebody would pay more', () => {
    const property = fc.property(
      fc.array(dollars, { maxLength: 20 }),
      fc.array(dollars, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 30 }),
      (worths, mining, units) => {
        const bids = worths.map((most, uid) => ({ uid, most }));
        const deals = dealsOf(bids, mining, { units, first: 0, unitCost: 50, margin: 0.5 });
        expect(deals.length).toBeLessThanOrEqual(units);
        const left = new Map(bids.map(({ uid, most }) => [uid, most]));
        const mined = new Set<number>();
        for (const deal of deals) {
          const own = mined.has(deal.maker) ? 0 : mining[deal.maker];
          if (deal.kind === 'sold') {
            expect(deal.price).toBeGreaterThanOrEqual(Math.max(own, 50));
            expect(deal.price).toBeLessThanOrEqual(left.get(deal.uid)!);
            left.delete(deal.uid);
          } else {
            expect(own).toBeGreaterThan(50);
            for (const most of left.values()) expect(most).toBeLessThanOrEqual(own);
            mined.add(deal.maker);
          }
        }
        // What could still be made is worth nobody's while.
        if (deals.length < units) {
          for (const most of left.values())
            expect(most).toBeLessThanOrEqual(
              Math.max(50, ...mining.map((own, k) => (mined.has(k) ? 0 : own))),
            );
          for (const [maker, own] of mining.entries())
            if (!mined.has(maker)) expect(own).toBeLessThanOrEqual(50);
        }
      },
    );
    fc.assert(property, { numRuns: 300, seed: 1 });
  });

  it('have made at no time more than could be made by then', () => {
    const settings = resolve('nakamoto-2022', {
      'market.asicDay': 2,
      'market.asicPerDay': 1.5,
    });
    const by = (day: number) => asicsBy(1000 + day * blocksPerDay, 1000, settings);
    expect([0, 2, 2.6, 2.7, 4, 12].map(by)).toEqual([0, 0, 0, 1, 3, 15]);
    const scarce = { 'market.asicDay': 1, 'market.asicPerDay': 1.5 };
    const { asicsSold, asicsMined, asicsRunning } = trial(scarce, 6).measures;
    expect(asicsSold! + asicsMined!).toBe(9);
    expect(asicsRunning).toBeLessThan(9);
  });

  it('get what miners pay, to the cent, and no RAO is minted or lost by it', () => {
    const scenario = scenarioOf('nakamoto-256')!;
    const set = { 'market.on': true, 'market.asicDay': 1, 'market.asicPerDay': 8 };
    const plan = { scenario, ruleset: 'nakamoto-2022', arithmetic: 'float64', set, seed: '1' } as const;
    const { world, cast, tally } = populate(plan);
    const market = cast.market as Market;
    const move = market.move.bind(market);
    let paid = 0;
    let buyers = 0;
    market.move = (uid, account, change, block) => {
      const before = account.cash;
      move(uid, account, change, block);
      if (change.device !== asic) return;
      paid += before - account.cash;
      buyers += 1;
      expect(account.cash).toBeGreaterThanOrEqual(0);
    };
    const end = world.block + 5 * blocksPerDay;
    for (const _ of simulate(world, cast, end));
    const { makerSales, asicsSold, asicsMined, makerProfit } = tally!.finish(end).measures;
    expect(buyers).toBe(asicsSold);
    expect(buyers).toBeGreaterThan(20);
    expect(makerSales! / paid).toBeCloseTo(1, 9);
    expect(asicsMined).toBe(0);
    // Two makers, 100 dollars a unit, five days.
    expect(makerProfit).toBeCloseTo((paid - 100 * buyers) / 2 / 5, 6);
    let held = freeBalance(world.ledger);
    for (const rao of world.network.stakes.rao) held += rao;
    expect(held).toBe(world.ledger.issuance);
  });

  it('that come too late, or make what costs more to run than it earns, change nothing', () => {
    const usual = trial({});
    for (const set of [{ 'market.asicDay': 1000 }, { 'market.asicDay': 1, 'market.asicRunning': 500 }]) {
      const row = trial({ 'market.asicPerDay': 100, ...set });
      expect(row.measures.asicsSold).toBe(0);
      expect(row.measures.soldShare).toBe(null);
      expect(without(row)).toEqual(usual);
    }
  });

  it('mine themselves where slots are free and no miner looks ahead, a unit a day each, as one owner each', () => {
    const alone = {
      'market.asicDay': 1,
      'market.asicPerDay': 100,
      'market.paybackDays': 0,
      'scenario.hashPrice': 0,
      'scenario.arrivalRate': 0,
    };
    const { measures } = trial({ ...alone, 'market.makers': 3 }, 5);
    expect(measures.asicsSold).toBe(0);
    // Fairs at the end of days 2 to 6: on the day itself none is made yet.
    expect(measures.asicsMined).toBe(3 * 5);
    expect(measures.asicsRunning).toBeGreaterThan(3);
  });

  it('sell all where the price stays or falls, and mine where it runs ahead of the price of a slot', () => {
    const path = (price: string) =>
      trial(
        {
          'market.asicDay': 4,
          'market.asicPerDay': 5,
          'market.makers': 32,
          'market.price': price,
          'market.driftPerDay': 0.2,
        },
        16,
        4,
      ).measures;
    const [bull, flat, bear] = ['bull', 'flat', 'bear'].map(path);
    expect(flat.asicsMined).toBe(0);
    expect(bear.asicsMined).toBe(0);
    expect(bull.asicsMined).toBeGreaterThan(5);
    expect(bear.asicPrice).toBeLessThan(flat.asicPrice!);
  });
});
