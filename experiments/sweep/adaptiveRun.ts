import type { StoredRow } from '../run/journal.ts';
import { OpenSweep, type PlannedTrial, type SweepOptions, type SweepOutcome } from '../run/resultsFolder.ts';
import type { OwnStaff } from '../run/staff.ts';
import { type RunHooks, replay, scenarioFileOf } from './runTrials.ts';

/** The run was stopped; what is done is kept. */
export class Stopped extends Error {
  /** Trials done, and how many there would have been at most. */
  readonly done: number;
  readonly expected: number;

  constructor(done: number, expected: number) {
    super(`stopped after ${done} trials`);
    this.done = done;
    this.expected = expected;
  }
}

interface AdaptiveOptions extends RunHooks {
  readonly study: SweepOptions['study'];
  readonly folder: string;
  readonly workers: number;
  /** Trials it will take at most. */
  readonly expected: number;
  /** Longest a trial may take, ms. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own that its trials may meet. */
  readonly own?: OwnStaff;
}

/**
 * A run whose next trials depend on the last ones: a folder as `sweep` writes it, filled batch by batch by one staff of workers. The same
 * batches asked for again are found done, which is how a stopped run goes on. Call `close` at the end in any case.
 */
export class AdaptiveRun {
  private readonly options: AdaptiveOptions;
  private readonly trials = new Map<string, PlannedTrial>();
  private readonly open: OpenSweep;
  private kept: ReadonlyMap<string, StoredRow> = new Map();
  private ran = 0;
  private failed = 0;

  constructor(options: AdaptiveOptions) {
    this.options = options;
    const { study, folder, workers, limitMilliseconds, own, signal, workforce, retryFailed } = options;
    this.open = new OpenSweep({
      study,
      folder,
      workers,
      entry: new URL('../run/trialWorker.ts', import.meta.url),
      replay: (trial) => replay(trial, scenarioFileOf(study.plan)),
      onRows: (rows) => (this.kept = rows),
      ...(workforce !== undefined && { workforce }),
      ...(retryFailed === true && { retryFailed }),
      ...(signal !== undefined && { signal }),
      ...(limitMilliseconds !== undefined && { limitMilliseconds }),
      ...(own !== undefined && { own }),
    });
  }

  get hasBegun(): boolean {
    return this.trials.size > 0;
  }

  /**
   * Rows of trials in their order; those that are missing are run first. `expected`: trials of the whole run as far as is known now.
   * Throws `Stopped`.
   */
  async rows(trials: readonly PlannedTrial[], expected = this.options.expected): Promise<StoredRow[]> {
    if (trials.length === 0) return [];
    const outcome = await this.sweep(trials, expected);
    if (outcome.stopped)
      throw new Stopped(this.trials.size + outcome.ran + outcome.found, this.options.expected);
    for (const trial of trials) this.trials.set(trial.id, trial);
    this.ran += outcome.ran;
    this.failed += outcome.failed;
    return trials.map(({ id }) => outcome.rows.get(id)!);
  }

  /** What the whole run came to. */
  async end(): Promise<SweepOutcome> {
    const outcome = await this.sweep([...this.trials.values()], 0);
    return { ...outcome, ran: this.ran, found: outcome.total - this.ran };
  }

  async close(): Promise<void> {
    await this.open.close();
  }

  private sweep(trials: readonly PlannedTrial[], expected: number): Promise<SweepOutcome> {
    const before = this.trials.size;
    return this.open.run(trials, (done, total, failed) => {
      if (before + total <= expected)
        this.options.onProgress?.({
          stage: 'trials',
          done: before + done,
          total: expected,
          failed: this.failed + failed,
          rows: this.kept,
        });
    });
  }
}
