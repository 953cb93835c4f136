import type { AdversaryTruth } from '../sim/metrics/adversaryTruth.ts';
import type { Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { World } from '../sim/world.ts';
import { CabalValidator, isCabalMiner } from './validators/cabal.ts';
import { CopierValidator } from './validators/copier.ts';
import { isDeceitful } from './tricks/guise.ts';
import { LazyValidator } from './validators/lazy.ts';
import { clientLoss } from './client.ts';
import type { MinerBook } from './minerBook.ts';
import { RuleScorer } from './scoring/ruleScorer.ts';
import type { Validator } from './validators/validator.ts';

/** What the metrics may know of these agents. */
export function truthOf(
  world: World,
  book: MinerBook,
  validators: readonly Validator[],
  seed: string,
): Truth {
  const uids = Int32Array.from(validators, ({ uid }) => uid);
  const weights = new Float64Array(validators.length);
  return {
    loss: book.loss,
    quality: book.quality,
    worth: book.worth,
    ...adversariesOf(world, book, validators, seed),
    validator: book.validator,
    ...cabalOf(world, book, validators),
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

/** Nothing where nobody deceives, idles or reads and the rule counts no forward passes. */
function adversariesOf(
  world: World,
  book: MinerBook,
  validators: readonly Validator[],
  seed: string,
): { readonly adversaries?: AdversaryTruth } {
  const { hyperparameters, network } = world;
  const resting = validators.filter((one) => one instanceof CopierValidator || one instanceof LazyValidator);
  const topk = hyperparameters['scenario.clientTopk'];
  const hasCheaters = isDeceitful(hyperparameters);
  const scorer = validators[0]?.scorer;
  const counts = scorer instanceof RuleScorer ? scorer : null;
  if (!hasCheaters && resting.length === 0 && topk === 0 && counts === null) return {};
  const idle = new Uint8Array(network.capacity);
  for (const { uid } of resting) idle[uid] = 1;
  const start = world.block;
  return {
    adversaries: {
      hasCheaters,
      kindOf: (uid) => {
        if (book.validator[uid]) return 'other';
        const trick = book.guises[uid]?.trick ?? 'none';
        return trick === 'none' || trick === 'sniper' ? 'honest' : 'cheater';
      },
      idle: resting.length > 0 ? idle : null,
      clientLoss: topk > 0 ? () => clientLoss(network, book, topk, seed, world.block - start) : null,
      forwards: counts === null ? null : () => counts.forwards,
    },
  };
}

/** The cabal's validators, and those of its founding miners that have not been replaced. */
function cabalOf(
  { network }: World,
  book: MinerBook,
  validators: readonly Validator[],
): Pick<Truth, 'isCabal'> {
  const members = new Set(validators.filter((one) => one instanceof CabalValidator).map(({ uid }) => uid));
  if (members.size === 0) return {};
  const isFounder = (uid: number) => network.hotkey[uid] === uid;
  return {
    isCabal: (uid) => (book.validator[uid] === 1 ? members.has(uid) : isCabalMiner(uid) && isFounder(uid)),
  };
}
