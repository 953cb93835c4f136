import type { StoredRow } from '../run/journal.ts';
import { Progress } from '../run/progress.ts';
import type { SweepOutcome } from '../run/resultsFolder.ts';
import type { Pace } from '../statistics/pace.ts';
import { Stopped } from './adaptiveRun.ts';
import { tellOfSlowTwin } from './kernelNotice.ts';
import type { RunHooks, RunProgress } from './runTrials.ts';

/** How far a run is, as those see it who look on once a second. */
export interface SeenRun extends RunProgress {
  readonly pace: Pace | null;
  /** The best so far in words; empty where nothing leads yet. */
  readonly best: string;
}

/** Who looks on while a run goes on. */
export interface Onlooker {
  /** Words for what leads in the rows so far; empty where nothing does. */
  best?(rows: ReadonlyMap<string, StoredRow>): string;
  see?(run: SeenRun): void;
  /** The run has ended: by itself, or before its end. */
  end?(run: SeenRun | null, isStopped: boolean): Promise<void>;
}

/** What a machine sends before it ends, a scheduler at a preemption, and one that is asked to some time before the limit; at times more than once. */
const ends: readonly NodeJS.Signals[] = process.platform === 'win32' ? ['SIGTERM'] : ['SIGTERM', 'SIGUSR1'];

/**
 * Runs trials for a person: shows how far they are, stops them at Ctrl-C, SIGTERM or SIGUSR1 and says what was kept. Sets the exit code 130 if they were
 * stopped, 1 if a trial failed. Throws what the run throws, `Stopped` included.
 */
export async function atTerminal<Outcome extends Ended>(
  folder: string,
  run: (hooks: Required<Pick<RunHooks, 'signal' | 'onProgress' | 'onWait'>>) => Promise<Outcome>,
  onlooker: Onlooker = {},
): Promise<Outcome> {
  tellOfSlowTwin();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  const shown = new ShownProgress(onlooker);
  const clock = setInterval(() => shown.tick(), 1000);
  process.once('SIGINT', interrupt);
  for (const signal of ends) process.on(signal, interrupt);
  try {
    const outcome = await run({
      signal: stop.signal,
      onProgress: (progress) => shown.show(progress),
      onWait: tellWait,
    });
    await shown.end(outcome.stopped);
    if (outcome.failed > 0) process.exitCode = 1;
    if (outcome.stopped) tellStopped(outcome.ran + outcome.found, outcome.total, folder);
    return outcome;
  } catch (error) {
    await shown.end(true);
    if (error instanceof Stopped) tellStopped(error.done, error.expected, folder);
    throw error;
  } finally {
    clearInterval(clock);
    process.off('SIGINT', interrupt);
    for (const signal of ends) process.off(signal, interrupt);
  }
}

const tellWait = (words: string): void => void process.stderr.write(`${words}\n`);

type Ended = Pick<SweepOutcome, 'ran' | 'found' | 'failed' | 'total' | 'stopped'>;

function tellStopped(done: number, total: number, folder: string): void {
  process.stderr.write(
    `stopped: ${done} of ${total} trials are done and kept in ${folder}; the same command goes on\n`,
  );
  process.exitCode = 130;
}

/** Milliseconds between two looks at what leads, and how many times longer than the look they are at least. */
const lookEvery = 5000;
const lookShare = 100;
/** Of more rows nothing is told before the end: all of them would be in memory at once. */
const mostLookedAt = 20_000;

/** A line of progress for each stage of a run, and what onlookers are told of it. */
class ShownProgress {
  private readonly onlooker: Onlooker;
  private latest: RunProgress | null = null;
  private line: Progress | null = null;
  private best = '';
  private nextLook = 0;

  constructor(onlooker: Onlooker) {
    this.onlooker = onlooker;
  }

  show(progress: RunProgress): void {
    const { stage, done, total, failed } = progress;
    if (stage !== this.latest?.stage) {
      this.line?.end();
      this.line = new Progress();
    }
    this.latest = progress;
    this.line?.show(done, total, failed);
  }

  tick(): void {
    this.look();
    this.line?.tick();
    const seen = this.seen();
    if (seen !== null) this.onlooker.see?.(seen);
  }

  async end(isStopped: boolean): Promise<void> {
    this.nextLook = 0;
    this.look();
    this.line?.end();
    await this.onlooker.end?.(this.seen(), isStopped);
    this.line = null;
  }

  /** What leads. Rows are read from the disk, and a disk that fails is told of by the run itself. */
  private leading(rows: ReadonlyMap<string, StoredRow>): string {
    try {
      return this.onlooker.best?.(rows) ?? '';
    } catch {
      return '';
    }
  }

  private seen(): SeenRun | null {
    const { latest, line, best } = this;
    return latest === null ? null : { ...latest, pace: line?.pace ?? null, best };
  }

  /** Looks at the rows now and then: of many it takes time. */
  private look(): void {
    const { latest, line } = this;
    const begun = performance.now();
    if (latest?.rows === undefined || latest.stage !== 'trials' || begun < this.nextLook) return;
    if (latest.rows.size > mostLookedAt) return;
    this.best = this.leading(latest.rows);
    if (line !== null) line.note = this.best;
    const now = performance.now();
    this.nextLook = now + Math.max(lookEvery, lookShare * (now - begun));
  }
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

/** The last lines of a verb that ran trials; `time` tells how long it took. */
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
