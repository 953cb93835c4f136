import type { AdversaryTruth } from '../sim/metrics/adversaryTruth.ts';
import type { FrontierTruth, Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { Nats, Uid } from '../sim/units.ts';
import type { World } from '../sim/world.ts';
import { clientLoss } from './client.ts';
import { foundingMedian } from './frontier.ts';
import { contextFactor } from './miner.ts';
import type { MinerBook } from './minerBook.ts';
import type { ValidatorKind } from './validators/kind.ts';
import type { Validator } from './validators/validator.ts';

/** The people of a world, as far as the metrics may know of them. */
interface People {
  readonly book: MinerBook;
  readonly validators: readonly Validator[];
  /** [uid] what the validators are that are not honest. */
  readonly kinds: ReadonlyMap<Uid, ValidatorKind>;
  /** Whether any miner may deceive. */
  readonly isDeceitful: boolean;
}

/** What the metrics may know of these agents. */
export function truthOf(world: World, people: People, seed: string): Truth {
  const { book, validators } = people;
  const uids = Int32Array.from(validators, ({ uid }) => uid);
  const weights = new Float64Array(validators.length);
  return {
    loss: book.loss,
    quality: book.quality,
    worth: book.worth,
    ...adversariesOf(world, people, seed),
    validator: book.validator,
    ...frontierOf(world, book),
    ...cabalOf(world, people),
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
      for (const [k, validator] of validators.entries()) weights[k] = validator.shareOf(quality);
      return world.rules.steadyIncentive(uids, weights);
    },
  };
}

/** Nothing where no frontier moves. */
function frontierOf(world: World, book: MinerBook): { readonly frontier?: FrontierTruth } {
  if (world.hyperparameters['scenario.frontierPerDay'] === 0) return {};
  const context = () => contextFactor(world.hyperparameters.validatorSequenceLength);
  const median = foundingMedian(world.hyperparameters['scenario.sizeMedian']);
  return {
    frontier: {
      fallen: () => fallenOf(world, book),
      loss: () => median * context() - fallenOf(world, book),
    },
  };
}

/** Nothing where there are no deceivers, idlers or client and the rule counts no forward passes. */
function adversariesOf(
  world: World,
  { book, validators, kinds, isDeceitful }: People,
  seed: string,
): { readonly adversaries?: AdversaryTruth } {
  const { hyperparameters, network } = world;
  const resting = validators.filter(({ uid }) => kinds.get(uid)?.isIdle);
  const topk = hyperparameters['scenario.clientTopk'];
  const counts = validators[0]?.scorer;
  const isCounted = counts?.forwards !== undefined;
  if (!isDeceitful && resting.length === 0 && topk === 0 && !isCounted) return {};
  const idle = new Uint8Array(network.capacity);
  for (const { uid } of resting) idle[uid] = 1;
  const start = world.block;
  return {
    adversaries: {
      hasCheaters: isDeceitful,
      kindOf: (uid) => (book.validator[uid] ? 'other' : book.guises[uid]?.cheats ? 'cheater' : 'honest'),
      idle: resting.length > 0 ? idle : null,
      clientLoss:
        topk > 0
          ? () => clientLoss(network, book, topk, seed, world.block - start) - fallenOf(world, book)
          : null,
      forwards: isCounted ? () => counts.forwards ?? 0 : null,
    },
  };
}

/** True losses are those of the founding day less what the frontier has moved since, nats. */
const fallenOf = ({ hyperparameters }: World, { frontier }: MinerBook): Nats =>
  frontier.fallen * contextFactor(hyperparameters.validatorSequenceLength);

/** Validators that favour miners, and of these the founders that have not been replaced: a cabal. */
function cabalOf({ network }: World, { book, validators, kinds }: People): Pick<Truth, 'isCabal'> {
  const members = new Set(validators.map(({ uid }) => uid).filter((uid) => kinds.get(uid)?.favours));
  if (members.size === 0) return {};
  const favouring = [...kinds.values()];
  const isFavoured = (uid: Uid) => favouring.some((kind) => kind.favours?.(uid));
  const isFounder = (uid: Uid) => network.hotkey[uid] === uid;
  return {
    isCabal: (uid) => (book.validator[uid] === 1 ? members.has(uid) : isFavoured(uid) && isFounder(uid)),
  };
}
