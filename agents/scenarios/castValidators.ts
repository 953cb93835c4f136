import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { noiseAt, noiseKey, uniformAt } from '../../sim/noise.ts';
import { stakeAt } from '../../sim/stake.ts';
import { u16Max, u32Max } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { CabalValidator } from '../adversaries/cabal.ts';
import { ExactScorer } from '../exactScorer.ts';
import type { MinerBook } from '../minerBook.ts';
import { defaultRowLaw } from '../scoring/rowLosses.ts';
import { type WeightRule, weightScratch } from '../scoring/weights.ts';
import { type SweepScorer, TableScorer } from '../sweepScorer.ts';
import { Validator, type ValidatorSettings } from '../validator.ts';
import type { Assayer } from './assayer.ts';

/** Networks up to this size draw pair synergy row by row unless told otherwise. */
const exactUpTo = 64;

/** The validators of a world, each with a phase of its own within a sweep and a settled opinion of everyone. */
export function validatorsOf(
  world: World,
  uids: readonly number[],
  book: MinerBook,
  assayer: Assayer,
  seed: string,
): Validator[] {
  const { hyperparameters, network } = world;
  const settings = validatorSettingsOf(hyperparameters, seed);
  const scorer = scorerOf(world, book, assayer);
  const scratch = weightScratch(network.capacity);
  const cabal = cabalOf(world, uids);
  const { a, b } = noiseKey(seed, 0xffffffff, 0);
  return uids.map((uid) => {
    const phase = 1 + Math.floor(uniformAt(noiseAt(a, b, uid)) * settings.sweepBlocks);
    const Kind = cabal.has(uid) ? CabalValidator : Validator;
    const validator = new Kind(uid, network.hotkey[uid], world.block + phase, settings, scorer, scratch);
    validator.settle(network.hotkey, book.quality);
    return validator;
  });
}

function validatorSettingsOf(hyperparameters: Hyperparameters, seed: string): ValidatorSettings {
  return {
    seed,
    alpha: hyperparameters['validator.alpha'],
    sweepBlocks: hyperparameters['validator.sweepBlocks'],
    topk: hyperparameters['validator.topk'],
    staleMetagraph: hyperparameters['validator.staleMetagraph'],
    weightRule: weightRuleOf(hyperparameters),
  };
}

/** Nakamoto keeps the quantile in percent and the limit over u32::MAX, Finney both over u16::MAX. */
export function weightRuleOf(hyperparameters: Hyperparameters): WeightRule {
  const finney = 'tempo' in Object(hyperparameters) && Object.hasOwn(hyperparameters, 'tempo');
  return finney
    ? {
        excludeQuantile: hyperparameters.validatorExcludeQuantile / u16Max,
        minAllowedWeights: hyperparameters.minAllowedWeights,
        maxWeightLimit: hyperparameters.maxWeightsLimit / u16Max,
        format: 'u16',
      }
    : {
        excludeQuantile: hyperparameters.validatorExcludeQuantile / 100,
        minAllowedWeights: hyperparameters.minAllowedWeights,
        maxWeightLimit: hyperparameters.maxWeightLimit / u32Max,
        format: 'u32',
      };
}

function scorerOf({ hyperparameters, network }: World, book: MinerBook, assayer: Assayer): SweepScorer {
  const wish = hyperparameters['scenario.synergy'];
  const exact = wish === 'exact' || (wish === 'auto' && network.capacity <= exactUpTo);
  if (!exact) return new TableScorer(book, assayer.table.bins);
  const law = { rows: hyperparameters.validatorBatchSize, rho: defaultRowLaw.rho };
  const powers = {
    base: hyperparameters.scalingLawPower / 100,
    synergy: hyperparameters.synergyScalingLawPower / 100,
  };
  return new ExactScorer(book, hyperparameters['validator.topk'], law, powers);
}

/** The cabal: validators from the smallest upwards until they hold the wished share of the validators' stake. */
function cabalOf(world: World, uids: readonly number[]): Set<number> {
  const wish = world.hyperparameters['scenario.cabalShare'];
  const cabal = new Set<number>();
  if (wish === 0) return cabal;
  const stake = (uid: number) => stakeAt(world.network.stakes, uid);
  const total = uids.reduce((sum, uid) => sum + stake(uid), 0);
  let held = 0;
  for (const uid of [...uids].sort((one, other) => stake(one) - stake(other))) {
    if (held + stake(uid) > wish * total) break;
    held += stake(uid);
    cabal.add(uid);
  }
  return cabal;
}
