import { over, shared } from '../sim/copy.ts';
import type { Hyperparameters } from '../sim/hyperparameters/registry.ts';
import type { Nats, Serial, Share } from '../sim/units.ts';
import { UnrunnableWorld } from '../sim/unrunnable.ts';
import { answerShare, contextFactor, type Disguise, type Miner, trueLoss } from './miner.ts';
import type { Answers } from './minerBook.ts';
import { type Guise, meanOverLuck } from './scoring/guise.ts';
import { lowestLoss } from './scoring/scalingLaw.ts';
import {
  beyondTable,
  locate,
  type ScoreTable,
  steadyScore,
  steadyScoreAt,
  tableFor,
} from './scoring/synergyTable.ts';
import { trickCatalogue } from './tricks/catalogue.ts';
import { isDeceitful, trickNamed } from './tricks/handOut.ts';
import { guiseOf, shownOf } from './tricks/look.ts';
import type { Trick } from './tricks/trick.ts';

/** Tells what a miner's answers are worth under the scoring of the world. */
export interface QualityModel {
  readonly table: ScoreTable;
  /** All that miners and candidates may be up to. */
  readonly tricks: readonly Trick[];
  /** Whether any miner may deceive; where none does, answers are what they are. */
  readonly isDeceitful: boolean;
  /** Steady score q of a miner. */
  qualityOf(miner: Miner): number;
  answersOf(miner: Miner): Answers;
  answersAt(loss: Nats, responds: Share): Answers;
  /** The loss whose steady score is `quality`, within the table. */
  lossAt(quality: number): Nats;
  /** The same people and tricks under other settings. */
  under(hyperparameters: Hyperparameters): QualityModel;
}

/** `seed` names the luck of deceivers, `tricks` is the list of possible ones. */
export function qualityModelOf(
  hyperparameters: Hyperparameters,
  seed = '',
  tricks: readonly Trick[] = trickCatalogue,
): QualityModel {
  const table = tableOf(hyperparameters);
  const poorFactor = hyperparameters['scenario.poorFactor'];
  const poorResponds = hyperparameters['scenario.poorResponds'];
  const context = contextFactor(hyperparameters.validatorSequenceLength);
  // A longer sequence changes every loss by the same factor, and base scores by another: relative scores stay.
  const answersAt = (loss: Nats, responds: Share): Answers => {
    const place = locate(table, loss);
    const { level, fraction } = place;
    const quality = responds * steadyScoreAt(table, place);
    return { loss: Math.max(lowestLoss, loss * context), quality, level, fraction, responds };
  };
  const judge = guiseJudge(hyperparameters, table, seed, tricks);
  const answersOf = (miner: Miner): Answers => {
    const loss = trueLoss(miner, poorFactor);
    const { disguise } = miner;
    const responds = answerShare(miner, poorResponds);
    if (disguise === undefined) return answersAt(loss, responds);
    const { guise, score } = judge(disguise, loss);
    return {
      ...answersAt(guise.shown, responds),
      loss: Math.max(lowestLoss, loss * context),
      quality: responds * guise.penalty * score,
      guise,
      worth: responds * steadyScore(table, loss),
    };
  };
  const disguisedQuality = (miner: Miner, disguise: Disguise): number => {
    const { guise, score } = judge(disguise, trueLoss(miner, poorFactor));
    return answerShare(miner, poorResponds) * guise.penalty * score;
  };
  // A function of settings and miners: the judgements that it remembers it would make again.
  return shared({
    table,
    tricks,
    isDeceitful: isDeceitful(tricks, hyperparameters),
    qualityOf: (miner: Miner) =>
      miner.disguise === undefined
        ? answerShare(miner, poorResponds) * steadyScore(table, trueLoss(miner, poorFactor))
        : disguisedQuality(miner, miner.disguise),
    answersOf,
    answersAt,
    lossAt: (quality: number) => lossAt(table, quality),
    under: (changed: Hyperparameters) => qualityModelOf(changed, seed, tricks),
  });
}

