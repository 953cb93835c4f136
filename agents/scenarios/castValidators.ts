import { over } from '../../sim/copy.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { stakeAt } from '../../sim/stake.ts';
import type { Uid } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import type { MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import { drawsRows } from '../scoring/drawsRows.ts';
import { ExactScorer } from '../scoring/exactScorer.ts';
import { GuisedScorer } from '../scoring/guisedScorer.ts';
import { LossAverageScorer } from '../scoring/lossAverageScorer.ts';
import { modelFamiliesOf } from '../scoring/modelFamilies.ts';
import { ownerShareOf } from '../scoring/ownerShare.ts';
import { defaultRowLaw } from '../scoring/rowLosses.ts';
import { RuleScorer } from '../scoring/ruleScorer.ts';
import { type SweepScorer, TableScorer } from '../scoring/sweepScorer.ts';
import { weightScratch } from '../scoring/weights.ts';
import { Comebacks } from '../validators/comebacks.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import { Validator, type ValidatorSettings } from '../validators/validator.ts';

/**
 * The validators of a world, each with a phase of its own within a sweep and a settled opinion of everyone. Where a subnet has several
 * mechanisms, a validator asks the same miners for each of them, with draws of its own: all mechanisms ask for the same work.
 */
export function validatorsOf(
  world: World,
  uids: readonly number[],
  kinds: ReadonlyMap<Uid, ValidatorKind>,
  book: MinerBook,
  qualityModel: QualityModel,
  seed: string,
): Validator[] {
  const { network } = world;
  const scorer = scorerOf(world, book, qualityModel, seed);
  const scratch = weightScratch(network.capacity);
  const mechanisms = Array.from(
    { length: readingOf(world.hyperparameters).mechanisms },
    (_, mechanism) => mechanism,
  );
  return mechanisms.flatMap((mechanism) => {
    const settings = validatorSettingsOf(
      world,
      mechanism,
      mechanism === 0 ? seed : `${seed} mechanism ${mechanism}`,
    );
    const phases = noiseKey(settings.seed, 0xffffffff, 0);
    return uids.map((uid) => {
      const phase = 1 + Math.floor(uniformAt(noiseOf(phases, uid)) * settings.sweepBlocks);
      const seat = kinds.get(uid)?.seat ?? ((...place) => new Validator(...place));
      const validator = seat(uid, network.hotkey[uid], world.block + phase, settings, scorer, scratch);
      validator.settle(network.hotkey, book.quality);
      return validator;
    });
  });
}

function validatorSettingsOf(world: World, mechanism: number, seed: string): ValidatorSettings {
  const { hyperparameters } = world;
  const fixed = {
    seed,
    mechanism,
    topk: hyperparameters['validator.topk'],
    staleMetagraph: hyperparameters['validator.staleMetagraph'],
    sameQueries: hyperparameters['validator.sameQueries'],
    payCurve: {
      power: hyperparameters['validator.payPower'],
      paidUids: hyperparameters['validator.paidUids'],
    },
    ownerShare: ownerShareOf(world.ownerUid, hyperparameters['scenario.ownerBurn']),
    cabalSelfWeight: hyperparameters['scenario.cabalSelfWeight'],
  };
  return over({ world, fixed }, settingsOver);
}

/** What validators are told, of which a change of the rules may move some while the world runs. */
const settingsOver = (told: {
  readonly world: World;
  readonly fixed: Omit<ValidatorSettings, 'alpha' | 'sweepBlocks' | 'weightRule'>;
}): ValidatorSettings => ({
  ...told.fixed,
  get alpha() {
    return told.world.hyperparameters['validator.alpha'];
  },
  get sweepBlocks() {
    return told.world.hyperparameters['validator.sweepBlocks'];
  },
  get weightRule() {
    return readingOf(told.world.hyperparameters).weightRule;
  },
});

function scorerOf(
  { hyperparameters, network }: World,
  book: MinerBook,
  qualityModel: QualityModel,
  seed: string,
): SweepScorer {
  const rows = hyperparameters.validatorBatchSize;
  const rule = hyperparameters['validator.scoringRule'];
  const queries = hyperparameters['validator.queries'];
  if (hyperparameters['validator.movingAverageOn'] === 'loss') {
    refuseMany(queries, 'averages of losses');
    if (rule === 'synergy') return new LossAverageScorer(book, qualityModel.table, rows);
    throw new UnrunnableWorld(
      `validator.movingAverageOn loss goes with scoringRule synergy; received ${rule}`,
    );
  }
  if (!drawsRows(hyperparameters, network.capacity)) {
    const scorer = new TableScorer(book, qualityModel.table.bins, queries);
    if (qualityModel.isDeceitful) refuseMany(queries, 'miners that deceive');
    return qualityModel.isDeceitful ? new GuisedScorer(scorer, qualityModel.table, rows) : scorer;
  }
  refuseMany(queries, 'scores drawn row by row');
  const families = modelFamiliesOf(hyperparameters, seed);
  const law = { rows, rho: defaultRowLaw.rho, ...(families !== undefined && { families }) };
  const powers = {
    base: hyperparameters.scalingLawPower / 100,
    synergy: hyperparameters.synergyScalingLawPower / 100,
  };
  const topk = hyperparameters['validator.topk'];
  if (rule === 'synergy') return new ExactScorer(book, topk, law, powers);
  refuseCrowd(rule, topk);
  if (qualityModel.isDeceitful)
    throw new UnrunnableWorld(`tricks are told to scoringRule synergy only; received ${rule}`);
  return new RuleScorer(book, { rule, topk, law, powers, gateSteps: hyperparameters['validator.gateSteps'] });
}

/** Only scores from the table are averaged over queries. */
function refuseMany(queries: number, what: string): void {
  if (queries > 1)
    throw new UnrunnableWorld(
      `validator.queries above 1 does not go with ${what}; received ${queries} (set it to 1, or scenario.synergy to table)`,
    );
}

/** Groups of experts are kept as bits; an exact Shapley value of more than 12 takes too long. */
function refuseCrowd(rule: string, topk: number): void {
  const most = rule === 'shapley' ? 12 : 30;
  if (topk > most)
    throw new UnrunnableWorld(
      `scoringRule ${rule} takes up to ${most} peers; received validator.topk ${topk}`,
    );
}

/** Those of the validators that are not honest, where they come back to lost slots; null: nobody does. */
export function comebacksOf(
  world: World,
  validators: readonly Validator[],
  kinds: ReadonlyMap<Uid, ValidatorKind>,
  book: MinerBook,
  seed: string,
): Comebacks | null {
  if (!world.hyperparameters['scenario.adversariesReturn']) return null;
  const comebacks = new Comebacks(world, book, seed);
  for (const validator of validators) {
    const kind = kinds.get(validator.uid);
    if (kind !== undefined) comebacks.enlist(validator, kind.name);
  }
  return comebacks;
}

/** [uid] what validators are that are not honest. A share of each kind is from the smallest upwards. */
export function kindsOf(
  world: World,
  uids: readonly number[],
  kinds: readonly ValidatorKind[],
): ReadonlyMap<Uid, ValidatorKind> {
  const cast = new Map<Uid, ValidatorKind>();
  for (const kind of kinds) {
    const left = uids.filter((uid) => !cast.has(uid));
    for (const uid of smallestOf(world, uids, left, kind.shareOf(world.hyperparameters))) cast.set(uid, kind);
  }
  return cast;
}

/** From the smallest of `left` upwards until they hold the wished share of the stake of all `uids`. */
function smallestOf(
  world: World,
  uids: readonly number[],
  left: readonly number[],
  wish: number,
): Set<number> {
  const chosen = new Set<number>();
  if (wish === 0) return chosen;
  const stake = (uid: number) => stakeAt(world.network.stakes, uid);
  const total = uids.reduce((sum, uid) => sum + stake(uid), 0);
  let held = 0;
  for (const uid of [...left].sort((one, other) => stake(one) - stake(other))) {
    if (held + stake(uid) > wish * total) break;
    held += stake(uid);
    chosen.add(uid);
  }
  return chosen;
}
