import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { validatorsLearn } from '../../../sim/metrics/measures/validatorsLearn.ts';
import { meanTrust } from '../../../sim/metrics/measures/validatorTrust.ts';
import { addPoint, levelOf, newTrend, slopeOf } from '../../../sim/metrics/trend.ts';
import { createNetwork } from '../../../sim/network.ts';
import { rowOf } from '../../../sim/row.ts';
import { credit } from '../../../sim/stake.ts';
import { partialContext, stepAt } from './partialContext.ts';

const world: TrialPlan = {
  ruleset: 'finney-2023',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0.2,
  days: 1,
  seed: '1',
};

describe('a trend', () => {
  it('is the least-squares slope, and the mean of its values', () => {
    const trend = newTrend();
    for (const [time, value] of [
      [0, 1],
      [1, 3],
      [2, 2],
      [4, 6],
    ])
      addPoint(trend, time, value);
    // By hand: means 1.75 and 3; Σ (t − 1.75)(y − 3) = 10, Σ (t − 1.75)² = 8.75.
    expect(slopeOf(trend)).toBeCloseTo(10 / 8.75, 12);
    expect(levelOf(trend)).toBe(3);
  });

  it('is none of two points or of one time, and takes no NaN', () => {
    const trend = newTrend();
    expect([slopeOf(trend), levelOf(trend)]).toEqual([null, null]);
    addPoint(trend, 1, 2);
    addPoint(trend, 2, 3);
    expect(slopeOf(trend)).toBe(null);
    const still = newTrend();
    for (const value of [1, 2, 3]) addPoint(still, 5, value);
    expect(slopeOf(still)).toBe(null);
    expect(() => addPoint(trend, 3, Number.NaN)).toThrow('a point of a trend must be finite');
  });
});

/** Two validators with stakes 3 and 1, uids 0 and 1; four miners with losses 2, 3, 4 and 5. */
function judged(rows: readonly (readonly [number, number][])[]) {
  const network = createNetwork(6);
  network.size = 6;
  credit(network.stakes, 0, 3);
  credit(network.stakes, 1, 1);
  for (const [uid, row] of rows.entries()) network.weights[uid] = rowOf([...row]);
  return {
    measuring: true,
    watch: { from: 0 },
    world: { network, block: 0 },
    peers: { uids: Int32Array.of(2, 3, 4, 5, 0, 0), count: 4 },
    truth: { loss: Float64Array.of(0, 0, 2, 3, 4, 5), validator: Uint8Array.of(1, 1, 0, 0, 0, 0) },
  };
}

function skillOf(rows: readonly (readonly [number, number][])[]) {
  const context = partialContext(judged(rows));
  const state = validatorsLearn.start(context);
  validatorsLearn.see!(state, stepAt(0), context);
  return validatorsLearn.finish(state, context).validatorSkill;
}

describe('the validators’ skill', () => {
  // Losses 2 … 5: mean 3.5, standard deviation √1.25.
  const deviation = Math.sqrt(1.25);

  it('is what their weights gain on the mean loss, in standard deviations, by stake', () => {
    const skill = skillOf([
      [[2, 10]],
      [
        [4, 1],
        [5, 1],
      ],
    ]);
    expect(skill).toBeCloseTo((3 * 1.5 - 1 * 1) / 4 / deviation, 12);
  });

  it('is 0 for equal weights, and none where nobody weighs a miner', () => {
    const equal: [number, number][] = [2, 3, 4, 5].map((uid) => [uid, 7]);
    expect(skillOf([equal, equal])).toBeCloseTo(0, 12);
    expect(skillOf([[[0, 1]], [[1, 1]]])).toBe(null);
  });

  it('rises where weights move to better miners: that is to learn', () => {
    const part = judged([[[5, 1]], [[5, 1]]]);
    const context = partialContext(part);
    const state = validatorsLearn.start(context);
    for (const [k, better] of [5, 4, 3, 2].entries()) {
      const { network } = part.world;
      for (const uid of [0, 1]) network.weights[uid] = rowOf([[better, 1]]);
      const block = 1200 * k;
      validatorsLearn.see!(state, stepAt(block), partialContext({ ...part, world: { network, block } }));
    }
    // One nat each look, six looks a day.
    expect(validatorsLearn.finish(state, context).validatorsLearn).toBeCloseTo(6 / deviation, 10);
  });

  it('falls in a world whose validators cannot tell miners apart, and differs from one whose can', () => {
    const start = { ...world, ruleset: 'nakamoto-2022', warmUpDays: 0 } as const;
    const of = (set: TrialPlan['set']) => runTrial({ ...start, set }).measures;
    const lazy = of({ 'scenario.lazyShare': 1 });
    const able = of({});
    expect(able.validatorsLearn!).not.toBe(lazy.validatorsLearn);
    expect(able.validatorSkill!).toBeGreaterThan(lazy.validatorSkill!);
  });
});

describe('validator trust', () => {
  it('is the mean by stake over holders of a permit that set weights on others', () => {
    const network = createNetwork(4);
    network.size = 4;
    for (const [uid, stake] of [4, 2, 9, 9].entries()) credit(network.stakes, uid, stake);
    network.validatorPermit.set([1, 1, 0, 1]);
    network.validatorTrust.set([1, 0.4, 1, 0]);
    network.weights[0] = rowOf([[3, 1]]);
    network.weights[1] = rowOf([[3, 1]]);
    network.weights[2] = rowOf([[3, 1]]);
    network.weights[3] = rowOf([[3, 1]]);
    // uid 2 has no permit, uid 3 speaks of itself alone.
    expect(meanTrust(network)).toBeCloseTo((4 * 1 + 2 * 0.4) / 6, 12);
  });

  it('is the same in the chain’s arithmetic within its resolution, and no measure of Nakamoto', () => {
    const [float, chain] = (['float64', 'chain'] as const).map(
      (arithmetic) => runTrial({ ...world, days: 0.2, arithmetic }).measures.validatorTrust!,
    );
    expect(float).toBeGreaterThan(0.5);
    expect(float).toBeLessThanOrEqual(1);
    expect(Math.abs(chain - float)).toBeLessThan(0.01);
    expect(runTrial({ ...world, ruleset: 'nakamoto-2022', days: 0.2 }).measures).not.toHaveProperty(
      'validatorTrust',
    );
  });

  it('falls as κ rises: more stake must agree before a weight is not clipped', () => {
    const [low, usual, high] = [10_000, 32_767, 50_000].map(
      (kappa) => runTrial({ ...world, set: { kappa } }).measures.validatorTrust!,
    );
    expect(usual).toBeLessThan(low - 0.02);
    expect(high).toBeLessThan(usual - 0.02);
  });
});
