import { describe, expect, it } from 'vitest';
import { failed } from '../../agents/condition.ts';
import { Failures } from '../../agents/failures.ts';
import { together } from '../../agents/fates.ts';
import { Frontier, type FrontierPace } from '../../agents/frontier.ts';
import { Incumbents } from '../../agents/incumbents.ts';
import type { Miner } from '../../agents/miner.ts';
import { createMinerBook, enter, type MinerBook } from '../../agents/minerBook.ts';
import { qualityModelOf } from '../../agents/qualityModel.ts';
import { Repairs } from '../../agents/repairs.ts';
import { lossOfSize } from '../../agents/scoring/scalingLaw.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { createNetwork } from '../../sim/network.ts';
import type { FailureRole } from '../../sim/roles.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';

const sizes = 90e6;
const founded = 1000;

/** A network of miners alike, and what befalls them. */
function network(many: number, misconfigured = false) {
  const book = createMinerBook(many);
  const chain = createNetwork(many);
  chain.size = many;
  const qualityModel = qualityModelOf(resolve('nakamoto-2022', {}));
  for (let uid = 0; uid < many; uid++) {
    chain.hotkey[uid] = uid;
    chain.registrationBlock[uid] = founded - 1;
    const miner: Miner = { size: sizes, misconfigured, responds: 1 };
    book.models[uid] = miner;
    enter(book, uid, qualityModel.answersOf(miner));
  }
  const isExempt = () => false;
  const incumbents = new Incumbents({ book, network: chain, qualityModel, operators: null, isExempt });
  return { book, chain, incumbents, qualityModel };
}

function pass(role: FailureRole, days: number): void {
  while (role.nextBlock <= founded + days * blocksPerDay) role.act(role.nextBlock);
}

const frontierOf = ({ book, incumbents }: ReturnType<typeof network>, pace: Partial<FrontierPace> = {}) =>
  new Frontier(
    book.frontier,
    { perDay: 0.002, followRate: 0, medianLoss: lossOfSize(sizes), ...pace },
    incumbents,
    founded,
  );

/** What a miner makes now. */
const madeBy = ({ loss, frontier }: MinerBook, uid = 0) => loss[uid] - frontier.fallen;

describe('a frontier that moves', () => {
  it.each([false, true])('leaves what an incumbent makes as it is (badly set up: %s)', (misconfigured) => {
    const world = network(3, misconfigured);
    const before = madeBy(world.book);
    pass(frontierOf(world), 50);
    expect(world.book.frontier.fallen).toBeCloseTo(0.1, 12);
    expect(madeBy(world.book)).toBeCloseTo(before, 12);
  });

  it('takes along those who follow it, by their share of its progress', () => {
    for (const followRate of [1, 0.25]) {
      const world = network(3);
      const before = madeBy(world.book);
      pass(frontierOf(world, { followRate }), 50);
      expect(before - madeBy(world.book)).toBeCloseTo(0.1 * followRate, 12);
    }
  });

  it('has an incumbent score as one that was so far behind the frontier on the founding day', () => {
    const world = network(3);
    pass(frontierOf(world), 50);
    const { quality, level, fraction } = world.qualityModel.answersAt(lossOfSize(sizes) + 0.1, 1);
    expect(world.book.quality[1]).toBeCloseTo(quality, 6);
    expect(world.book.level[1] + world.book.fraction[1]).toBeCloseTo(level + fraction, 9);
  });

  it('ends where the median newcomer would be better than text can be told', () => {
    // 2.853 − 1.69 nats at 0.01 a day.
    expect(() => pass(frontierOf(network(1), { perDay: 0.01 }), 116)).not.toThrow();
    expect(() => pass(frontierOf(network(1), { perDay: 0.01 }), 117)).toThrow(UnrunnableWorld);
  });

  it('passes by validators, and slots whose answers alone are known', () => {
    const world = network(3);
    world.book.validator[0] = 1;
    world.book.models[1] = null;
    const before = [...world.book.loss];
    pass(frontierOf(world), 5);
    expect([...world.book.loss].slice(0, 2)).toEqual(before.slice(0, 2));
    expect(world.book.loss[2]).toBeGreaterThan(before[2]);
  });
});

describe('weak miners', () => {
  const weakIn = ({ book }: ReturnType<typeof network>) =>
    book.models.filter((model) => model?.misconfigured || model?.failed).length;

  it('mend by half in the median time, and then answer as if they had never been weak', () => {
    const world = network(2000, true);
    pass(new Repairs(4, 'repair', founded, world.chain, world.incumbents), 4);
    // Three standard errors of a binomial share.
    expect(Math.abs(weakIn(world) / 2000 - 0.5)).toBeLessThan(0.034);
    const mended = world.book.models.findIndex((model) => !model?.misconfigured);
    expect(world.book.loss[mended]).toBe(lossOfSize(sizes));
  });

  it('settle where as many mend as fail: f / (f + μ) of them are weak', () => {
    const world = network(2000);
    const settings = { perDay: 0.2, seed: 'fail', start: founded, isRepeated: true };
    const fail = (uid: number) => world.incumbents.befall(uid, failed);
    const failures = new Failures(settings, world.chain, world.book.validator, fail);
    pass(together([failures, new Repairs(2, 'mend', founded, world.chain, world.incumbents)]), 40);
    const share = 0.2 / (0.2 + Math.LN2 / 2);
    expect(Math.abs(weakIn(world) / 2000 - share)).toBeLessThan(0.033);
  });

  it('keep what they lie behind the frontier when they mend', () => {
    const world = network(1, true);
    pass(frontierOf(world), 10);
    pass(new Repairs(0.01, 'mend', founded, world.chain, world.incumbents), 3);
    expect(world.book.loss[0]).toBeCloseTo(lossOfSize(sizes) + 0.02, 12);
  });
});

describe('what is told of a world with a frontier', () => {
  const measuresOf = (set: TrialPlan['set']) =>
    runTrial({
      ruleset: 'autumn-2026',
      scenario: 'modern-subnet',
      arithmetic: 'float64',
      set,
      warmUpDays: 0,
      days: 3,
      seed: '1',
    }).measures;
  const moving = { 'scenario.frontierPerDay': 0.01, 'scenario.arrivalRate': 0 };

  it('is a gap, the loss less that of the median candidate of the day, and only there', () => {
    expect(measuresOf({})).not.toHaveProperty('networkGap');
    expect(measuresOf({ ...moving, 'scenario.clientTopk': 0 })).not.toHaveProperty('clientGap');
    const measures = measuresOf({ ...moving, 'scenario.clientTopk': 5 });
    expect(measures.servedGap! - measures.networkGap!).toBeCloseTo(
      measures.servedQuality! - measures.networkQuality!,
      9,
    );
    // Nobody comes and nobody follows: losses stay, and the frontier moves a step on each of the first two evenings.
    const still = measuresOf({ 'scenario.arrivalRate': 0 });
    expect(measures.networkQuality).toBeCloseTo(still.networkQuality!, 9);
    expect(measures.networkGap! - (measures.networkQuality! - lossOfSize(sizes))).toBeCloseTo(0.01, 2);
    expect(measures.clientGap! - (measures.clientLoss! - lossOfSize(sizes))).toBeCloseTo(0.01, 1);
  });
});
