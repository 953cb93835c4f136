import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gradientStepsPerDay } from '../../../agents/market/gradients.ts';
import { cpu, devices, largestServed } from '../../../agents/market/hardware.ts';
import { Hearsay } from '../../../agents/market/hearsay.ts';
import { Ideas } from '../../../agents/market/ideas.ts';
import { modelFor, nearer } from '../../../agents/market/imitation.ts';
import { marketMeasures } from '../../../agents/market/measures/catalogue.ts';
import { outlookOf } from '../../../agents/market/prospects.ts';
import { gapAfter, stepsBehind } from '../../../agents/market/training.ts';
import { qualityModelOf } from '../../../agents/qualityModel.ts';
import { forwardFlop } from '../../../agents/queryDemand.ts';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { founderModels } from '../../../agents/scenarios/found.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { canonical } from '../../../experiments/base/canonical.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { metricsOf } from '../../../sim/metrics/measure.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/** What is measured in worlds that turn its cause on alone. */
const innovationMetrics = marketMeasures.filter(({ applies }) => applies !== undefined).flatMap(metricsOf);

type Settings = Record<string, number | string | boolean>;

const trial = (set: Settings, days = 4) =>
  runTrial({
    ruleset: 'nakamoto-2022',
    scenario: 'nakamoto-256',
    arithmetic: 'float64',
    set: { 'market.on': true, ...set },
    warmUpDays: 1,
    days,
    seed: '1',
  });

/** A trial's row without what only these settings write into it. */
const without = ({ measures, ...rest }: ReturnType<typeof trial>) => ({
  ...rest,
  measures: Object.fromEntries(
    Object.entries(measures).filter(([name]) => innovationMetrics.every((own) => own.name !== name)),
  ),
});

/** Founders with a CPU each that nobody replaces, moves or switches off: their models and their losses after some days. */
function foundersAfter(days: number, set: Settings) {
  const scenario = scenarioOf('nakamoto-256')!;
  const all = {
    'market.on': true,
    'scenario.arrivalRate': 0,
    'market.gpuAccess': 0,
    'market.exitDays': 1000,
    ...set,
  };
  const plan = { scenario, ruleset: 'nakamoto-2022', arithmetic: 'float64', set: all, seed: '1' } as const;
  const { world, cast, truth } = populate(plan);
  const loss = () => [...truth.loss];
  const modelOf = founderModels(world, {} as never, scenario, '1', qualityModelOf(world.hyperparameters));
  for (const _ of simulate(world, cast, world.block + days * blocksPerDay));
  const most = largestServed(devices[cpu], { batch: 32, sequenceLength: 256 });
  return loss().flatMap((shown, uid) => {
    if (shown === 0) return [];
    const { size, misconfigured } = modelOf(uid);
    return [{ uid, size: Math.min(size, most), factor: misconfigured ? 1.35 : 1, loss: shown }];
  });
}

/** The published law in plain arithmetic. */
const ofSize = (size: number) => (8.8e13 / size) ** 0.076;
const ofSteps = (steps: number) => (2100 / steps) ** 0.76;

/** Measures that came after the digests below were taken. */
const younger = new Set([
  'clientGainPerTao',
  'clientLoss',
  'cpuProfit',
  'diversity',
  'paidByDay1',
  'paidByDay3',
  'validatorSkill',
  'validatorsLearn',
  'viableEvictions',
  'viableEvictionsCut100',
  'viableEvictionsCut25',
]);

const knownThen = ({ measures, ...rest }: ReturnType<typeof trial>) => ({
  ...rest,
  measures: Object.fromEntries(Object.entries(measures).filter(([name]) => !younger.has(name))),
});

describe('nothing of it', () => {
  it('moves a byte of a market where it is off: rows are those of before it existed', () => {
    const digest = (set: Settings) =>
      createHash('sha256')
        .update(canonical(knownThen(trial(set))))
        .digest('hex');
    expect(digest({})).toBe('189bba6a965af4ebaf27a8d2880c4b68340e3ec52586c283e821431a1263a193');
    const crash = { 'market.price': 'crash', 'market.shockDay': 3, 'market.slippage': 0.3 };
    expect(digest(crash)).toBe('b850ec6d65524aaabcd3ed459d560f78c6f09516c76b8ba33b6bcf3cd42638b5');
  });
});

