import { describe, expect, it } from 'vitest';
import { createMinerBook, enter, type MinerBook } from '../../agents/minerBook.ts';
import { TrackRecord } from '../../agents/trackRecord.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { pairedDifference } from '../../experiments/statistics/paired.ts';
import { createGate } from '../../sim/chainState.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { createNetwork, type Network } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import { blocksPerDay } from '../../sim/units.ts';

const immunity = 1000;
/** A newcomer is judged a day after its immunity has ended. */
const known = immunity + blocksPerDay;

/** Ten miners of rising quality, each paid its quality. */
function settledMiners(): { readonly book: MinerBook; readonly network: Network } {
  const book = createMinerBook(10);
  const network = createNetwork(10);
  network.size = 10;
  for (let uid = 0; uid < 10; uid++) {
    enter(book, uid, { loss: 3, quality: 1 + uid, level: 0, fraction: 0, responds: 1 });
    network.incentive[uid] = (1 + uid) / 55;
  }
  return { book, network };
}

const viewOf = (network: Network, block: number): ChainView => ({
  block,
  network,
  gate: createGate(1n, 0n, 0),
  hyperparameters: resolve('finney-2023', { immunityPeriod: immunity }),
  minersPart: 1e9,
  price: 1,
  payments: ['burn'],
});

describe('the record of newcomers', () => {
  const place = () => {
    const { book, network } = settledMiners();
    const record = new TrackRecord(book);
    const at = (block: number) => {
      record.judge(viewOf(network, block));
      return record;
    };
    return { network, record, at };
  };

  it('says nothing before the fate of one is known', () => {
    const { record, at } = place();
    expect(record.expected(0)).toBeNull();
    record.seated(3, 0);
    expect(at(known - 1).expected(0)).toBeNull();
  });

  it('expects two thirds where one of two survived and is paid like the others, counting one hoped for', () => {
    const { network, record, at } = place();
    record.seated(3, 0);
    record.seated(6, 0);
    // Its neighbours of 4 and 6 are paid 5/55 on average: as much as it is.
    network.incentive[4] = 5 / 55;
    record.seated(3, 10);
    record.seated(4, 20);
    at(known);
    // 6 survived; the first holder of 3 was evicted while immune; those of block 10 and 20 are not known yet.
    expect(record.expected(0)).toBeCloseTo((1 + 1) / (1 + 2), 12);
  });

  it('expects less where those who survive are paid less than settled miners of their quality', () => {
    const { network, record, at } = place();
    record.seated(4, 0);
    network.incentive[4] = 0;
    // Paid 0 of 5/55, and one hoped for in full: half.
    expect(at(known).expected(0)).toBeCloseTo(0.5, 12);
  });

  it('compares pay with settled miners alone', () => {
    const { network, record, at } = place();
    record.seated(5, 0);
    for (const newcomer of [4, 6]) {
      record.seated(newcomer, 5);
      network.incentive[newcomer] = 0;
    }
    // The next settled ones are 3 and 7, paid 4/55 and 8/55: as much as 5 on average.
    expect(at(known).expected(0)).toBeCloseTo(1, 12);
  });

  it('compares the best and the worst of all with the one neighbour that they have', () => {
    for (const [newcomer, paid, neighbour] of [
      [0, 1, 2],
      [9, 10, 9],
    ]) {
      const { record, at } = place();
      record.seated(newcomer, 0);
      // Paid `paid` of what its neighbour is paid, and one hoped for in full.
      expect(at(known).expected(0)).toBeCloseTo((neighbour + paid) / (2 * neighbour), 12);
    }
  });

  it('forgets what lies further back than the horizon', () => {
    const { record, at } = place();
    record.seated(3, 0);
    record.seated(3, 100);
    expect(at(200).expected(100)).toBeCloseTo(0.5, 12);
    expect(at(200).expected(101)).toBeNull();
  });

  it('does not count those who come to validate', () => {
    const { record, at } = place();
    record.seated(3, 0, false);
    record.seated(3, 100, false);
    expect(at(known + 100).expected(0)).toBeNull();
  });
});

const seeds = [1, 2, 3, 4];
const plan = (set: TrialPlan['set'], seed: number, days: number): TrialPlan => ({
  ruleset: 'finney-2023',
  scenario: 'synthetic',
  arithmetic: 'float64',
  warmUpDays: 2,
  days,
  seed: String(seed),
  // One price for ever, so that demand alone decides who comes.
  set: {
    minBurn: 3e12,
    maxBurn: 3e12,
    minDifficulty: 2 ** 62,
    maxDifficulty: 2 ** 62,
    'scenario.synergy': 'table',
    ...set,
  },
});
const registrations = (set: TrialPlan['set'], days = 8): number[] =>
  seeds.map((seed) => runTrial(plan(set, seed, days)).measures.registrationsPerDay!);

describe('candidates that see how newcomers fared', () => {
  const none = { 'scenario.foresight': 'none' };
  const observed = { 'scenario.foresight': 'observed' };

  it('decide as without foresight until the fate of a newcomer is known', () => {
    // A day in which none loses its immunity, and few enough come for the founders' slots.
    const early = { immunityPeriod: 7200, 'scenario.arrivalRate': 0.2 };
    const run = (set: TrialPlan['set']) =>
      runTrial({ ...plan({ ...early, ...set }, 1, 0.5), warmUpDays: 0.5 });
    expect(run(observed)).toEqual(run(none));
  });

  it('come less often where newcomers fare badly, and immunity moves how much less', () => {
    const lost = (immunityPeriod: number) =>
      registrations({ ...none, immunityPeriod }).map((hoping, k) => {
        const seeing = registrations({ ...observed, immunityPeriod })[k];
        return 1 - seeing / hoping;
      });
    const brief = lost(500);
    const long = lost(7200);
    expect(Math.min(...brief)).toBeGreaterThan(0.3);
    expect(pairedDifference(brief, long)!.low).toBeGreaterThan(0);
  });

  it('do not all come and all stay away in turn: registrations do not swing at the scale of the horizon', () => {
    // A swing with a period of up to four horizons would make days half a period apart opposites: below −0.3.
    const horizon = 3;
    const set = { ...observed, immunityPeriod: 1000, 'scenario.foresightHorizonDays': horizon };
    const daily = seeds.map((seed) => runTrial(plan(set, seed, 40)).days.map((day) => day.registrations));
    for (let lag = 1; lag <= 2 * horizon; lag++) {
      const swings = daily.map((series) => autocorrelation(series, lag));
      expect(swings.reduce((sum, one) => sum + one, 0) / seeds.length, `lag ${lag}`).toBeGreaterThan(-0.3);
    }
  });
});

function autocorrelation(series: readonly number[], lag: number): number {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  let [together, alone] = [0, 0];
  for (const [k, value] of series.entries()) {
    alone += (value - mean) ** 2;
    if (k >= lag) together += (value - mean) * (series[k - lag] - mean);
  }
  return together / alone;
}
