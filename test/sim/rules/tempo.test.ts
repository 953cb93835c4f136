import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../sim/row.ts';
import { commitWeights } from '../../../sim/rules/commitReveal.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { World } from '../../../sim/world.ts';
import { allTo, epochsUntil, isBurnSubnet, passTo, smallWorld, subnets } from './smallWorld.ts';

const moduloSubnets = subnets.filter((name) => !isBurnSubnet(name));
const staked = (ruleset: RulesetName, more: Partial<Parameters<typeof smallWorld>[0]> = {}) =>
  smallWorld({ ruleset, stakes: [600, 400, 0, 0], weights: [allTo(2), allTo(2)], ...more });

describe('a subnet steps', () => {
  it.each(moduloSubnets)(
    'where (block + netuid + 1) mod (tempo + 1) is tempo, so every tempo + 1 blocks (%s)',
    (ruleset) => {
      for (const tempo of [1, 99, 360]) {
        const world = staked(ruleset, { set: { tempo } });
        const expected = Array.from({ length: 2000 }, (_, k) => 10_001 + k).filter(
          (block) => (block + 2) % (tempo + 1) === tempo,
        );
        expect(world.rules.period(world)).toBe(tempo + 1);
        expect(epochsUntil(world, 12_000)).toEqual(expected);
      }
    },
  );

  it('every tempo blocks after the last, at v3.4.9', () => {
    const world = staked('burn-2026', { set: { tempo: 360 } });
    expect(epochsUntil(world, 12_000)).toEqual([10_360, 10_720, 11_080, 11_440, 11_800]);
    expect(world.rules.period(world)).toBe(360);
  });

  it.each(subnets)('never at tempo 0 (%s)', (ruleset) => {
    expect(epochsUntil(staked(ruleset, { set: { tempo: 0 } }), 20_000)).toEqual([]);
  });

  it('nakamoto every blocksPerStep blocks', () => {
    const world = smallWorld({ ruleset: 'nakamoto-2022', stakes: [600, 400] });
    expect(epochsUntil(world, 10_500)).toEqual([10_100, 10_200, 10_300, 10_400, 10_500]);
  });

  it.each(subnets)('with the emission of all blocks since the last step (%s)', (ruleset) => {
    const world = staked(ruleset, { set: { tempo: 200 } });
    world.block += 123;
    expect(world.rules.step(world).emission).toBe(123e9);
  });
});

describe('a validator that has been silent', () => {
  /** Whether uid 2, on whom uid 0 alone gives weight, earns after so many blocks of silence. */
  function heard(
    ruleset: RulesetName,
    arithmetic: World['arithmetic'],
    silent: number,
    set: Record<string, unknown>,
  ): boolean {
    const world = staked(ruleset, { arithmetic, set, weights: [allTo(2), allTo(3)], block: 60_000 });
    world.block += 10;
    world.network.lastUpdate[0] = world.block - silent;
    world.rules.step(world);
    return world.network.incentive[2] > 0;
  }

  it.each(moduloSubnets)('is heard for activityCutoff blocks (%s)', (ruleset) => {
    for (const arithmetic of ['float64', 'chain'] as const) {
      expect(heard(ruleset, arithmetic, 5000, {})).toBe(true);
      expect(heard(ruleset, arithmetic, 5001, {})).toBe(false);
    }
  });

  it('is heard for 13.889 tempos at v3.4.9, floored: 5000 blocks at 360, 1388 at 100', () => {
    for (const arithmetic of ['float64', 'chain'] as const) {
      for (const [tempo, cutoff] of [
        [360, 5000],
        [100, 1388],
      ]) {
        // biome-ignore format: pairs
        expect(heard('burn-2026', arithmetic, cutoff, { tempo })).toBe(true);
        expect(heard('burn-2026', arithmetic, cutoff + 1, { tempo })).toBe(false);
      }
      expect(heard('burn-2026', arithmetic, 500, { tempo: 10, activityCutoffFactorMilli: 50_000 })).toBe(
        true,
      );
      expect(heard('burn-2026', arithmetic, 501, { tempo: 10, activityCutoffFactorMilli: 50_000 })).toBe(
        false,
      );
    }
  });
});

describe('weights that are committed', () => {
  const set = { tempo: 100, weightsSetRateLimit: 0 };
  const committed = (more: Record<string, unknown> = {}) => {
    const world = staked('burn-2026', { set: { ...set, ...more } });
    passTo(world, world.block + 10);
    world.rules.takeWeights(world, 0, allTo(3));
    return world;
  };

  it('count as a sign of life at once, and are read by the second epoch after', () => {
    const world = committed();
    expect(world.network.lastUpdate[0]).toBe(world.block);
    expect([...world.network.weights[0].targets]).toEqual([2]);
    passTo(world, 10_100);
    expect(world.network.incentive[3]).toBe(0);
    passTo(world, 10_101);
    expect([...world.network.weights[0].targets]).toEqual([3]);
    passTo(world, 10_200);
    expect(world.network.incentive[3]).toBeGreaterThan(0);
  });

  it('wait for as many epochs as revealPeriodEpochs says', () => {
    const world = committed({ revealPeriodEpochs: 3 });
    passTo(world, 10_300);
    expect([...world.network.weights[0].targets]).toEqual([2]);
    passTo(world, 10_301);
    expect([...world.network.weights[0].targets]).toEqual([3]);
  });

  it('are lost if the hotkey is gone before', () => {
    const world = committed();
    world.network.hotkey[0] = 99;
    passTo(world, 10_101);
    expect([...world.network.weights[0].targets]).toEqual([2]);
    expect(world.network.commits).toEqual([]);
  });

  it('the last of several stands', () => {
    const world = committed();
    commitWeights(world.network, 0, rowOf([[1, 65_535]]), world.block + 1);
    passTo(world, 10_101);
    expect([...world.network.weights[0].targets]).toEqual([1]);
  });

  it('are stored at once where commit-reveal is off, and in every version before', () => {
    for (const ruleset of subnets) {
      const off = isBurnSubnet(ruleset) ? { commitRevealWeightsEnabled: false } : {};
      const world = staked(ruleset, { set: off });
      world.rules.takeWeights(world, 0, allTo(3));
      expect([...world.network.weights[0].targets]).toEqual([3]);
    }
  });
});
