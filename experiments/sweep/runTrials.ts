import type { Listed } from '../base/listed.ts';
import { type ScenarioMark, scenarioWord } from '../plan/scenarioMark.ts';
import type { TrialPlan } from '../plan/trial.ts';
import type { StoredRow } from '../run/journal.ts';
import { ownStaffOf } from '../run/ownStaff.ts';
import { type PlannedTrial, type SweepOptions, type SweepOutcome, sweep } from '../run/resultsFolder.ts';

/** How far a run is, in trials. */
export interface RunProgress {
  /** Pilots that find the warm-up run first, where a study has such a rule. */
  readonly stage: 'warm-up' | 'trials';
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Rows kept so far, by id; they grow while the run goes on. */
  readonly rows?: ReadonlyMap<string, StoredRow>;
}

/** How a run is stopped, and who is told how far it is. */
export interface RunHooks {
  /** Stops the run: what is done is kept, and the same run goes on from there. */
  readonly signal?: AbortSignal;
  /** Those who run the trials; left out: worker threads of this process. */
  readonly workforce?: SweepOptions['workforce'];
  /** Whether trials that failed before run again. */
  readonly retryFailed?: boolean;
  /** Told in words where the run waits for the lease of a process that may be gone. */
  onWait?(words: string): void;
  onProgress?(progress: RunProgress): void;
}

/** Trials to run into a folder. */
export interface TrialRun extends RunHooks {
  readonly study: { readonly hash: string; readonly plan: unknown };
  readonly trials: Listed<PlannedTrial>;
  readonly folder: string;
  readonly workers: number;
  /** Longest a trial may take, ms. */
  readonly limitMilliseconds?: number;
  /** What a worker runs; a trial if left out. */
  readonly entry?: URL;
  readonly stage?: RunProgress['stage'];
  /** Words that repeat one trial; left out: those of a world of one network. */
  replay?(trial: PlannedTrial): string;
}

/** Runs what is missing of a study's trials. */
export async function runTrials(run: TrialRun): Promise<SweepOutcome> {
  const { study, trials, folder, workers, limitMilliseconds, workforce, signal, stage = 'trials' } = run;
  let rows: ReadonlyMap<string, StoredRow> = new Map();
  return sweep({
    study,
    trials,
    folder,
    entry: run.entry ?? new URL('../run/trialWorker.ts', import.meta.url),
    workers,
    ...(limitMilliseconds !== undefined && { limitMilliseconds }),
    ...(await ownStaffOf(study.plan)),
    ...(workforce !== undefined && { workforce }),
    ...(run.retryFailed === true && { retryFailed: true }),
    ...(run.onWait !== undefined && { onWait: run.onWait }),
    ...(signal !== undefined && { signal }),
    replay: run.replay ?? ((trial) => replay(trial, scenarioFileOf(study.plan))),
    onRows: (kept) => (rows = kept),
    onProgress: (done, total, failed) => run.onProgress?.({ stage, done, total, failed, rows }),
  });
}

/** The file that a plan's worlds start from, where it is made of one. */
export const scenarioFileOf = (plan: unknown): ScenarioMark['scenarioFile'] => Object(plan).scenarioFile;

/** The command that runs one trial alone; `scenarioFile`: what its study was made with. */
export function replay({ plan }: PlannedTrial, scenarioFile?: ScenarioMark['scenarioFile']): string {
  const trial = plan as TrialPlan;
  const { ruleset, arithmetic, set, days, warmUpDays, seed, change, with: files = [] } = trial;
  const settings = [
    ...files.map(({ file }) => `--with ${file}`),
    ...Object.entries(set).map(([name, value]) => `--set ${name}=${value}`),
    ...(change === undefined ? [] : [`--change-day ${change.day}`]),
    ...Object.entries(change?.set ?? {}).map(([name, value]) => `--change ${name}=${value}`),
  ];
  const mark = scenarioFile === undefined ? {} : { scenarioFile };
  const start = scenarioWord({ ...trial, ...mark });
  return `yuma-lab simulate --scenario ${start} --ruleset ${ruleset} --arithmetic ${arithmetic} --seed ${seed} --days ${days} --warm-up ${warmUpDays} ${settings.join(' ')}`.trim();
}
