import { proportional } from '../../agents/scoring/payCurve.ts';
import type { SweepScorer } from '../../agents/scoring/sweepScorer.ts';
import { weightScratch } from '../../agents/scoring/weights.ts';
import { Validator, type ValidatorSettings } from '../../agents/validators/validator.ts';
import { createGate } from '../../sim/chainState.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { createNetwork, seat } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import type { Blocks, Share } from '../../sim/units.ts';

const uids = 256;
/** Newcomers of one phase: their places in the random order average out. */
const slots = Array.from({ length: 25 }, (_, k) => 10 * k + 3);

/** What decides how much of its score a newcomer can show. */
export interface RampSettings {
  /** I. */
  readonly immunity: Blocks;
  /** E: blocks for one visit of all uids. */
  readonly sweepBlocks: Blocks;
  /** Weight of the newest score in the moving average. */
  readonly alpha: Share;
}

/** 1 − (1 − α)^(I / E): the part of its steady score that a newcomer shows when its immunity ends. */
export const rampShare = ({ immunity, sweepBlocks, alpha }: RampSettings): Share =>
  1 - (1 - alpha) ** (immunity / sweepBlocks);

/** The same of the lab's own validators, mean over `phases` moments of a sweep at which newcomers register. */
export function simulatedRamp(settings: RampSettings, phases: number): Share {
  let sum = 0;
  for (let k = 0; k < phases; k++)
    sum += scoreAfter(settings, ((k + 0.5) / phases) * settings.sweepBlocks, `phase ${k}`);
  return sum / phases;
}

/** Every miner is worth exactly 1, without noise: what is left is the moving average and the order of the sweep. */
function noiselessScorer(): SweepScorer {
  return {
    capacity: uids,
    fold({ scores, size, alpha, missed }) {
      const unmoved = new Set(missed);
      for (let uid = 0; uid < size; uid++) if (!unmoved.has(uid)) scores[uid] += alpha * (1 - scores[uid]);
      return size - missed.length;
    },
  };
}

/**
 * Mean score of newcomers that register `phase` blocks into a sweep, when their immunity ends: sweeps that ended by then,
 * and the running one as far as they had their turn in it.
 */
function scoreAfter({ immunity, sweepBlocks, alpha }: RampSettings, phase: number, seed: string): Share {
  const settings: ValidatorSettings = {
    seed,
    alpha,
    sweepBlocks,
    topk: 20,
    staleMetagraph: false,
    payCurve: proportional,
    cabalSelfWeight: 1,
    weightRule: { excludeQuantile: 0, minAllowedWeights: 1, maxWeightLimit: 1, format: 'u32' },
  };
  const network = createNetwork(uids);
  network.size = uids;
  for (let uid = 0; uid < uids; uid++) network.hotkey[uid] = uid;
  network.validatorPermit.fill(1);
  const validator = new Validator(
    0,
    0,
    sweepBlocks as number,
    settings,
    noiselessScorer(),
    weightScratch(uids),
  );
  validator.settle(network.hotkey, new Float64Array(uids).fill(1));
  for (const slot of slots) seat(network, slot, { hotkey: uids + slot, coldkey: uids + slot }, phase);
  const view = (block: number): ChainView => ({
    block,
    network,
    gate: createGate(1n, 0n, 0),
    hyperparameters: resolve('nakamoto-2022'),
    minersPart: 1e9,
    price: 1,
    payments: ['work'],
  });
  const end = phase + immunity;
  while (validator.nextBlock <= end) validator.weigh(view(validator.nextBlock));
  const sweepsDone = slots.reduce((sum, slot) => sum + validator.scores[slot], 0) / slots.length;
  // The sweep that the end of immunity falls into has asked the newcomer if its turn came before.
  const share = (end - (validator.nextBlock - sweepBlocks)) / sweepBlocks;
  return sweepsDone + share * alpha * (1 - sweepsDone);
}
