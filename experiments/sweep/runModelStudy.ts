import { availableParallelism } from 'node:os';
import { studyHash, trialId } from '../base/identity.ts';
import { labCommand } from '../base/runnable.ts';
import { shellWord } from '../base/shellWord.ts';
import { checkModelStudy } from '../plan/checkModelStudy.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import { type ModelTrial, type ModelTrialPlan, modelTrialsOf } from '../plan/modelTrial.ts';
import { type PlannedTrial, refuseForeign, type SweepOutcome } from '../run/resultsFolder.ts';
import type { StudyRun } from './runStudy.ts';
import { runTrials } from './runTrials.ts';
import { dealtTo, refuseEmpty } from './shard/deal.ts';
import { takeMark } from './shard/mark.ts';

/** How a run of a study of a model ended: as a sweep, with the plan's hash and how long it took. */
export interface ModelOutcome extends SweepOutcome {
  readonly hash: string;
  readonly seconds: number;
}

const usualLimit = 3_600_000;

/**
 * Runs what is missing of a study of a model into its folder; repeated, it runs nothing. Prints nothing. A trial that fails is a row too.
 * Throws `UserError`, before anything is written, for a study that cannot run, for the folder of another study, and for one in use.
 */
export async function runModelStudy(study: ModelStudy, run: StudyRun): Promise<ModelOutcome> {
  checkModelStudy(study);
  const { folder, workers = availableParallelism(), limitMilliseconds = usualLimit, shard } = run;
  const hash = studyHash(study);
  const all = plannedModelTrials(study);
  if (shard !== undefined) refuseEmpty(all.length, shard);
  refuseForeign(folder, { hash, plan: study });
  takeMark(folder, hash, shard);
  const started = performance.now();
  const outcome = await runTrials({
    ...run,
    study: { hash, plan: study },
    trials: dealtTo(all, shard),
    workers,
    limitMilliseconds,
    entry: new URL('../run/modelWorker.ts', import.meta.url),
    replay: ({ plan }) => replayModel(plan),
  });
  return { ...outcome, hash, seconds: (performance.now() - started) / 1000 };
}

/** A trial as the sweep takes it. */
const planned = ({ condition, attack, plan }: ModelTrial): PlannedTrial => ({
  id: trialId(plan),
  plan,
  labels: { condition, attack },
});

/** The trials of a study of a model as the sweep takes them. */
export const plannedModelTrials = (study: ModelStudy): PlannedTrial[] => modelTrialsOf(study).map(planned);

/** The command that runs one trial of a model alone. */
export function replayModel(plan: unknown): string {
  const { model, seed, set }: ModelTrialPlan = Object(plan);
  const settings = Object.entries(set ?? {}).map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`);
  return [`${labCommand} models ${model} --seed ${seed}`, ...settings].join(' ');
}
