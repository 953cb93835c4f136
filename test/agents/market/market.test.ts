import { describe, expect, it } from 'vitest';
import { cpu, devices, largestServed, spareMemory } from '../../../agents/market/hardware.ts';
import { dailyReturns, pricePath } from '../../../agents/market/pricePath.ts';
import { marketColumns } from '../../../agents/market/series.ts';
import { answerSeconds, forwardFlop } from '../../../agents/queryDemand.ts';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { freeBalance } from '../../../sim/ledger.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const world = (set: Record<string, number | string | boolean>, days = 6, scenario = 'nakamoto-256') =>
  runTrial({
    ruleset: 'nakamoto-2022',
    scenario,
    arithmetic: 'float64',
    set: { 'market.on': true, ...set },
    warmUpDays: 1,
    days,
    seed: '1',
  });

const column = (name: (typeof marketColumns)[number]) => marketColumns.indexOf(name);

describe('miners of a market', () => {
  it('fail as those outside of it do', () => {
    const qualityOf = (failPerDay: number) =>
      runTrial({
        ruleset: 'nakamoto-2022',
        scenario: 'synthetic',
        arithmetic: 'float64',
        set: { 'market.on': true, 'scenario.arrivalRate': 0, 'scenario.failPerDay': failPerDay },
        warmUpDays: 1,
        days: 1,
        seed: '1',
      }).measures.networkQuality!;
    // Half of the sound ones, and 0.35 of their loss.
    expect(qualityOf(0.5)).toBeGreaterThan(qualityOf(0) + 0.2);
  });
});

describe('devices', () => {
  const query = { batch: 32, sequenceLength: 256 };

  it('have the figures of their makers, the rent of the list, and the network that hosts offer', () => {
    const figures = devices.map(({ name, peakFlop, memory, bytesPerSecond, rentPerHour }) => [
      name,
      peakFlop / 1e12,
      memory / 1e9,
      (8 * bytesPerSecond) / 1e9,
      rentPerHour,
    ]);
    // TFLOP/s, GB, Gbit/s, US dollars an hour.
    expect(figures).toEqual([
      ['CPU', 0.2, 64, 1, 0.06],
      ['RTX 3090', 71, 24, 0.48, 0.22],
      ['RTX 4090', 165, 24, 0.48, 0.34],
      ['A100', 312, 80, 10, 1.39],
      ['H100', 989, 80, 10, 2.69],
    ]);
  });

  it('answer in 12 s with the largest model they serve, and not with one a thousandth larger', () => {
    for (const device of devices) {
      const size = largestServed(device, query);
      const holds = spareMemory(device, size, query) >= 0 && answerSeconds(size, query, device) <= 12;
      expect(holds, device.name).toBe(true);
      const more = 1.001 * size;
      expect(
        spareMemory(device, more, query) < 0 || answerSeconds(more, query, device) > 12,
        device.name,
      ).toBe(true);
    }
  });

  it('a CPU serves what its operations in 12 s allow, and less than a quarter at four times the sequence', () => {
    const short = largestServed(devices[cpu], query);
    const long = largestServed(devices[cpu], { batch: 32, sequenceLength: 1024 });
    expect(forwardFlop(short, query) / (12 * devices[cpu].flopPerSecond)).toBeCloseTo(1, 2);
    // Attention grows with the square of the sequence: more than four times, for small models most.
    expect(short / long).toBeGreaterThan(4);
    expect(short / long).toBeLessThan(5);
  });

  it('no larger device is slower than a smaller one and none that costs more serves less', () => {
    for (const [k, device] of devices.entries()) {
      if (k === 0) continue;
      expect(device.rentPerHour).toBeGreaterThan(devices[k - 1].rentPerHour);
      expect(device.flopPerSecond).toBeGreaterThan(devices[k - 1].flopPerSecond);
    }
  });
});

describe('the price', () => {
  const path = (set: Record<string, unknown>, seed = '1') =>
    pricePath(resolve('nakamoto-2022', set), seed, 1000);
  const day = (k: number) => 1000 + k * blocksPerDay;

  it('of a crash loses its part at once, and is back when the crash is over', () => {
    const crash = path({ 'market.price': 'crash', 'market.shockDay': 2, 'market.shockLasts': 3 });
    expect([1.999, 2, 4.999, 5].map((k) => crash(day(k)))).toEqual([
      50,
      expect.closeTo(10, 9),
      expect.closeTo(10, 9),
      50,
    ]);
  });

  it('of a bear market falls by the same part every day', () => {
    const bear = path({ 'market.price': 'bear', 'market.driftPerDay': 0.02 });
    expect(bear(day(34.657359)) / bear(day(0))).toBeCloseTo(0.5, 6);
  });

  it('drawn from the past moves as the past did: the same spread of daily returns over 400 seeds', () => {
    const moves: number[] = [];
    for (let seed = 0; seed < 400; seed++) {
      const drawn = path({ 'market.price': 'bootstrap' }, String(seed));
      for (let k = 1; k <= 30; k++) moves.push(Math.log(drawn(day(k)) / drawn(day(k - 1))));
    }
    const sd = (xs: readonly number[]) => {
      const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
      return Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / xs.length);
    };
    // The published spread of TAO's daily returns is 0.0576.
    expect(sd(dailyReturns)).toBeCloseTo(0.0576, 4);
    expect(sd(moves)).toBeGreaterThan(0.054);
    expect(sd(moves)).toBeLessThan(0.061);
  });
});

