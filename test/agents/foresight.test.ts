import { describe, expect, it } from 'vitest';
import { burnAhead, immunityOf } from '../../agents/foresight.ts';
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

const learning = { 'validator.alpha': 0.1, 'validator.sweepBlocks': 250 };
const told = (immune: number) => ({
  immune,
  hyperparameters: resolve('finney-2023', { ...learning, immunityPeriod: immunity }),
});

describe('what candidates make of an announced immunity', () => {
  const hyperparameters = resolve('finney-2023', { immunityPeriod: immunity });
  /** Told at block 100: from block 5,000 on it is `to`, and from 9,000 on `later`. */
  const immuneAt = (block: number, to: number, later = to) =>
    immunityOf(
      { block, hyperparameters },
      {
        name: 'immunityPeriod',
        from: 100,
        changes: [to, later].map((immunityPeriod, k) => ({
          block: 5000 + 4000 * k,
          hyperparameters: resolve('finney-2023', { immunityPeriod }),
        })),
      },
    );

  it('is that of the day before they are told, and where it ends before the change', () => {
    expect(immunityOf({ block: 4500, hyperparameters }, null)).toBe(immunity);
    expect(immuneAt(100, 3000)).toBe(immunity);
    expect(immuneAt(4000, 3000)).toBe(immunity);
  });

  it('is longer by a change that comes while they are immune, step by step', () => {
    expect(immuneAt(4001, 3000)).toBe(3000);
    // 3,000 blocks from 4,001 end before the second step; 6,000 do not.
    expect(immuneAt(4001, 3000, 20_000)).toBe(3000);
    expect(immuneAt(4001, 6000, 20_000)).toBe(20_000);
  });

  it('ends at a change to less, not before it', () => {
    expect(immuneAt(4500, 100)).toBe(500);
    expect(immuneAt(4950, 100)).toBe(100);
  });

  it('moves the odds of survival by what a newcomer shows at its end, as smooth foresight does', () => {
    const record = new TrackRecord(settledMiners().book);
    record.judge(viewOf(createNetwork(10), 0));
    for (const block of [0, 10, 20]) record.seated(3, block);
    // Two were evicted, none is known to have survived: (1 + 0) / (1 + 2).
    expect(record.expected(0)).toBe(1 / 3);
    const shown = (blocks: number) => 1 - 0.9 ** (blocks / 250);
    const odds = (1 / 2) * (shown(3000) / shown(1000)) ** (1.7 / 0.3);
    expect(record.expected(0, told(3000))).toBeCloseTo(odds / (1 + odds), 12);
    expect(record.expected(0, told(500))).toBeLessThan(1 / 3);
    expect(record.expected(0, told(immunity))).toBeCloseTo(1 / 3, 12);
  });

  it('brings more of them in than a change that nobody is told of, from its notice on', () => {
    const before = { immunityPeriod: 500, 'scenario.foresightHorizonDays': 3 };
    const decided = {
      'governance.change': 'immunityPeriod',
      'governance.value': 7200,
      'governance.day': 2,
    };
    const coming = (set: TrialPlan['set'], change?: TrialPlan['change']) =>
      seeds.map((seed) => {
        const trial = { ...plan({ ...before, ...set }, seed, 2), ...(change !== undefined && { change }) };
        return runTrial(trial).measures.registrationsPerDay!;
      });
    const untold = { day: 2, set: { immunityPeriod: 7200 } };
    const [observed, none] = ['observed', 'none'].map((foresight) => ({ 'scenario.foresight': foresight }));
    const told = coming({ ...observed, ...decided });
    expect(pairedDifference(told, coming(observed, untold))!.low).toBeGreaterThan(0);
    expect(coming({ ...observed, ...decided, 'governance.noticeDays': 1 })).not.toEqual(told);
    expect(coming({ ...none, ...decided, 'governance.noticeDays': 1 })).toEqual(coming(none, untold));
  });
});

describe('what candidates make of announced bounds of the price', () => {
  const [now, lower] = [
    { minBurn: 2e9, maxBurn: 9e9 },
    { minBurn: 1e9, maxBurn: 5e9 },
  ].map((bounds) => resolve('finney-2023', bounds));
  const ahead = (burn: bigint, block = 100, until = 600) =>
    burnAhead(
      { block, gate: createGate(1n, burn, 0), hyperparameters: now },
      { name: 'minBurn', from: 50, changes: [{ block: 500, hyperparameters: lower }] },
      until,
    );

  it('is a price that goes with its floor, and falls to its ceiling', () => {
    expect(ahead(2_000_000_000n)).toBe(1_000_000_000n);
    expect(ahead(3_000_000_000n)).toBe(3_000_000_000n);
    expect(ahead(7_000_000_000n)).toBe(5_000_000_000n);
  });

  it('is the price of the day before they are told, and where the change comes after they have left', () => {
    expect(ahead(7_000_000_000n, 50)).toBeNull();
    expect(ahead(7_000_000_000n, 100, 499)).toBe(7_000_000_000n);
  });

  it('keeps them waiting for a lower floor, and not those who have not been told', () => {
    // Told three days before, and measured until a fifth of a day before it comes; they wait for 16 hours.
    const decided = { 'governance.change': 'minBurn', 'governance.value': 1e9, 'governance.day': 3.2 };
    const coming = (set: TrialPlan['set']) =>
      seeds.map((seed) => runTrial(plan(set, seed, 1)).measures.registrationsPerDay!);
    const untold = coming({});
    expect(coming(decided)).toEqual(untold);
    const told = coming({ ...decided, 'governance.noticeDays': 3 });
    for (const [k, some] of told.entries()) expect(some).toBeLessThan(untold[k]);
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
