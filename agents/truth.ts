import { over } from '../sim/copy.ts';
import type { AdversaryTruth } from '../sim/metrics/adversaryTruth.ts';
import type { Models } from '../sim/metrics/effectiveModels.ts';
import type { FrontierTruth, Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { Block, Nats, Serial, Uid } from '../sim/units.ts';
import type { World } from '../sim/world.ts';
import { clientLoss } from './client.ts';
import { foundingMedian } from './frontier.ts';
import { isFarmerKey } from './immunityFarmer.ts';
import { contextFactor } from './miner.ts';
import type { MinerBook } from './minerBook.ts';
import { familyOf, type ModelFamilies, modelFamiliesOf } from './scoring/modelFamilies.ts';
import type { ValidatorKind } from './validators/kind.ts';
import type { Validator } from './validators/validator.ts';

/** The people of a world, as far as the metrics may know of them. */
interface People {
  readonly book: MinerBook;
  readonly validators: readonly Validator[];
  /** Hotkeys of validators that ask no miner. */
  readonly idlers: ReadonlySet<Serial>;
  /** [hotkey] validators that favour miners. */
  readonly favouring: ReadonlyMap<Serial, ValidatorKind>;
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
  const { world, book, validators, seed } = known;
  // A validator has the same stake and the same opinions to come in every mechanism: one of them says what a newcomer is to expect.
  const voters = validators.filter(({ mechanism }) => mechanism === 0);
  const uids = new Int32Array(voters.length);
  const weights = new Float64Array(voters.length);
  const families = () => modelFamiliesOf(world.hyperparameters, seed);
  return {
    loss: book.loss,
    quality: book.quality,
    worth: book.worth,
    get models() {
      return modelsOf(world, book, families());
    },
    ...adversariesOf(known, families),
    validator: book.validator,
    ...frontierOf(world, book),
    ...cabalOf(known),
    ...farmersOf(world),
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
      for (const [k, voter] of voters.entries()) {
        uids[k] = voter.uid;
        weights[k] = voter.shareOf(quality);
      }
      return world.rules.steadyIncentive(uids, weights);
    },
  };
}

/** Whose model answers at a uid: its own hotkey's, unless it speaks with the voice of another. */
function modelsOf({ network }: World, { guises }: MinerBook, families: ModelFamilies | undefined): Models {
  const modelOf = (uid: Uid) => guises[uid]?.voice ?? network.hotkey[uid];
  return {
    modelOf,
    ...(families !== undefined && { familyOf: (uid: Uid) => familyOf(families, modelOf(uid)) }),
    familyCorrelation: families?.correlation ?? 0,
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
  { world, book, validators, idlers, isDeceitful, seed, start }: Known,
  families: () => ModelFamilies | undefined,
): { readonly adversaries?: AdversaryTruth } {
  const { hyperparameters, network } = world;
  const topk = hyperparameters['scenario.clientTopk'];
  const counts = validators[0]?.scorer;
  const isCounted = counts?.forwards !== undefined;
  if (!isDeceitful && idlers.size === 0 && topk === 0 && !isCounted) return {};
  const idle = new Uint8Array(network.capacity);
  const resting = validators.filter(({ serial }) => idlers.has(serial));
  return {
    adversaries: {
      hasCheaters: isDeceitful,
      kindOf: (uid) => (book.validator[uid] ? 'other' : book.guises[uid]?.cheats ? 'cheater' : 'honest'),
      get idle() {
        if (resting.length === 0) return null;
        idle.fill(0);
        for (const { uid } of resting) idle[uid] = 1;
        return idle;
      },
      clientLoss:
        topk > 0
          ? () =>
              clientLoss(network, book, topk, seed, world.block - start, families()) - fallenOf(world, book)
          : null,
      forwards: isCounted ? () => counts.forwards ?? 0 : null,
    },
  };
}

/** Those who live off immunity, where a scenario has some. */
function farmersOf({ hyperparameters, network }: World): Pick<Truth, 'isFarmer'> {
  const { 'scenario.farmerShare': farmers, 'scenario.squatterShare': squatters } = hyperparameters;
  return farmers + squatters > 0 ? { isFarmer: (uid) => isFarmerKey(network.hotkey[uid]) } : {};
}

/** True losses are those of the founding day less what the frontier has moved since, nats. */
const fallenOf = ({ hyperparameters }: World, { frontier }: MinerBook): Nats =>
  frontier.fallen * contextFactor(hyperparameters.validatorSequenceLength);

/** Validators that favour miners, and of these the founders that have not been replaced: a cabal. */
function cabalOf({ world: { network }, book, favouring }: Known): Pick<Truth, 'isCabal'> {
  if (favouring.size === 0) return {};
  const isFavoured = (uid: Uid) => [...favouring.values()].some((kind) => kind.favours?.(uid));
  const isFounder = (uid: Uid) => network.hotkey[uid] === uid;
  return {
    isCabal: (uid) =>
      book.validator[uid] === 1 ? favouring.has(network.hotkey[uid]) : isFavoured(uid) && isFounder(uid),
  };
}
