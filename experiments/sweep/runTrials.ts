import { Progress } from '../base/progress.ts';
import type { TrialPlan } from '../plan/trial.ts';
import { ownStaffOf } from '../run/ownStaff.ts';
import { type PlannedTrial, type SweepOutcome, sweep } from '../run/resultsFolder.ts';
import { tellOfSlowTwin } from './kernelNotice.ts';

/** What a verb that runs trials asks for. */
export interface TrialRun {
  readonly study: { readonly hash: string; readonly plan: unknown };
  readonly trials: readonly PlannedTrial[];
  readonly folder: string;
  readonly workers: number;
  /** Longest a trial may take, ms. */
  readonly limitMilliseconds?: number;
  /** What a worker runs; a trial if left out. */
  readonly entry?: URL;
  onProgress?(done: number): void;
}

/**
 * Runs what is missing of a study's trials, showing how far it is; Ctrl-C stops it and keeps what is done, with a message. Sets the exit
 * code 130 if it was stopped, 1 if a trial failed.
 */
export async function runTrials({
  study,
  trials,
  folder,
  workers,
  limitMilliseconds,
  entry = new URL('../run/trialWorker.ts', import.meta.url),
  onProgress,
}: TrialRun): Promise<SweepOutcome> {
  tellOfSlowTwin();
  const progress = new Progress();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const outcome = await sweep({
      study,
      trials,
      folder,
      entry,
      workers,
      ...(limitMilliseconds !== undefined && { limitMilliseconds }),
      ...(await ownStaffOf(study.plan)),
      signal: stop.signal,
      replay,
      onProgress(done, total, failed) {
        onProgress?.(done);
        progress.show(done, total, failed);
      },
    });
    progress.end();
    tell(outcome, folder);
    return outcome;
  } catch (error) {
    progress.end();
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function tell({ stopped, ran, found, total, failed }: SweepOutcome, folder: string): void {
  if (failed > 0) process.exitCode = 1;
  if (!stopped) return;
  process.stderr.write(`stopped: ${ran + found} of ${total} trials are done and kept in ${folder}\n`);
  process.exitCode = 130;
}

/** The command that runs one trial alone. */
export function replay({ plan }: PlannedTrial): string {
  const { scenario, ruleset, arithmetic, set, days, warmUpDays, seed, with: files = [] } = plan as TrialPlan;
  const settings = [
    ...files.map(({ file }) => `--with ${file}`),
    ...Object.entries(set).map(([name, value]) => `--set ${name}=${value}`),
  ];
  return `yuma-lab simulate --scenario ${scenario} --ruleset ${ruleset} --arithmetic ${arithmetic} --seed ${seed} --days ${days} --warm-up ${warmUpDays} ${settings.join(' ')}`.trim();
}

/** How a run ended, for machines. */
export const summaryOf = ({ ran, found, failed, total, rowsHash, repairs }: SweepOutcome) => ({
  ran,
  found,
  failed,
  total,
  rowsHash,
  repairs,
});

/** The last lines of a verb that ran trials; `time` is how long it took. */
export function closing(outcome: SweepOutcome, time: string, folder: string): string {
  const { ran, found, failed, total, rowsHash, repairs } = outcome;
  const work =
    ran === 0
      ? `nothing to run: all ${total} trials were done`
      : `ran ${ran} of ${total} trials ${time}${found > 0 ? `, found ${found} done` : ''}`;
  const failures =
    failed > 0 ? [`${failed} trials failed: see status "failed" in ${folder}/journal.ndjson`] : [];
  return [...repairs, work, ...failures, `rows SHA-256 ${rowsHash}`].join('\n');
}
