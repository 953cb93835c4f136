import { Worker } from 'node:worker_threads';
import { type Place, placeOn, turnBoard } from './turnBoard.ts';

/** One piece of work: plain data that a worker understands. */
export interface Task {
  readonly id: string;
  readonly input: unknown;
}

export interface PoolOptions {
  /** Module that exports `run(input, board)`, pure but for the board of turns. */
  readonly entry: URL;
  readonly tasks: readonly Task[];
  readonly workers: number;
  /** Longest a task may take before its worker is ended, ms. */
  readonly limitMilliseconds?: number;
  readonly signal?: AbortSignal;
  onResult(id: string, result: unknown, milliseconds: number): void;
  /** `place`: whose doing it was and when, where that is known. */
  onFailure(id: string, reason: string, place?: Place): void;
}

interface Reply {
  readonly ready?: true;
  readonly id?: string;
  readonly result?: unknown;
  readonly milliseconds?: number;
  readonly reason?: string;
  readonly place?: Place;
}

/** What the seats of one run share. */
interface Run {
  readonly options: PoolOptions;
  /** Tasks that nobody has begun, the next one last. */
  readonly queue: Task[];
  /** How to end each worker at work. */
  readonly dismissals: Set<() => void>;
  halted: boolean;
}

/**
 * Runs tasks on worker threads, one at a time each, in the order given. A task that throws, runs out of time or
 * takes its worker with it has failed, and the rest goes on. On abort nothing new starts and what is in flight is
 * dropped. Rejects, after every worker has ended, if a callback throws (a full disk, say) or a worker cannot start.
 */
export async function runPool(options: PoolOptions): Promise<void> {
  const queue = [...options.tasks].reverse();
  const run: Run = { options, queue, dismissals: new Set(), halted: options.signal?.aborted === true };
  const halt = () => {
    run.halted = true;
    for (const dismiss of [...run.dismissals]) dismiss();
  };
  options.signal?.addEventListener('abort', halt, { once: true });
  const faults: unknown[] = [];
  const seat = () =>
    serve(run).catch((fault: unknown) => {
      faults.push(fault);
      halt();
    });
  await Promise.all(Array.from({ length: Math.min(options.workers, queue.length) }, seat));
  options.signal?.removeEventListener('abort', halt);
  if (faults.length > 0) throw faults[0];
}

/** One seat of the pool: a worker, and its successor if it dies, until no task is left. */
async function serve(run: Run): Promise<void> {
  while (run.queue.length > 0 && !run.halted) await employ(run);
}

/** Feeds one worker until the queue is empty, it dies, or the run is halted. */
function employ(run: Run): Promise<void> {
  const { options } = run;
  return new Promise((resolve, reject) => {
    const board = turnBoard();
    const worker = new Worker(new URL('./boot/worker.mjs', import.meta.url), {
      workerData: { entry: options.entry.href, board },
    });
    let isReady = false;
    let current: Task | null = null;
    let timer: NodeJS.Timeout | undefined;
    const leave = (settle: () => void) => {
      clearTimeout(timer);
      run.dismissals.delete(dismiss);
      worker.removeAllListeners();
      // An error may still be on its way; without a listener it would end the whole process.
      worker.on('error', () => {});
      void worker.terminate().then(settle);
    };
    const dismiss = () => leave(resolve);
    const guarded = (act: () => void) => {
      try {
        act();
      } catch (error) {
        leave(() => reject(error));
      }
    };
    const fail = (reason: string, place?: Place) => {
      clearTimeout(timer);
      if (!isReady) throw new Error(`no worker can start with ${options.entry.href}: ${reason}`);
      const failed = current;
      current = null;
      if (failed !== null) options.onFailure(failed.id, reason, place);
    };
    const expire = () => {
      fail(`exceeded ${options.limitMilliseconds} ms`, placeOn(board) ?? undefined);
      dismiss();
    };
    const next = () => {
      current = run.halted ? null : (run.queue.pop() ?? null);
      if (current === null) return dismiss();
      worker.postMessage(current);
      if (options.limitMilliseconds !== undefined)
        timer = setTimeout(() => guarded(expire), options.limitMilliseconds);
    };
    const receive = ({ id, result, milliseconds, reason, place }: Reply) => {
      clearTimeout(timer);
      isReady = true;
      if (id !== undefined && reason !== undefined) fail(reason, place);
      else if (id !== undefined) options.onResult(id, result, milliseconds ?? 0);
      next();
    };
    run.dismissals.add(dismiss);
    worker.on('message', (reply: Reply) => guarded(() => receive(reply)));
    worker.on('error', (error: unknown) =>
      guarded(() => fail(error instanceof Error ? error.message : String(error))),
    );
    worker.on('exit', (code) =>
      guarded(() => {
        fail(`its worker ended with code ${code}`);
        dismiss();
      }),
    );
  });
}
