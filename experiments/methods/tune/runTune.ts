import { availableParallelism } from 'node:os';
import { studyHash, trialId } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import type { StoredRow } from '../../run/journal.ts';
import { ownStaffOf } from '../../run/ownStaff.ts';
import type { PlannedTrial, SweepOutcome } from '../../run/resultsFolder.ts';
import { whenFree } from '../../run/whenFree.ts';
import { AdaptiveRun } from '../../sweep/adaptiveRun.ts';
import type { StudyRun } from '../../sweep/runStudy.ts';
import { dealtTo } from '../../sweep/shard/deal.ts';
import { takeMark } from '../../sweep/shard/mark.ts';
import type { Shard } from '../../sweep/shard/shard.ts';
import type { Measure } from './evaluation.ts';
import type { Measures } from './scores.ts';
import { mostTrials, type TunePlan, trialPlanOf } from './tunePlan.ts';
import { searchAndJudge, type TuneOutcome, tuneStudy } from './tuneStudy.ts';

/** How a search ended: what became of its trials, and what it found. */
export interface TuneRun extends SweepOutcome {
  readonly hash: string;
  readonly tuned: TuneOutcome;
}

/**
 * Searches into a folder, from where a stopped search goes on. Prints nothing. Throws as `tuneStudy` does, and `Stopped` where its signal
 * stops it.
 */
export async function runTune(plan: TunePlan, run: StudyRun): Promise<TuneRun> {
  takeMark(run.folder, studyHash(plan));
  return inFolder(plan, run, async (adaptive) => {
    const tuned = await tuneStudy(plan, measuring(plan, adaptive));
    return { ...(await adaptive.end()), hash: studyHash(plan), tuned };
  });
}

/**
 * Runs the search and, of the fresh seeds that judge what it found, the trials of one shard. The search is one path, so every shard needs all
 * of it: the same trials, unless they were taken over. Throws as `runTune` does.
 */
export async function runTuneShard(plan: TunePlan, run: StudyRun, shard: Shard): Promise<SweepOutcome> {
  takeMark(run.folder, studyHash(plan), shard);
  return inFolder(plan, run, async (adaptive) => {
    const judged = await searchAndJudge(plan, measuring(plan, adaptive, shard)).catch((error: unknown) => {
      if (!(error instanceof PartOnly)) throw error;
      return null;
    });
    if (judged !== null) throw new Error('the search asked for no trials on fresh seeds');
    return adaptive.end();
  });
}

/** The trials that a search has asked for, given the rows there are: all, or up to where its next ones depend on rows that are missing. */
export async function trialsOfTune(
  plan: TunePlan,
  rows: ReadonlyMap<string, StoredRow>,
): Promise<{ readonly trials: readonly PlannedTrial[]; readonly shared: number; readonly open?: string }> {
  const trials: PlannedTrial[] = [];
  let isJudged = false;
  const measure: Measure = async (wanted) => {
    const asked = wanted.map((one) => plannedOf(plan, one));
    trials.push(...asked);
    isJudged ||= wanted.some(({ stage }) => stage === 'confirm');
    const found = asked.map(({ id }) => rows.get(id));
    if (found.includes(undefined)) throw new PartOnly();
    return found.map((row) => measuresOf(row!));
  };
  try {
    await searchAndJudge(plan, measure);
  } catch (error) {
    // What the search says against its rows is for the report to say: it keeps no row from being joined.
    if (!(error instanceof PartOnly || error instanceof UserError)) throw error;
  }
  const shared = trials.filter(({ labels }) => labels.stage !== 'confirm').length;
  return {
    trials,
    shared,
    ...(!isJudged && { open: 'its search has not ended, so its later trials are not known' }),
  };
}

/** Only a part of the trials is there: no verdict follows from it. */
class PartOnly extends Error {}

/** A search in its folder, which is closed at the end in any case. */
async function inFolder<Result>(
  plan: TunePlan,
  run: StudyRun,
  search: (adaptive: AdaptiveRun) => Promise<Result>,
): Promise<Result> {
  await whenFree(run.folder, run);
  const adaptive = new AdaptiveRun({
    ...run,
    workers: run.workers ?? availableParallelism(),
    study: { hash: studyHash(plan), plan },
    expected: mostTrials(plan),
    ...(await ownStaffOf(plan)),
  });
  try {
    return await search(adaptive);
  } catch (error) {
    if (error instanceof UserError && adaptive.hasBegun)
      throw new UserError(`${error.message}\nnothing is lost: the trials are in ${run.folder}`);
    throw error;
  } finally {
    await adaptive.close();
  }
}

const measuring =
  (plan: TunePlan, adaptive: AdaptiveRun, shard?: Shard): Measure =>
  async (wanted) => {
    const trials = wanted.map((one) => plannedOf(plan, one));
    const isDealt = shard !== undefined && wanted.some(({ stage }) => stage === 'confirm');
    const rows = await adaptive.rows(isDealt ? dealtTo(trials, shard) : trials);
    if (isDealt) throw new PartOnly();
    return rows.map(measuresOf);
  };

function plannedOf(plan: TunePlan, { setting, seed, stage }: Parameters<Measure>[0][number]): PlannedTrial {
  const trial = trialPlanOf(plan, setting, seed);
  return { id: trialId(trial), plan: trial, labels: { arm: null, levels: setting, stage } };
}

const measuresOf = (row: StoredRow): Measures | null =>
  row.status === 'complete' ? (row.measures as Measures) : null;
