import { Worker } from 'node:worker_threads';
import { nothingYet, type PartResult, readerOf } from './part.ts';

/**
 * Seconds after which an input counts as one that never ends, and memory that the thread may take, MiB. The clock on the wall counts, so that a machine
 * that is shared by many does not make faults of inputs that wait for a processor; what an input takes of the processor is kept beside.
 */
const limits = { seconds: 300, mebibytes: 900 };

/** Adds what became of more inputs. */
export function added(one: PartResult, other: PartResult): PartResult {
  const names = [...new Set([...Object.keys(one.counts), ...Object.keys(other.counts)])];
  const none = { taken: 0, refused: 0, faults: 0 };
  return {
    counts: Object.fromEntries(
      names.map((name) => {
        const [a, b] = [one.counts[name] ?? none, other.counts[name] ?? none];
        return [
          name,
          { taken: a.taken + b.taken, refused: a.refused + b.refused, faults: a.faults + b.faults },
        ];
      }),
    ),
    faults: [...one.faults, ...other.faults],
    slowest: one.slowest.milliseconds >= other.slowest.milliseconds ? one.slowest : other.slowest,
  };
}

/**
 * Tries the inputs of a part on a thread of its own. One that does not end, or takes the memory of the thread, is a fault; what the part had
 * counted before it is tried again up to there, and the part goes on behind it.
 */
export async function runPart(from: number, to: number): Promise<PartResult> {
  let result = nothingYet();
  for (let next = from; next < to; ) {
    const { part, stoppedAt, why } = await onThread(next, to);
    if (part !== null) return added(result, part);
    if (stoppedAt < next) throw new Error(`the thread did not begin: ${why}`);
    if (stoppedAt > next) result = added(result, await runPart(next, stoppedAt));
    const fault = { seed: stoppedAt, reader: readerOf(stoppedAt).name, what: why };
    const counts = { [fault.reader]: { taken: 0, refused: 0, faults: 1 } };
    result = added(result, { ...nothingYet(), counts, faults: [fault] });
    next = stoppedAt + 1;
  }
  return result;
}

interface Ended {
  readonly part: PartResult | null;
  readonly stoppedAt: number;
  readonly why: string;
}

function onThread(from: number, to: number): Promise<Ended> {
  const board = new SharedArrayBuffer(4);
  const seeds = new Int32Array(board);
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { from, to, board },
    resourceLimits: { maxOldGenerationSizeMb: limits.mebibytes },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    let last = { seed: 0, since: performance.now() };
    const end = (part: PartResult | null, why: string) => {
      clearInterval(watch);
      void worker.terminate();
      resolve({ part, stoppedAt: Atomics.load(seeds, 0) - 1, why });
    };
    const watch = setInterval(() => {
      const seed = Atomics.load(seeds, 0);
      if (seed !== last.seed) last = { seed, since: performance.now() };
      else if (performance.now() - last.since > limits.seconds * 1000)
        end(null, `no end after ${limits.seconds} s`);
    }, 500);
    worker.on('message', (part: PartResult) => end(part, ''));
    worker.on('error', (error) => end(null, String(error)));
    worker.on('exit', (code) => end(null, `its thread ended with ${code}`));
  });
}
