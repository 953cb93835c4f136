import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { networkOf } from '../../../sim/mechanisms/mechanism.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import type { World } from '../../../sim/world.ts';
import { allTo, burnSubnets, newcomer, smallWorld } from './smallWorld.ts';

const stakes = [300, 200, 100, 0, 0];

/** Validators 0 … 2 say one thing in the first mechanism and another in the second. */
function twoTasks(
  ruleset: (typeof burnSubnets)[number],
  arithmetic: World['arithmetic'],
  split: string,
): World {
  const world = smallWorld({
    ruleset,
    arithmetic,
    stakes,
    weights: [allTo(3), allTo(3), allTo(3)],
    set: {
      maxAllowedUids: 128,
      mechanismCount: 2,
      mechanismEmissionSplit: split,
      rootProportion: 0,
      subnetOwnerCut: 0,
    },
  });
  say(world, allTo(4));
  return world;
}

function say(world: World, row: Row): void {
  const second = networkOf(world.network, 1);
  for (const uid of [0, 1, 2]) {
    second.weights[uid] = row;
    second.lastUpdate[uid] = world.block - 1;
  }
}

const stepAt = (world: World): number => {
  world.block += world.hyperparameters.ruleset === 'nakamoto-2022' ? 0 : 360;
  return world.rules.step(world).credited;
};

describe.each(burnSubnets)('several mechanisms under %s', (ruleset) => {
  describe.each(['float64', 'chain'] as const)('in %s', (arithmetic) => {
    it('pay miners by the split: each task its own, on its own part', () => {
      const world = twoTasks(ruleset, arithmetic, '49152:16383');
      stepAt(world);
      const { incentive, emission } = world.network;
      expect(incentive[3]).toBeCloseTo(49_152 / 65_535, 6);
      expect(incentive[4]).toBeCloseTo(16_383 / 65_535, 6);
      const [first, second] = [3, 4].map((uid) => Number(world.network.stakes.rao[uid]));
      expect(first / second).toBeCloseTo(49_152 / 16_383, 5);
      // What pruning reads is the mean by part, so a share counts twice.
      expect(emission[3] / emission[4]).toBeCloseTo((49_152 / 16_383) ** 2, 4);
    });

    it('that all say the same pay what one pays, but for flooring', () => {
      const several = twoTasks(ruleset, arithmetic, 'even');
      say(several, allTo(3));
      const alone = smallWorld({
        ruleset,
        arithmetic,
        stakes,
        weights: [allTo(3), allTo(3), allTo(3)],
        set: { maxAllowedUids: 128, rootProportion: 0, subnetOwnerCut: 0 },
      });
      stepAt(several);
      stepAt(alone);
      for (const uid of stakes.keys()) {
        const difference = several.network.stakes.rao[uid] - alone.network.stakes.rao[uid];
        expect(Math.abs(Number(difference))).toBeLessThan(1000);
        expect(several.network.validatorPermit[uid]).toBe(alone.network.validatorPermit[uid]);
      }
    });

    it('each keep bonds of their own', () => {
      const world = twoTasks(ruleset, arithmetic, 'even');
      stepAt(world);
      expect([...world.network.bonds[0].targets]).toEqual([3]);
      expect([...networkOf(world.network, 1).bonds[0].targets]).toEqual([4]);
    });
  });

  it('are all cleared of a uid that is replaced', () => {
    const world = twoTasks(ruleset, 'float64', 'even');
    stepAt(world);
    world.rules.occupy(world, 4, newcomer(99).newcomer);
    const second = networkOf(world.network, 1);
    expect([...second.weights[0].values]).toEqual([0]);
    expect(second.lastUpdate[4]).toBe(world.block);
  });

  it('take weights apart: the limit of one is none of the other', () => {
    const world = twoTasks(ruleset, 'float64', 'even');
    const row = rowOf([[3, 65_535]]);
    world.hyperparameters = resolve(ruleset, {
      ...world.hyperparameters,
      weightsSetRateLimit: 100,
      minAllowedWeights: 1,
      commitRevealWeightsEnabled: false,
    });
    networkOf(world.network, 1).lastUpdate[0] = world.block - 200;
    expect(world.rules.acceptWeights(world, 0, row)).toMatch(/weightsSetRateLimit is 100/);
    expect(world.rules.acceptWeights(world, 0, row, 1)).toHaveProperty('targets');
  });
});

describe('a world of several mechanisms', () => {
  const plan: TrialPlan = {
    ruleset: 'autumn-2026',
    scenario: 'synthetic',
    arithmetic: 'float64',
    set: { mechanismCount: 3, mechanismEmissionSplit: '32768:16384:16383' },
    warmUpDays: 0,
    days: 1,
    seed: '1',
  };

  it('runs with validators that weigh for each of them, and reads more weights than one', () => {
    const three = runTrial(plan).measures;
    const one = runTrial({ ...plan, set: {} }).measures;
    expect(three.weightEntries).toBeGreaterThan(2 * Number(one.weightEntries));
    expect(three.scoreUpdates).toBeGreaterThan(2.5 * Number(one.scoreUpdates));
    expect(three.networkQuality).toBeGreaterThan(0);
  });

  it('ranks miners better than one does: three looks at the same work', () => {
    const seeds = ['1', '2', '3', '4'];
    const rank = (set: TrialPlan['set']) =>
      seeds.map((seed) => Number(runTrial({ ...plan, set, seed }).measures.spearman));
    const [three, one] = [rank(plan.set), rank({})].map((of) => of.reduce((sum, each) => sum + each, 0));
    expect(three).toBeGreaterThan(one);
  });

  it.each([
    ['burn-2026', { mechanismCount: 3 }, /mechanismCount must be an integer of 1 … 2/],
    ['autumn-2026', { mechanismCount: 9 }, /mechanismCount must be an integer of 1 … 8/],
    ['autumn-2026', { mechanismCount: 6 }, /6 × 48 = 288 .*lower maxAllowedUids to 42/],
    ['autumn-2026', { mechanismCount: 2, mechanismEmissionSplit: '1:2' }, /must sum to 65,535; received 3/],
    ['autumn-2026', { mechanismEmissionSplit: '1:65534' }, /at most 1 shares/],
    ['autumn-2026', { mechanismCount: 2, mechanismEmissionSplit: '70000:1' }, /0 … 65,535; received 70000/],
    ['autumn-2026', { mechanismEmissionSplit: 'half' }, /even, or u16 shares of 65,535 joined by colons/],
    ['yuma3-2025', { mechanismCount: 2 }, /it belongs to burn-2026, autumn-2026/],
  ] as const)('is refused by %s with %o', (ruleset, set, reason) => {
    expect(() => runTrial({ ...plan, ruleset, set })).toThrow(reason);
  });
});
