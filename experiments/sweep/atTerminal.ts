import { Progress } from '../base/progress.ts';
import type { SweepOutcome } from '../run/resultsFolder.ts';
import { Stopped } from './adaptiveRun.ts';
import { tellOfSlowTwin } from './kernelNotice.ts';
import type { RunHooks, RunProgress } from './runTrials.ts';

/**
 * Runs trials for a person: shows how far they are, stops them at Ctrl-C and says what was kept. Sets the exit code 130 if they were
 * stopped, 1 if a trial failed. Throws what the run throws, `Stopped` included.
 */
export async function atTerminal<Outcome extends Ended>(
  folder: string,
  run: (hooks: Required<RunHooks>) => Promise<Outcome>,
): Promise<Outcome> {
  tellOfSlowTwin();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  const shown = new ShownProgress();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const outcome = await run({ signal: stop.signal, onProgress: (progress) => shown.show(progress) });
    shown.end();
    if (outcome.failed > 0) process.exitCode = 1;
    if (outcome.stopped) tellStopped(outcome.ran + outcome.found, outcome.total, folder);
    return outcome;
  } catch (error) {
    shown.end();
    if (error instanceof Stopped) tellStopped(error.done, error.expected, folder);
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

type Ended = Pick<SweepOutcome, 'ran' | 'found' | 'failed' | 'total' | 'stopped'>;

function tellStopped(done: number, total: number, folder: string): void {
  process.stderr.write(
    `stopped: ${done} of ${total} trials are done and kept in ${folder}; the same command goes on\n`,
  );
  process.exitCode = 130;
}

/** A line of progress for each stage of a run. */
class ShownProgress {
  private stage: RunProgress['stage'] | null = null;
  private line: Progress | null = null;

  show({ stage, done, total, failed }: RunProgress): void {
    if (stage !== this.stage) {
      this.end();
      this.line = new Progress();
      this.stage = stage;
    }
    this.line?.show(done, total, failed);
  }

  end(): void {
    this.line?.end();
    this.line = null;
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