describe('training', () => {
  it('takes a model down the law of Kaplan, and a gap and its steps are each other’s inverse', () => {
    expect(gapAfter(2100)).toBe(1);
    expect(gapAfter(17_456)).toBeCloseTo(ofSteps(17_456), 12);
    for (const gap of [0.01, 0.2, 3]) expect(gapAfter(stepsBehind(gap))).toBeCloseTo(gap, 12);
  });

  it('leaves every miner at the loss that the law has for its size and the operations it spent', () => {
    const days = 5;
    const founders = foundersAfter(days, { 'market.trainingShare': 0.5 });
    expect(founders).toHaveLength(224);
    const first = 2100 * 0.2 ** (-1 / 0.76);
    for (const { size, factor, loss } of founders) {
      const steps = (0.5 * 0.2e12 * 86_400 * days) / (6 * size * 2 ** 19);
      expect(loss).toBeCloseTo(factor * (ofSize(size) + ofSteps(first + steps)), 9);
    }
  });

  it('stops with the device: who has run out of money stays at the loss it had', () => {
    const broke = { 'market.trainingShare': 1, 'market.slippage': 1 };
    const [day9, day12] = [foundersAfter(9, broke), foundersAfter(12, broke)];
    expect(day9).toEqual(day12);
    const on = foundersAfter(12, { 'market.trainingShare': 1 });
    expect(on.every(({ loss }, k) => loss < day12[k].loss)).toBe(true);
  });

  it('of gradients is worth a step for each 2^19 tokens that validators send back', () => {
    const asking = { validators: 32, sweepBlocks: 250, tokens: 32 * 256 };
    expect(gradientStepsPerDay(asking, 1)).toBeCloseTo((32 * (86_400 / 3000) * 8192) / 524_288, 12);
    const first = 2100 * 0.2 ** (-1 / 0.76);
    for (const { size, factor, loss } of foundersAfter(2, {
      'market.gradientShare': 1,
      'market.gradientGain': 100,
    }))
      expect(loss).toBeCloseTo(factor * (ofSize(size) + ofSteps(first + 2 * 1440)), 9);
  });
});

describe('ideas', () => {
  it('come by a Poisson process, the same whether one looks once or often', () => {
    const [once, often] = [new Ideas('1', 0.1), new Ideas('1', 0.1)];
    const counts = Array.from({ length: 4000 }, (_, serial) => once.until(1000 + 30 * 7200, serial, 1000));
    const stepwise = counts.map((_, serial) => {
      let sum = 0;
      for (let day = 1; day <= 30; day++) sum += often.until(1000 + day * 7200, serial, 1000);
      return sum;
    });
    expect(stepwise).toEqual(counts);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    // Mean and variance 3; four standard errors: 4 √(3/4000) and 4 √((3 + 2·9)/4000).
    expect(Math.abs(mean - 3)).toBeLessThan(0.11);
    expect(Math.abs(variance - 3)).toBeLessThan(0.29);
  });
});

