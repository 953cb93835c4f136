import type { AdversaryTruth } from '../sim/metrics/adversaryTruth.ts';
import type { Models } from '../sim/metrics/effectiveModels.ts';
import type { Truth } from '../sim/metrics/truth.ts';
import { stakeAt } from '../sim/stake.ts';
import type { Uid } from '../sim/units.ts';
import type { World } from '../sim/world.ts';
import { clientLoss } from './client.ts';
import { isFarmerKey } from './immunityFarmer.ts';
import type { MinerBook } from './minerBook.ts';
import { familyOf, type ModelFamilies, modelFamiliesOf } from './scoring/modelFamilies.ts';
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
  // A validator has the same stake and the same opinions to come in every mechanism: one of them says what a newcomer is to expect.
  const voters = validators.filter(({ mechanism }) => mechanism === 0);
  const uids = Int32Array.from(voters, ({ uid }) => uid);
  const weights = new Float64Array(voters.length);
  const families = modelFamiliesOf(world.hyperparameters, seed);
  return {
    loss: book.loss,
    quality: book.quality,
    worth: book.worth,
    models: modelsOf(world, book, families),
    ...adversariesOf(world, people, seed, families),
    validator: book.validator,
    ...cabalOf(world, people),
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
      for (const [k, { uid, listedScore }] of voters.entries()) {
        uids[k] = uid;
        weights[k] = listedScore > 0 ? quality / listedScore : 0;
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

/** Nothing where there are no deceivers, idlers or client and the rule counts no forward passes. */
function adversariesOf(
  world: World,
  { book, validators, kinds, isDeceitful }: People,
  seed: string,
  families: ModelFamilies | undefined,
): { readonly adversaries?: AdversaryTruth } {
  const { hyperparameters, network } = world;
  const resting = validators.filter(({ uid }) => kinds.get(uid)?.isIdle);
  const topk = hyperparameters['scenario.clientTopk'];
  const counts = validators[0]?.scorer;
  const isCounted = counts?.forwards !== undefined;
  if (!isDeceitful && resting.length === 0 && topk === 0 && !isCounted) return {};
  const idle = new Uint8Array(network.capacity);
  const start = world.block;
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
        topk > 0 ? () => clientLoss(network, book, topk, seed, world.block - start, families) : null,
      forwards: isCounted ? () => counts.forwards ?? 0 : null,
    },
  };
}

/** Those who live off immunity, where a scenario has some. */
function farmersOf({ hyperparameters, network }: World): Pick<Truth, 'isFarmer'> {
  const { 'scenario.farmerShare': farmers, 'scenario.squatterShare': squatters } = hyperparameters;
  return farmers + squatters > 0 ? { isFarmer: (uid) => isFarmerKey(network.hotkey[uid]) } : {};
}

/** Validators that favour miners, and of these the founders that have not been replaced: a cabal. */
function cabalOf({ network }: World, { book, validators, kinds }: People): Pick<Truth, 'isCabal'> {
  // By hotkey, which a founder's uid names: it keeps that in every slot.
  const members = new Set<number>(
    validators
      .filter(({ serial }: { serial: number }) => kinds.get(serial)?.favours)
      .map(({ serial }) => serial),
  );
  if (members.size === 0) return {};
  const favouring = [...kinds.values()];
  const isFavoured = (uid: Uid) => favouring.some((kind) => kind.favours?.(uid));
  const isFounder = (uid: Uid) => network.hotkey[uid] === uid;
  return {
    isCabal: (uid) =>
      book.validator[uid] === 1 ? members.has(network.hotkey[uid]) : isFavoured(uid) && isFounder(uid),
  };
}
