import { describe, expect, it } from 'vitest';
import { weightScratch } from '../../agents/scoring/weights.ts';
import type { SweepScorer } from '../../agents/sweepScorer.ts';
import { Validator, type ValidatorSettings } from '../../agents/validator.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { createNetwork, seat } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import { createGate } from '../../sim/world.ts';

const uids = 256;
/** Newcomers of one phase: their places in the random order average out. */
const slots = Array.from({ length: 25 }, (_, k) => 10 * k + 3);

/** Every miner is worth exactly 1, without noise: what is left is the moving average and the order of the sweep. */
function noiselessScorer(): SweepScorer {
  return {
    capacity: uids,
    fold(scores, _hotkey, size, _key, alpha, missed) {
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
function scoreAfter(
  immunity: number,
  sweepBlocks: number,
  alpha: number,
  phase: number,
  seed: string,
): number {
  const settings: ValidatorSettings = {
    seed,
    alpha,
    sweepBlocks,
    topk: 20,
    staleMetagraph: false,
    weightRule: { excludeQuantile: 0, minAllowedWeights: 1, maxWeightLimit: 1, format: 'u32' },
  };
  const network = createNetwork(uids);
  network.size = uids;
  for (let uid = 0; uid < uids; uid++) network.hotkey[uid] = uid;
  network.validatorPermit.fill(1);
  const validator = new Validator(0, 0, sweepBlocks, settings, noiselessScorer(), weightScratch(uids));
  validator.settle(network.hotkey, new Float64Array(uids).fill(1));
  for (const slot of slots) seat(network, slot, { hotkey: uids + slot, coldkey: uids + slot }, phase);
  const view = (block: number): ChainView => ({
    block,
    network,
    gate: createGate(1n, 0n, 0),
    hyperparameters: resolve('nakamoto-2022') as ChainView['hyperparameters'],
    emissionPerBlock: 1e9,
  });
  const end = phase + immunity;
  while (validator.nextBlock <= end) validator.weigh(view(validator.nextBlock));
  const sweepsDone = slots.reduce((sum, slot) => sum + validator.scores[slot], 0) / slots.length;
  // The sweep that the end of immunity falls into has asked the newcomer if its turn came before.
  const share = (end - (validator.nextBlock - sweepBlocks)) / sweepBlocks;
  return sweepsDone + share * alpha * (1 - sweepsDone);
}

describe("a newcomer's moving-average score when its immunity ends", () => {
  const columns = [
    [100, 0.1],
    [250, 0.05],
    [250, 0.1],
    [250, 0.2],
    [350, 0.1],
    [500, 0.1],
  ] as const;
  const points = [2048, 3072, 4096, 7200].flatMap((immunity) =>
    columns.map(([sweepBlocks, alpha]) => [immunity, sweepBlocks, alpha] as const),
  );

  it.each(points)(
    'immunity %d, a sweep in %d blocks, alpha %d: is 1 − (1 − alpha)^(I/E) on average over 1,000 phases',
    (immunity, sweepBlocks, alpha) => {
      let sum = 0;
      for (let k = 0; k < 1000; k++) {
        sum += scoreAfter(immunity, sweepBlocks, alpha, ((k + 0.5) / 1000) * sweepBlocks, `phase ${k}`);
      }
      const expected = 1 - (1 - alpha) ** (immunity / sweepBlocks);
      expect(Math.abs(sum / 1000 / expected - 1)).toBeLessThan(0.005);
    },
  );
});
