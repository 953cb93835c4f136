import { describe, expect, it } from 'vitest';
import { WatchedWorld } from '../../../sim/metrics/context.ts';
import { cabalPay } from '../../../sim/metrics/measures/cabalPay.ts';
import type { Truth } from '../../../sim/metrics/truth.ts';
import { smallWorld } from '../rules/smallWorld.ts';

/** Uids 1 and 3 of five are the cabal's. */
const truth: Truth = {
  loss: new Float64Array(5),
  quality: new Float64Array(5),
  worth: new Float64Array(5),
  models: { modelOf: (uid) => uid, familyCorrelation: 0 },
  validator: new Uint8Array(5),
  meanScore: () => 0,
  steadyIncentive: () => 0,
  isCabal: (uid) => uid === 1 || uid === 3,
  updates: () => 0,
};

interface Said {
  /** [uid] */
  readonly emission: readonly number[];
  readonly dividends: readonly number[];
}

/** The cabal's pay over steps that say so much of every uid. */
function payOver(steps: readonly Said[]): number | null {
  const world = smallWorld({ ruleset: 'burn-2026', stakes: [1, 1, 1, 1, 1] });
  const context = new WatchedWorld(world, truth, { from: 0, stakeLimit: 0, binBlocks: 360 });
  const mean = cabalPay.start(context);
  const payout = world.rules.step(world);
  for (const { emission, dividends } of steps) {
    world.network.emission.set(emission);
    world.network.dividends.set(dividends);
    cabalPay.see?.(mean, { kind: 'step', block: world.block, payout }, context);
  }
  return cabalPay.finish(mean, context);
}

const even = [1, 1, 1, 1, 1];
const nothing = [0, 0, 0, 0, 0];

describe('the cabal’s pay', () => {
  it('is its part of what a step emits, dividends and incentive alike', () => {
    expect(payOver([{ emission: [5, 1, 0, 2, 2], dividends: even }])).toBeCloseTo(0.3, 15);
  });

  it('is its part of all dividends where the chain states no emission by uid', () => {
    expect(payOver([{ emission: nothing, dividends: [0.5, 0.05, 0.15, 0.2, 0.1] }])).toBeCloseTo(0.25, 15);
    expect(payOver([{ emission: nothing, dividends: [0, 0.25, 0, 0.75, 0] }])).toBe(1);
    expect(payOver([{ emission: nothing, dividends: [1, 0, 1, 0, 1] }])).toBe(0);
  });

  it('is a mean over steps that paid anybody, and missing if none did', () => {
    const steps = [
      { emission: [1, 1, 1, 0, 1], dividends: nothing },
      { emission: nothing, dividends: nothing },
      { emission: [1, 1, 1, 1, 0], dividends: nothing },
    ];
    expect(payOver(steps)).toBeCloseTo((1 / 4 + 2 / 4) / 2, 15);
    expect(payOver([steps[1]])).toBeNull();
  });
});
