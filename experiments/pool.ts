import { Worker } from 'node:worker_threads';

/** One piece of work: plain data that a worker understands. */
export interface Task {
  readonly id: string;
  readonly input: unknown;
}

export interface PoolOptions {
  /** Module that exports `run(input)`, pure. */
  readonly entry: URL;
  readonly tasks: readonly Task[];
  readonly workers: number;
  /** Longest a task may take before its worker is ended, ms. */
  readonly limitMilliseconds?: number;
  readonly signal?: AbortSignal;
  onResult(id: string, result: unknown, milliseconds: number): void;
  onFailure(id: string, reason: string): void;
}

interface Reply {
  readonly ready?: true;
  readonly id?: string;
  readonly result?: unknown;
  readonly milliseconds?: number;
  readonly reason?: string;
}

/**
 * Runs tasks on worker threads, one at a time each, in the order given. A task that throws, runs out of time or
 * takes its worker with it has failed, and the rest goes on. On abort nothing new starts and what is in flight is
 * dropped. Rejects only if a callback throws (a full disk, say).
 */
export async function runPool(options: PoolOptions): Promise<void> {
  const queue = [...options.tasks].reverse();
  const count = Math.min(options.workers, queue.length);
  await Promise.all(Array.from({ length: count }, () => serve(queue, options)));
}

/** One seat of the pool: a worker, and its successor if it dies, until no task is left. */
async function serve(queue: Task[], options: PoolOptions): Promise<void> {
  while (queue.length > 0 && !options.signal?.aborted) await employ(queue, options);
}

/** Feeds one worker until the queue is empty, it dies, or the run is aborted. */
function employ(queue: Task[], options: PoolOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./boot/worker.mjs', import.meta.url), {
      workerData: { entry: options.entry.href },
    });
    let current: Task | null = null;
    let timer: NodeJS.Timeout | undefined;
    const leave = () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', leave);
      worker.removeAllListeners();
      void worker.terminate().then(() => resolve());
    };
    const fail = (reason: string) => {
      clearTimeout(timer);
      const failed = current ?? queue.pop();
      current = null;
      if (failed !== undefined) options.onFailure(failed.id, reason);
    };
    const next = () => {
      current = options.signal?.aborted ? null : (queue.pop() ?? null);
      if (current === null) return leave();
      worker.postMessage(current);
      if (options.limitMilliseconds === undefined) return;
      timer = setTimeout(() => {
        fail(`exceeded ${options.limitMilliseconds} ms`);
        leave();
      }, options.limitMilliseconds);
    };
    const guarded = (act: () => void) => {
      try {
        act();
      } catch (error) {
        leave();
        reject(error);
      }
    };
    worker.on('message', (reply: Reply) =>
      guarded(() => {
        clearTimeout(timer);
        if (reply.id !== undefined && reply.reason !== undefined) fail(reply.reason);
        else if (reply.id !== undefined) options.onResult(reply.id, reply.result, reply.milliseconds ?? 0);
        next();
      }),
    );
    worker.on('error', (error) => guarded(() => fail(error.message)));
    worker.on('exit', () => guarded(() => leave()));
    options.signal?.addEventListener('abort', leave, { once: true });
  });
}
