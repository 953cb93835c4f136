import { describe, expect, it } from 'vitest';
import { type Account, newAccount } from '../../../../agents/market/accounts.ts';
import { asic } from '../../../../agents/market/asic.ts';
import type { MarketEvent, MarketState } from '../../../../agents/market/marketEvent.ts';
import { asics } from '../../../../agents/market/measures/asics.ts';
import { cheaperWays } from '../../../../agents/market/measures/cheaperWays.ts';
import { exits } from '../../../../agents/market/measures/exits.ts';
import { gpuShare } from '../../../../agents/market/measures/gpuShare.ts';
import { investments } from '../../../../agents/market/measures/investments.ts';
import { licences } from '../../../../agents/market/measures/licences.ts';
import type { AnyMarketMeasure, MarketContext } from '../../../../agents/market/measures/marketMeasure.ts';
import { minerProfit } from '../../../../agents/market/measures/minerProfit.ts';
import { runningShare } from '../../../../agents/market/measures/runningShare.ts';
import { training } from '../../../../agents/market/measures/training.ts';
import type { Person } from '../../../../agents/market/person.ts';
import { resolve } from '../../../../sim/hyperparameters/registry.ts';
import { finishAll, seeAll, startAll } from '../../../../sim/metrics/measure.ts';
import { blocksPerDay } from '../../../../sim/units.ts';

/** Everything that a market can have, so that every measure applies. */
const hyperparameters = resolve('finney-2023', {
  'market.inventionSaving': 0.5,
  'market.inventionsPerDay': 1,
  'market.licences': true,
  'market.trainingShare': 0.5,
  'market.asicDay': 1,
  'market.makers': 2,
});
const from = 1000;
/** Four days are measured. */
const at = (day: number): MarketContext => ({ hyperparameters, from, block: from + day * blocksPerDay });
const measures: readonly AnyMarketMeasure[] = [
  asics,
  cheaperWays,
  exits,
  gpuShare,
  investments,
  licences,
  minerProfit,
  runningShare,
  training,
] as readonly AnyMarketMeasure[];

type Happening = MarketEvent extends infer Event
  ? Event extends MarketEvent
    ? Omit<Event, 'block'>
    : never
  : never;

/** What the measures say of four days in which this happened, each at a day. */
function said(...happenings: readonly (readonly [day: number, Happening])[]) {
  const running = startAll(measures, at(0));
  for (const [day, happening] of happenings) {
    const { block } = at(day);
    seeAll(running, { ...happening, block } as MarketEvent, at(day));
  }
  return finishAll(running, at(4));
}

const account = (part: Partial<Person>, profit = 0, device = 0): Account => {
  const person = { size: 1e9, misconfigured: false, hasGpus: true, rentFactor: 1, steps: 2_100, ...part };
  return { ...newAccount({ serial: 1, person, opened: 0, cash: 0, seen: 0, device }), profit };
};
/** As much of the market at a look as these measures read. */
const lookAt = (part: Partial<MarketState>): Happening => ({
  kind: 'look',
  state: { accounts: [], gpus: 0, ...part } as MarketState,
});

describe('measures of a market', () => {
  it('count who switched off, a day, and of them the insolvent', () => {
    const found = said(
      [1, { kind: 'exit', insolvent: true }],
      [2, { kind: 'exit', insolvent: false }],
      [3, { kind: 'exit', insolvent: false }],
    );
    expect([found.exitsPerDay, found.insolvenciesPerDay]).toEqual([0.75, 0.25]);
    expect([said().exitsPerDay, said().insolvenciesPerDay]).toEqual([0, 0]);
  });

  it('are means over the looks of what running miners earn, and of who runs and on what', () => {
    const one = account({}, 3);
    const two = account({}, 5);
    const found = said(
      [1, lookAt({ running: [one, two], accounts: [one, two, two, two], gpus: 1 })],
      [2, lookAt({ running: [one], accounts: [one, two], gpus: 1 })],
      [3, lookAt({ running: [], accounts: [one], gpus: 0 })],
    );
    expect(found.minerProfit).toBeCloseTo((4 + 3) / 2, 12);
    expect(found.runningShare).toBeCloseTo((0.5 + 0.5 + 0) / 3, 12);
    expect(found.gpuShare).toBeCloseTo((0.5 + 1) / 2, 12);
  });

  it('count what devices cost, and how much of it was not paid back when they were given up', () => {
    const { block } = at(0);
    const investment = { cost: 80, since: block, paidBackAt: block + 4 * blocksPerDay };
    const found = said(
      [0, { kind: 'investment', cost: 80 }],
      [0, { kind: 'investment', cost: 20 }],
      [1, { kind: 'loss', investment, how: 'given up' }],
      [1, { kind: 'loss', investment, how: 'lost' }],
    );
    expect([found.investments, found.investedUsd]).toEqual([2, 100]);
    expect([found.regrettedChanges, found.lostInvestments]).toEqual([1, 1]);
    expect(found.regrettedUsd).toBeCloseTo(60, 10);
  });

  it('count cheaper ways that were found and copied, and what the running need by them', () => {
    const found = said(
      [1, { kind: 'lesson', invented: true }],
      [1, { kind: 'lesson', invented: false }],
      [2, { kind: 'lesson', invented: false }],
      [3, lookAt({ running: [account({}), account({ way: 2 })] })],
    );
    expect([found.inventions, found.waysCopied, found.cheapShare]).toEqual([1, 2, 0.5]);
    expect(found.queryNeed).toBeCloseTo((1 + 0.25) / 2, 12);
  });

  it('count licences that were sold and kept, and what they cost', () => {
    const found = said(
      [1, { kind: 'licence', price: 10 }],
      [1, { kind: 'licence', price: 20 }],
      [2, { kind: 'licence', price: null }],
    );
    expect([found.licencesSold, found.licencesKept, found.licencePrice]).toEqual([2, 1, 15]);
    expect(said().licencePrice).toBeNull();
  });

  it('count ASICs that were sold and that their makers mine with, and what a maker keeps a day', () => {
    const made = { kind: 'asic', unitCost: 100, entry: 7 } as const;
    const found = said(
      [0, { ...made, deal: { maker: 0, kind: 'sold', uid: 3, price: 300 } }],
      [0, { ...made, deal: { maker: 1, kind: 'sold', uid: 4, price: 500 } }],
      [0, { ...made, deal: { maker: 1, kind: 'mined' } }],
      [1, { kind: 'mining', usd: 27 }],
      [2, lookAt({ running: [account({}), account({}, 0, asic)] })],
    );
    expect([found.asicsSold, found.asicsMined, found.makerSales, found.asicPrice]).toEqual([2, 1, 800, 400]);
    expect(found.soldShare).toBeCloseTo(2 / 3, 12);
    expect([found.asicShare, found.asicsRunning]).toEqual([0.5, 1]);
    // Two days until the last look, two makers.
    expect(found.makerProfit).toBeCloseTo((800 - 300 - 7 + 27) / 2 / 2, 12);
  });

  it('add up training in petaflop/s-days, and what models have still to learn', () => {
    const found = said(
      [1, { kind: 'training', flop: 1e15 * 3600 * 24 }],
      [2, { kind: 'training', flop: 5e14 * 3600 * 24 }],
      [3, lookAt({ running: [account({}), account({ steps: 4_200 })] })],
    );
    expect(found.trainingCompute).toBeCloseTo(1.5, 12);
    // (2,100 / steps)^0.76 nats above the loss of the size.
    expect(found.trainingGap).toBeCloseTo((1 + 0.5 ** 0.76) / 2, 10);
  });
});
