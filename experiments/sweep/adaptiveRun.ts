import { Progress } from '../base/progress.ts';
import type { StoredRow } from '../run/journal.ts';
import type { OwnStaff } from '../run/pool.ts';
import { OpenSweep, type PlannedTrial, type SweepOptions, type SweepOutcome } from '../run/resultsFolder.ts';
import { replay } from './runTrials.ts';

/** The run was stopped by Ctrl-C; what is done is kept. */
export class Stopped extends Error {}

interface AdaptiveOptions {
  readonly study: SweepOptions['study'];
  readonly folder: string;
  readonly workers: number;
  /** Trials it will take at most, for the progress line. */
  readonly expected: number;
  /** Longest a trial may take, ms. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own that its trials may meet. */
  readonly own?: OwnStaff;
}

/**
 * A run whose next trials depend on the last ones: a folder as `sweep` writes it, filled batch by batch by one staff of workers. The same
 * batches asked for again are found done, which is how a stopped run goes on. Ctrl-C stops it; call `close` at the end in any case.
 */
export class AdaptiveRun {
  private readonly options: AdaptiveOptions;
  private readonly progress = new Progress();
  private readonly stop = new AbortController();
  private readonly interrupt = () => this.stop.abort();
  private readonly trials = new Map<string, PlannedTrial>();
  private readonly open: OpenSweep;
  private ran = 0;
  private failed = 0;

  constructor(options: AdaptiveOptions) {
    this.options = options;
    const { study, folder, workers, limitMilliseconds, own } = options;
    this.open = new OpenSweep({
      study,
      folder,
      workers,
      entry: new URL('../run/trialWorker.ts', import.meta.url),
      signal: this.stop.signal,
      replay,
      ...(limitMilliseconds !== undefined && { limitMilliseconds }),
      ...(own !== undefined && { own }),
    });
    process.once('SIGINT', this.interrupt);
    process.once('SIGTERM', this.interrupt);
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
    for (const trial of trials) this.trials.set(trial.id, trial);
    this.ran += outcome.ran;
    this.failed += outcome.failed;
    if (outcome.stopped) {
      const { folder } = this.options;
      process.stderr.write(`\nstopped: what is done is kept in ${folder}; the same command goes on\n`);
      process.exitCode = 130;
      throw new Stopped();
    }
    return trials.map(({ id }) => outcome.rows.get(id)!);
  }

  /** What the whole run came to. Sets the exit code 1 if a trial failed. */
  async end(): Promise<SweepOutcome> {
    this.progress.end();
    const outcome = await this.sweep([...this.trials.values()], 0);
    if (outcome.failed > 0) process.exitCode = 1;
    return { ...outcome, ran: this.ran, found: outcome.total - this.ran };
  }

  async close(): Promise<void> {
    process.off('SIGINT', this.interrupt);
    process.off('SIGTERM', this.interrupt);
    await this.open.close();
  }

  private sweep(trials: readonly PlannedTrial[], expected: number): Promise<SweepOutcome> {
    const before = this.trials.size;
    return this.open.run(trials, (done, total, failed) => {
      if (before + total <= expected) this.progress.show(before + done, expected, this.failed + failed);
    });
  }
}