describe('a market of miners', () => {
  it('where nobody comes and the price stays, nothing drifts once those the validators never pay have gone', () => {
    const { market } = world({ 'scenario.arrivalRate': 0 }, 9);
    const states = market!.map((point) =>
      (['compute', 'running', 'gpus', 'exits', 'changes'] as const).map((name) => point[column(name)]),
    );
    const settled = states.slice(30);
    for (const state of settled) expect(state).toEqual(settled[0]);
    const [, running, gpus, exits, changes] = settled[0];
    expect(running + exits).toBe(224);
    // 5 % of the scores are cut off the rows.
    expect(exits).toBeLessThanOrEqual(0.05 * 224);
    expect(changes).toBe(0);
    expect(gpus).toBe(states[0][2]);
    expect(gpus).toBeGreaterThan(10);
  });

  it('after a crash rents fewer GPUs, and the same world without it does not', () => {
    const shock = { 'market.price': 'crash', 'market.shockDay': 3 };
    const [crashed, flat] = [world(shock), world({})].map(({ market }) => market!);
    const at = (series: typeof flat, day: number) => series.find(([now]) => now >= day)!;
    const untilShock = (series: typeof flat) => series.filter(([now]) => now < 3);
    expect(untilShock(crashed)).toEqual(untilShock(flat));
    expect(at(crashed, 6)[column('compute')]).toBeLessThan(0.5 * at(flat, 6)[column('compute')]);
    // Hashes cost dollars: five times dearer in TAO, and difficulty gives way by log2 5 or more.
    const fallen = (series: typeof flat) =>
      series.filter(([now]) => now >= 4.5).reduce((sum, point) => sum + point[column('log2Difficulty')], 0) /
      series.filter(([now]) => now >= 4.5).length;
    expect(fallen(flat) - fallen(crashed)).toBeGreaterThan(1.8);
  });

  it('meets a path that begins while it runs: at the price of that day, and a crash of day 0 at once', () => {
    const set = {
      'market.on': true,
      'market.price': 'bull',
      'market.driftPerDay': 0.1,
      'market.shockDay': 0,
    };
    const priceOf = (change: TrialPlan['change']) =>
      runTrial({
        ...{ ruleset: 'nakamoto-2022', scenario: 'synthetic', arithmetic: 'float64', seed: '1' },
        ...{ set: { ...set, 'scenario.synergy': 'table' }, warmUpDays: 0, days: 4 },
        ...(change !== undefined && { change }),
      }).market!.map((point) => point[column('price')]);
    const crashed = priceOf({ day: 2, set: { 'market.price': 'crash', 'market.shockLasts': 1 } });
    const rising = priceOf(undefined);
    expect(crashed.slice(0, 11)).toEqual(rising.slice(0, 11));
    const reached = 50 * Math.exp(0.1 * 2);
    for (const price of crashed.slice(12, 17)) expect(price).toBeCloseTo(0.2 * reached, 4);
    for (const price of crashed.slice(18)) expect(price).toBeCloseTo(reached, 4);
    // A change of another setting leaves the path alone.
    expect(priceOf({ day: 2, set: { immunityPeriod: 100 } })).toEqual(rising);
  });

  it('that cannot sell goes out of business: with all proceeds lost every reserve runs out', () => {
    const { measures } = world(
      { 'market.slippage': 1, 'scenario.arrivalRate': 0, 'market.exitDays': 1000 },
      9,
    );
    expect(measures.runningShare).toBeLessThan(1);
    expect(measures.insolvenciesPerDay! * 9).toBeCloseTo(224, 0);
  });

  it('mints and burns nothing: every RAO is on a hotkey or in a balance, and what is sold the market holds', () => {
    const scenario = scenarioOf('nakamoto-256')!;
    const set = { 'market.on': true, 'market.price': 'crash', 'market.shockDay': 1 };
    const plan = { scenario, ruleset: 'nakamoto-2022', arithmetic: 'float64', set, seed: '1' } as const;
    const { world: chain, cast } = populate(plan);
    const before = chain.ledger.balances.get(-1)!;
    for (const _ of simulate(chain, cast, chain.block + 4 * blocksPerDay));
    let held = freeBalance(chain.ledger);
    for (const rao of chain.network.stakes.rao) held += rao;
    expect(held).toBe(chain.ledger.issuance);
    expect(chain.ledger.balances.get(-1)!).toBeGreaterThan(before);
  });
});

describe('a halving', () => {
  it('halves what a day mints from its day on, and nothing before', () => {
    const scenario = scenarioOf('synthetic')!;
    const plan = { scenario, ruleset: 'nakamoto-2022', arithmetic: 'float64', seed: '1' } as const;
    const { world: chain, cast } = populate({ ...plan, set: { 'market.halvingDay': 1 } });
    const emissions: number[] = [];
    for (const event of simulate(chain, cast, chain.block + 2 * blocksPerDay))
      if (event.kind === 'step') emissions.push(event.payout.emission);
    expect(new Set(emissions.slice(0, 72))).toEqual(new Set([1e11]));
    expect(new Set(emissions.slice(72))).toEqual(new Set([5e10]));
    expect(emissions).toHaveLength(144);
  });
});