describe('a cheaper way', () => {
  it('spreads along the logistic curve that the days of an e-fold say', () => {
    const people = 20_000;
    const [days, step] = [10, 1 / 6];
    const hearsay = new Hearsay('1', days);
    const knows = Array.from({ length: people }, (_, serial) => serial < 400);
    const curve = (day: number) => 1 / (1 + ((1 - 0.02) / 0.02) * Math.exp(-day / days));
    for (let look = 1; look <= 6 * 80; look++) {
      const share = knows.filter(Boolean).length / people;
      // 400 who begin differ by 5 %, a twentieth of an e-fold: at most 0.0125 of the share; four of these.
      expect(Math.abs(share - curve((look - 1) * step))).toBeLessThan(0.05);
      for (let serial = 0; serial < people; serial++)
        if (!knows[serial] && hearsay.hears(serial, 1, share, step)) knows[serial] = true;
    }
    expect(knows.filter(Boolean).length).toBeGreaterThan(0.97 * people);
  });

  it('is heard of by nobody while nobody knows it, and by all at once if it takes no days', () => {
    const atOnce = new Hearsay('1', 0);
    for (let serial = 0; serial < 50; serial++) {
      expect(atOnce.hears(serial, 1, 0, 1)).toBe(false);
      expect(atOnce.hears(serial, 1, 1 / 50, 1)).toBe(true);
    }
  });

  it('is known to newcomers as often as to those who are there', () => {
    const hearsay = new Hearsay('1', 10);
    const known = Array.from({ length: 4000 }, (_, serial) => hearsay.knownTo(serial, [1, 0.6, 0.25]));
    const share = (way: number) => known.filter((own) => own >= way).length / known.length;
    expect(Math.abs(share(1) - 0.6)).toBeLessThan(0.031);
    expect(Math.abs(share(2) - 0.25)).toBeLessThan(0.028);
  });

  it('lets a CPU serve the model whose operations, less the saving, fit into a block', () => {
    const settings = resolve('nakamoto-2022', {
      'market.inventionsPerDay': 1,
      'market.inventionSaving': 0.25,
    });
    const { largest } = outlookOf(settings, qualityModelOf(settings));
    expect(largest).toHaveLength(4);
    for (const [way, served] of largest.entries())
      expect(
        (forwardFlop(served[cpu], { batch: 32, sequenceLength: 256 }) * 0.75 ** way) /
          (12 * devices[cpu].flopPerSecond),
      ).toBeCloseTo(1, 2);
  });

  it('that saves nothing changes nothing, whichever way it saves', () => {
    const usual = trial({});
    for (const spares of ['device', 'rent']) {
      const found = trial({
        'market.inventionsPerDay': 0.02,
        'market.inventionSaving': 0,
        'market.inventionSpares': spares,
      });
      expect(found.measures.inventions).toBeGreaterThan(3);
      expect(found.measures.cheapShare).toBeGreaterThan(0);
      expect(without(found)).toEqual(usual);
    }
  });

  it('that spares rent is paid for in nothing: who knows it keeps the rent and answers as before', () => {
    const all = {
      'market.gpuAccess': 0,
      'scenario.arrivalRate': 0,
      'market.rentSigma': 0,
      'market.exitDays': 1000,
    };
    const known = {
      'market.inventionsPerDay': 5,
      'market.inventionsMost': 1,
      'market.diffusionDays': 0,
      'market.inventionSpares': 'rent',
      'market.inventionSaving': 0.5,
    };
    const [dear, cheap] = [trial(all, 3).measures, trial({ ...all, ...known }, 3).measures];
    expect(cheap.queryNeed).toBe(0.5);
    expect(cheap.answeredLoss).toBe(dear.answeredLoss);
    expect(cheap.qualityPerDollar! / dear.qualityPerDollar!).toBeCloseTo(2, 9);
  });
});

describe('imitators', () => {
  it('have the rest of the way shrink by the same part in every step', () => {
    let size = 1e8;
    for (let step = 0; step < 7; step++) size = nearer(size, 1e9, 0.1);
    expect(Math.log(1e9 / size) / Math.log(10)).toBeCloseTo(0.9 ** 7, 12);
  });

  it('follow the best paid of those they see, and nobody who is paid less than they are', () => {
    const all = Array.from({ length: 50 }, (_, k) => ({ pay: k / 50, size: 1e6 * (k + 1) }));
    const at = (ownPay: number, sees: number, look: number) =>
      modelFor(all, ownPay, sees, { seed: '1', serial: 7, look });
    expect(at(0, 5000, 1)).toBe(all[49]);
    expect(at(0.98, 5000, 1)).toBe(null);
    for (let look = 0; look < 200; look++) expect(at(0.5, 3, look)?.pay ?? 1).toBeGreaterThan(0.5);
    // One is seen: half of all looks find somebody who is paid more.
    const found = Array.from({ length: 2000 }, (_, look) => at(0.5, 1, look)).filter((one) => one !== null);
    expect(Math.abs(found.length / 2000 - 0.48)).toBeLessThan(0.045);
  });

  it('that take no step change nothing, and those that do grow more alike', () => {
    const usual = trial({});
    const still = trial({ 'market.imitatorShare': 1, 'market.imitatorStep': 0 });
    expect(without(still)).toEqual(usual);
    const moving = trial({ 'market.imitatorShare': 1, 'market.imitatorStep': 0.5 });
    expect(moving.measures.sizeSpread).toBeLessThan(0.8 * still.measures.sizeSpread!);
  });
});
