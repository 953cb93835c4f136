import { availableParallelism } from 'node:os';
import { studyHash, trialId } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import { ownStaffOf } from '../../run/ownStaff.ts';
import type { SweepOutcome } from '../../run/resultsFolder.ts';
import { AdaptiveRun } from '../../sweep/adaptiveRun.ts';
import type { StudyRun } from '../../sweep/runStudy.ts';
import type { Measure } from './evaluation.ts';
import type { Measures } from './scores.ts';
import { mostTrials, type TunePlan, trialPlanOf } from './tunePlan.ts';
import { type TuneOutcome, tuneStudy } from './tuneStudy.ts';

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
  const hash = studyHash(plan);
  const adaptive = new AdaptiveRun({
    ...run,
    workers: run.workers ?? availableParallelism(),
    study: { hash, plan },
    expected: mostTrials(plan),
    ...(await ownStaffOf(plan)),
  });
  try {
    const tuned = await tuneStudy(plan, measuring(plan, adaptive));
    return { ...(await adaptive.end()), hash, tuned };
  } catch (error) {
    if (error instanceof UserError && adaptive.hasBegun)
      throw new UserError(`${error.message}\nnothing is lost: the trials are in ${run.folder}`);
    throw error;
  } finally {
    await adaptive.close();
  }
}

const measuring =
  (plan: TunePlan, adaptive: AdaptiveRun): Measure =>
  async (wanted) => {
    const trials = wanted.map(({ setting, seed, stage }) => {
      const trial = trialPlanOf(plan, setting, seed);
      return { id: trialId(trial), plan: trial, labels: { arm: null, levels: setting, stage } };
    });
    const rows = await adaptive.rows(trials);
    return rows.map((row) => (row.status === 'complete' ? (row.measures as Measures) : null));
  };
