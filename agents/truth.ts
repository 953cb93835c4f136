import { over } from '../sim/copy.ts';
import type { AdversaryTruth } from '../sim/metrics/adversaryTruth.ts';
import type { Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { Block, Uid } from '../sim/units.ts';
import type { World } from '../sim/world.ts';
import { clientLoss } from './client.ts';
import type { MinerBook } from './minerBook.ts';
import type { ValidatorKind } from './validators/kind.ts';
import type { Validator } from './validators/validator.ts';

/** The people of a world, as far as the metrics may know of them. */
interface People {
  readonly book: MinerBook;
  readonly validators: readonly Validator[];
  /** Uids of validators that ask no miner. */
  readonly idlers: ReadonlySet<Uid>;
  /** [uid] validators that favour miners. */
  readonly favouring: ReadonlyMap<Uid, ValidatorKind>;
  /** Whether any miner may deceive. */
  readonly isDeceitful: boolean;
}

/** What the metrics may know of these agents. */
export const truthOf = (world: World, people: People, seed: string): Truth =>
  over({ world, seed, start: world.block, ...people }, truthOver);

/** All that the truth is told from. */
interface Known extends People {
  readonly world: World;
  readonly seed: string;
  /** Block of the founding. */
  readonly start: Block;
}

function truthOver(known: Known): Truth {
  const { world, book, validators } = known;
  const uids = Int32Array.from(validators, ({ uid }) => uid);
  const weights = new Float64Array(validators.length);
  return {
    loss: book.loss,
    quality: book.quality,
    worth: book.worth,
    ...adversariesOf(known),
    validator: book.validator,
    ...cabalOf(known),
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

/** Nothing where there are no deceivers, idlers or client and the rule counts no forward passes. */
function adversariesOf({ world, book, validators, idlers, isDeceitful, seed, start }: Known): {
  readonly adversaries?: AdversaryTruth;
} {
  const { hyperparameters, network } = world;
  const topk = hyperparameters['scenario.clientTopk'];
  const counts = validators[0]?.scorer;
  const isCounted = counts?.forwards !== undefined;
  if (!isDeceitful && idlers.size === 0 && topk === 0 && !isCounted) return {};
  const idle = new Uint8Array(network.capacity);
  for (const uid of idlers) idle[uid] = 1;
  return {
    adversaries: {
      hasCheaters: isDeceitful,
      kindOf: (uid) => (book.validator[uid] ? 'other' : book.guises[uid]?.cheats ? 'cheater' : 'honest'),
      idle: idlers.size > 0 ? idle : null,
      clientLoss: topk > 0 ? () => clientLoss(network, book, topk, seed, world.block - start) : null,
      forwards: isCounted ? () => counts.forwards ?? 0 : null,
    },
  };
}

/** Validators that favour miners, and of these the founders that have not been replaced: a cabal. */
function cabalOf({ world: { network }, book, favouring }: Known): Pick<Truth, 'isCabal'> {
  if (favouring.size === 0) return {};
  const isFavoured = (uid: Uid) => [...favouring.values()].some((kind) => kind.favours?.(uid));
  const isFounder = (uid: Uid) => network.hotkey[uid] === uid;
  return {
    isCabal: (uid) => (book.validator[uid] === 1 ? favouring.has(uid) : isFavoured(uid) && isFounder(uid)),
  };
}
