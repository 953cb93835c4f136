import { studyHash, trialId } from '../../base/identity.ts';
import { ownMarkOf } from '../../plan/ownFiles.ts';
import { cellsOf, mainTrials, type Study } from '../../plan/study.ts';
import type { SweepOutcome } from '../../run/resultsFolder.ts';
import { type RunHooks, runTrials } from '../runTrials.ts';
import { findingOf, type PilotRow, type WarmUpFinding, warmUpFolder } from './finding.ts';

/** Where pilots run, and on how many workers. */
interface PilotRun extends RunHooks {
  readonly folder: string;
  readonly workers: number;
}

/**
 * Runs what is missing of the pilots of a study in its folder's `warm-up`, and applies the rule to them; no finding if it was stopped. Throws
 * `UserError` where no steady state shows.
 */
export async function runPilots(
  study: Study,
  hash: string,
  { folder, workers, workforce, retryFailed, signal, onProgress }: PilotRun,
): Promise<{ readonly outcome: SweepOutcome; readonly finding: WarmUpFinding | null }> {
  const { firstSeed = 1, warmUp } = study;
  const plan = { name: 'warm-up', of: hash, ...warmUp!, ...ownMarkOf(study) };
  const trials = Array.from({ length: warmUp!.pilots }, (_, k) => firstSeed + k).flatMap((seed) =>
    cellsOf(study).map((levels) => {
      const [trial] = mainTrials(study, levels, seed);
      return { id: trialId({ pilot: trial.plan }), plan: trial.plan, labels: { arm: null, levels } };
    }),
  );
  const outcome = await runTrials({
    study: { hash: studyHash(plan), plan },
    trials,
    folder: warmUpFolder(folder),
    workers,
    entry: new URL('./pilotWorker.ts', import.meta.url),
    stage: 'warm-up',
    ...(workforce !== undefined && { workforce }),
    ...(retryFailed === true && { retryFailed }),
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress }),
  });
  const finding = outcome.stopped
    ? null
    : findingOf(study, [...outcome.rows.values()] as unknown as PilotRow[]);
  return { outcome, finding };
}