/** How one model of a deceiver looks, and the mean score of a query of it before the penalty. */
interface Judged {
  readonly trick: string;
  readonly loss: Nats;
  readonly guise: Guise;
  readonly score: number;
}

/** Models of one voice that are remembered: one for each device and some; a miner that trains has a new one every day. */
const remembered = 8;

/** Judges disguised miners; all validators weigh the same few models again and again, so judgements are kept by voice. */
function guiseJudge(
  hyperparameters: Hyperparameters,
  table: ScoreTable,
  seed: string,
  tricks: readonly Trick[],
): (disguise: Disguise, loss: Nats) => Judged {
  const judgedBefore = new Map<Serial, Judged[]>();
  const rows = hyperparameters.validatorBatchSize;
  const averagesLoss = hyperparameters['validator.movingAverageOn'] === 'loss';
  const scoreOf = (guise: Guise): number =>
    averagesLoss
      ? steadyScore(
          table,
          meanOverLuck(guise, rows, (shown) => shown),
        )
      : meanOverLuck(guise, rows, (shown) => beyondTable(table, shown) + steadyScore(table, shown));
  return ({ trick, voice }, loss) => {
    const before = judgedBefore.get(voice) ?? [];
    const same = before.find((one) => one.loss === loss && one.trick === trick);
    if (same !== undefined) return same;
    const kin = before.find((one) => one.trick === trick)?.guise;
    const known = trickNamed(tricks, trick);
    const guise =
      kin === undefined
        ? guiseOf(known, voice, loss, seed, hyperparameters)
        : { ...kin, shown: shownOf(known, loss, hyperparameters) };
    const judged = { trick, loss, guise, score: scoreOf(guise) };
    judgedBefore.set(voice, [judged, ...before.slice(0, remembered - 1)]);
    return judged;
  };
}

/** A quality model whose settings may be revised while a world runs: its holders ask by the rules of the day. */
export interface LivingModel extends QualityModel {
  revise(hyperparameters: Hyperparameters): void;
}

/** What a living model is made of. */
interface Life {
  readonly seed: string;
  readonly tricks: readonly Trick[];
  present: QualityModel;
}

export const livingModel = (first: Hyperparameters, seed: string, tricks: readonly Trick[]): LivingModel =>
  over({ seed, tricks: shared(tricks), present: qualityModelOf(first, seed, tricks) }, livingOver);

function livingOver(life: Life): LivingModel {
  const { seed, tricks } = life;
  return {
    tricks,
    get table() {
      return life.present.table;
    },
    get isDeceitful() {
      return life.present.isDeceitful;
    },
    qualityOf: (miner) => life.present.qualityOf(miner),
    answersOf: (miner) => life.present.answersOf(miner),
    answersAt: (loss, responds) => life.present.answersAt(loss, responds),
    lossAt: (quality) => life.present.lossAt(quality),
    under: (hyperparameters) => life.present.under(hyperparameters),
    revise: (hyperparameters) => {
      life.present = qualityModelOf(hyperparameters, seed, tricks);
    },
  };
}

/** Throws for a scoring that no table was built for. */
function tableOf({
  scalingLawPower,
  synergyScalingLawPower,
  validatorBatchSize,
}: Hyperparameters): ScoreTable {
  const table = tableFor(
    { base: scalingLawPower / 100, synergy: synergyScalingLawPower / 100 },
    validatorBatchSize,
  );
  if (table !== null) return table;
  throw new UnrunnableWorld(
    `no score table for scalingLawPower ${scalingLawPower}, synergyScalingLawPower ${synergyScalingLawPower} and ` +
      `validatorBatchSize ${validatorBatchSize}; tables exist for 50, 60, 32 (Nakamoto; also batches of 8 and 128) and 50, 50, 32 (Finney)`,
  );
}

/** Bisection on the falling curve of steady scores. */
function lossAt(table: ScoreTable, quality: number): Nats {
  let low = table.losses[0];
  let high = table.losses[table.losses.length - 1];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (steadyScore(table, middle) > quality) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
