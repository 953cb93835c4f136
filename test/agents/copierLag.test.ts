import { describe, expect, it } from 'vitest';
import { proportional } from '../../agents/scoring/payCurve.ts';
import { weightScratch } from '../../agents/scoring/weights.ts';
import { copier } from '../../agents/validators/copier.ts';
import type { ChainView } from '../../sim/roles.ts';
import { type Row, rowOf } from '../../sim/row.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { World } from '../../sim/world.ts';
import { passTo, smallWorld } from '../sim/rules/smallWorld.ts';

const tempo = 100;

/** A validator (uid 0) changes its mind from miner 2 to miner 3; epochs until a copier (uid 1) is told of it by what it can read. */
function epochsUntilCopied(
  ruleset: RulesetName,
  commitRevealWeightsEnabled: boolean,
  revealPeriodEpochs: number,
): number {
  const [before, after] = [2, 3].map((uid) =>
    rowOf([
      [uid, 65_535],
      [4, 1],
    ]),
  );
  const world = smallWorld({
    ruleset,
    stakes: [600, 400, 0, 0, 0],
    weights: [before, before],
    set: {
      tempo,
      weightsSetRateLimit: 0,
      minAllowedWeights: 1,
      commitRevealWeightsEnabled,
      revealPeriodEpochs,
    },
  });
  passTo(world, world.block + 1);
  const { network } = world;
  const stored = world.rules.acceptWeights(world, 0, after);
  if (typeof stored === 'string') throw new Error(stored);
  world.rules.takeWeights(world, 0, stored);
  const settings = {
    seed: '1',
    alpha: 0.1,
    sweepBlocks: tempo,
    topk: 20,
    staleMetagraph: false,
    payCurve: proportional,
    cabalSelfWeight: 1,
    weightRule: { excludeQuantile: 0, minAllowedWeights: 1, maxWeightLimit: 1, format: 'u16' },
  } as const;
  const scorer = { capacity: network.capacity, fold: () => 0 };
  const thief = copier.seat(
    1,
    network.hotkey[1],
    world.block,
    settings,
    scorer,
    weightScratch(network.capacity),
  );
  for (let epochs = 0; epochs < 20; epochs++) {
    const copied = thief.weigh(viewOf(world));
    if (copied !== null && favourite(copied) === 3) return epochs;
    passTo(world, world.block + tempo + 1);
  }
  throw new Error('never copied');
}

const viewOf = (world: World): ChainView => ({
  block: world.block,
  network: world.network,
  gate: world.gate,
  hyperparameters: world.hyperparameters,
  minersPart: world.rules.minersPart(world),
  price: 1,
  payments: world.rules.payments,
});

const favourite = ({ targets, values }: Row): number => targets[values.indexOf(Math.max(...values))];

describe.each(['liquid-2025', 'dtao-2025', 'yuma3-2025', 'burn-2026', 'autumn-2026'] as const)(
  'a weight copier under %s',
  (ruleset) => {
    it('reads a new row at once where weights are open, and lags by the reveal period where they are committed', () => {
      expect(epochsUntilCopied(ruleset, false, 1)).toBe(0);
      expect(epochsUntilCopied(ruleset, true, 1)).toBe(1);
      expect(epochsUntilCopied(ruleset, true, 3)).toBe(3);
    });
  },
);
