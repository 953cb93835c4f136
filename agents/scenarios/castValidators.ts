import { over } from '../../sim/copy.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { stakeAt } from '../../sim/stake.ts';
import type { Uid } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import type { MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import { ExactScorer } from '../scoring/exactScorer.ts';
import { GuisedScorer } from '../scoring/guisedScorer.ts';
import { LossAverageScorer } from '../scoring/lossAverageScorer.ts';
import { ownerShareOf } from '../scoring/ownerShare.ts';
import { defaultRowLaw } from '../scoring/rowLosses.ts';
import { RuleScorer } from '../scoring/ruleScorer.ts';
import { type SweepScorer, TableScorer } from '../scoring/sweepScorer.ts';
import { weightScratch } from '../scoring/weights.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import { Validator, type ValidatorSettings } from '../validators/validator.ts';

/** Networks up to this size draw pair synergy row by row unless told otherwise. */
const exactUpTo = 64;

/** The validators of a world, each with a phase of its own within a sweep and a settled opinion of everyone. */
export function validatorsOf(
  world: World,
  uids: readonly number[],
  kinds: ReadonlyMap<Uid, ValidatorKind>,
  book: MinerBook,
  qualityModel: QualityModel,
  seed: string,
): Validator[] {
  const { network } = world;
  const settings = validatorSettingsOf(world, seed);
  const scorer = scorerOf(world, book, qualityModel);
  const scratch = weightScratch(network.capacity);
  const phases = noiseKey(seed, 0xffffffff, 0);
  return uids.map((uid) => {
    const phase = 1 + Math.floor(uniformAt(noiseOf(phases, uid)) * settings.sweepBlocks);
    const seat = kinds.get(uid)?.seat ?? ((...place) => new Validator(...place));
    const validator = seat(uid, network.hotkey[uid], world.block + phase, settings, scorer, scratch);
    validator.settle(network.hotkey, book.quality);
    return validator;
  });
}

function validatorSettingsOf(world: World, seed: string): ValidatorSettings {
  const { hyperparameters } = world;
  const fixed = {
    seed,
    topk: hyperparameters['validator.topk'],
    staleMetagraph: hyperparameters['validator.staleMetagraph'],
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
): SweepScorer {
  const wish = hyperparameters['scenario.synergy'];
  const rows = hyperparameters.validatorBatchSize;
  const rule = hyperparameters['validator.scoringRule'];
  if (hyperparameters['validator.movingAverageOn'] === 'loss') {
    if (rule === 'synergy') return new LossAverageScorer(book, qualityModel.table, rows);
    throw new UnrunnableWorld(
      `validator.movingAverageOn loss goes with scoringRule synergy; received ${rule}`,
    );
  }
  const exact = wish === 'exact' || (wish === 'auto' && network.capacity <= exactUpTo);
  if (!exact && rule === 'synergy') {
    const scorer = new TableScorer(book, qualityModel.table.bins);
    return qualityModel.isDeceitful ? new GuisedScorer(scorer, qualityModel.table, rows) : scorer;
  }
  const law = { rows, rho: defaultRowLaw.rho };
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

/** Groups of experts are kept as bits; an exact Shapley value of more than 12 takes too long. */
function refuseCrowd(rule: string, topk: number): void {
  const most = rule === 'shapley' ? 12 : 30;
  if (topk > most)
    throw new UnrunnableWorld(
      `scoringRule ${rule} takes up to ${most} peers; received validator.topk ${topk}`,
    );
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
