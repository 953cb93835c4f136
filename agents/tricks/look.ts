import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { normalQuantile } from '../../sim/math/elementary.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import type { Nats, Serial, Share } from '../../sim/units.ts';
import type { Guise } from '../scoring/guise.ts';
import type { Trick } from './trick.ts';

/** How the answers of a miner of true loss `loss` look under the validators' defences. */
export function guiseOf(
  trick: Trick,
  voice: Serial,
  loss: Nats,
  seed: string,
  hyperparameters: Hyperparameters,
): Guise {
  const hits = trick.hits?.(hyperparameters) ?? 0;
  return {
    cheats: trick.cheats,
    hits,
    spread: trick.spread?.(hyperparameters) ?? 0,
    penalty: penaltyOf(seed, voice, hits, hyperparameters),
    shown: shownOf(trick, loss, hyperparameters),
    voice,
  };
}

/** Mean loss that a validator sees of a row that is not a hit: all of a guise that depends on the model's own loss. */
export function shownOf(trick: Trick, loss: Nats, hyperparameters: Hyperparameters): Nats {
  const harder = loss * (1 + hyperparameters['scenario.pruneCost'] * readingOf(hyperparameters).pruneLength);
  return trick.shown?.(harder, hyperparameters) ?? harder;
}

/**
 * Score divided by 1 + λ · excess, excess = ((d − mean − sd) / sd)^3 within 0 … 10, for answers at a Hellinger distance d
 * from those of the others (bittensor v3.6.1 logits_divergence; λ from the chain, v3.6.2). Distances are standard
 * normal, a look-up lies further off by its share of hits (assumption A54).
 */
function penaltyOf(seed: string, voice: Serial, hits: Share, hyperparameters: Hyperparameters): Share {
  const rate = readingOf(hyperparameters).logitsDivergence;
  if (rate === 0) return 1;
  const own = noiseKey(`${seed} distance`, voice % 2 ** 32, 0);
  const distance =
    normalQuantile(uniformAt(noiseOf(own, 0))) + hits * hyperparameters['scenario.divergenceShift'];
  const excess = Math.min(10, Math.max(0, distance - 1) ** 3);
  return 1 / (1 + rate * excess);
}
