import { type BeginningFinding, findingOf, statesOf } from '../../analysis/beginning/settling.ts';
import type { BegunStudy, StudyWorld } from '../../analysis/beginning/worlds.ts';
import { studyHash, trialId } from '../../base/identity.ts';
import { pilotLengths } from '../../plan/beginningPlan.ts';
import { ownMarkOf } from '../../plan/ownFiles.ts';
import { type Row, rowsOf } from '../../plan/rows.ts';
import type { PlannedTrial, SweepOutcome } from '../../run/resultsFolder.ts';
import { type RunHooks, runTrials } from '../runTrials.ts';
import { beginningFolder } from './readBeginning.ts';

/** Where pilots run, and on how many workers. */
interface PilotRun extends RunHooks {
  readonly folder: string;
  readonly workers: number;
  readonly limitMilliseconds?: number;
}

/**
 * Runs what is missing of the pilots of a beginning in its folder's `beginning`: each world for longer and longer, until it has settled or
 * is at its limit. No finding if it was stopped. Throws `UserError` where pilots failed.
 */
export async function runBeginning(
  study: BegunStudy,
  hash: string,
  { folder, ...run }: PilotRun,
): Promise<{ readonly outcome: SweepOutcome; readonly finding: BeginningFinding | null }> {
  const plan = { name: 'beginning', of: hash, ...study.beginning, ...ownMarkOf(study) };
  const trials: PlannedTrial[] = [];
  let rows: readonly Row[] = [];
  for (;;) {
    const open = statesOf(study, rows).flatMap(({ world, next }) => (next === null ? [] : [{ world, next }]));
    trials.push(...open.flatMap(({ world, next }) => pilotsOf(study, world, next)));
    const outcome = await runTrials({
      ...run,
      study: { hash: studyHash(plan), plan },
      trials,
      folder: beginningFolder(folder),
      stage: 'warm-up',
    });
    rows = rowsOf(outcome.rows.values());
    if (outcome.stopped) return { outcome, finding: null };
    const finding = findingOf(study, rows);
    if (finding !== null) return { outcome, finding };
  }
}

/** Pilots of a world of one length: its trial under the status quo, measured from the founding on. */
const pilotsOf = (study: BegunStudy, { arm, levels, plan }: StudyWorld, days: number): PlannedTrial[] =>
  Array.from({ length: study.beginning.pilots }, (_, k) => {
    const pilot = { ...plan, warmUpDays: 0, days, seed: String((study.firstSeed ?? 1) + k) };
    return { id: trialId(pilot), plan: pilot, labels: { arm, levels } };
  });

/** Pilots that a study runs at most: what its progress cannot know before. */
export const mostPilots = (study: BegunStudy, worlds: number): number =>
  worlds * study.beginning.pilots * pilotLengths(study.beginning).length;
