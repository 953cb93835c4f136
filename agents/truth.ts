import type { Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { World } from '../sim/world.ts';
import type { MinerBook } from './minerBook.ts';
import type { Validator } from './validator.ts';

/** What the metrics may know of these agents. */
export function truthOf(world: World, book: MinerBook, validators: readonly Validator[]): Truth {
  const uids = Int32Array.from(validators, ({ uid }) => uid);
  const weights = new Float64Array(validators.length);
  return {
    loss: book.loss,
    quality: book.quality,
    validator: book.validator,
    updates: () => validators.reduce((sum, { updates }) => sum + updates, 0),
    meanScore(uid) {
      let score = 0;
      let total = 0;
      for (const validator of validators) {
        const stake = stakeAt(world.network.stakes, validator.uid);
        score += stake * validator.scores[uid];
        total += stake;
      }
      return total > 0 ? score / total : 0;
    },
    steadyIncentive(quality) {
      for (const [k, { listedScore }] of validators.entries())
        weights[k] = listedScore > 0 ? quality / listedScore : 0;
      return world.rules.steadyIncentive(uids, weights);
    },
  };
}
