import { Worker } from 'node:worker_threads';
import { runnable } from '../base/runnable.ts';
import { type Place, placeOn, TurnClock, turnBoard } from './turnBoard.ts';

/** One piece of work: plain data that a worker understands. */
export interface Task {
  readonly id: string;
  readonly input: unknown;
}

/** The work of a pool, and its listeners. */
export interface Batch<Result> {
  readonly tasks: readonly Task[];
  readonly signal?: AbortSignal;
  /** `Result` is what `run` of the entry returns; it is not checked. */
  onResult(id: string, result: Result, milliseconds: number): void;
  /** `place`: whose doing it was and when, where that is known; `byTime`: a limit ended it, which another machine may keep. */
  onFailure(id: string, reason: string, place?: Place, byTime?: true): void;
}

export interface Staff {
  /** Module that exports `run(input, board)`, pure but for the board of turns. */
  readonly entry: URL;
  readonly workers: number;
  /** Longest a task may take before its worker is ended, ms. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own; absent: none. */
  readonly own?: OwnStaff;
}

/** What workers are given that run agents of one's own. */
export interface OwnStaff {
  /** Given once to `prepare` of the entry, whose result every `run` is given. */
  readonly supplies: unknown;
  /** Agents in words, in the order in which a board numbers them. */
  readonly words: readonly string[];
  /** Longest that one turn of such an agent may take before its worker is ended, ms. */
  readonly turnLimitMilliseconds: number;
}

export type PoolOptions<Result> = Batch<Result> & Staff;

interface Reply<Result> {
  readonly ready?: true;
  readonly id?: string;
  readonly result: Result;
  readonly milliseconds?: number;
  readonly reason?: string;
  readonly place?: Place;
}

/** A worker that has nothing to do, with the board it writes its turns on. */
interface Hand {
  readonly worker: Worker;
  readonly board: ReturnType<typeof turnBoard>;
}

/** What the seats of one batch share. */
interface Run<Result> {
  readonly batch: Batch<Result>;
  readonly staff: Staff;
  /** Workers that wait for the next batch. */
  readonly idle: Set<Hand>;
  /** Tasks that no worker has begun, the next one last. */
  readonly queue: Task[];
  /** How to end each worker at work. */
  readonly dismissals: Set<() => void>;
  halted: boolean;
}

/**
 * Worker threads that outlive a batch of tasks: a study that decides from its results what to run next starts each of them once. Call
 * `close` at the end in any case.
 */
export class Pool {
  private readonly staff: Staff;
  private readonly idle = new Set<Hand>();

  constructor(staff: Staff) {
    this.staff = staff;
  }

  /**
   * Runs tasks, one at a time a worker, in the order given. A task that throws, runs out of time or takes its worker with it has failed,
   * and the rest goes on. On abort nothing new starts and what is in flight is dropped. Rejects, after every worker at work has ended, if
   * a callback throws (a full disk, say) or a worker cannot start.
   */
  async run<Result>(batch: Batch<Result>): Promise<void> {
    const { staff, idle } = this;
    const queue = [...batch.tasks].reverse();
    const halted = batch.signal?.aborted === true;
    const run: Run<Result> = { batch, staff, idle, queue, dismissals: new Set(), halted };
    const halt = () => {
      run.halted = true;
      for (const dismiss of [...run.dismissals]) dismiss();
    };
    batch.signal?.addEventListener('abort', halt, { once: true });
    const faults: unknown[] = [];
    const seat = () =>
      serve(run).catch((fault: unknown) => {
        faults.push(fault);
        halt();
      });
    await Promise.all(Array.from({ length: Math.min(staff.workers, queue.length) }, seat));
    batch.signal?.removeEventListener('abort', halt);
    if (faults.length > 0) throw faults[0];
  }

  /** Ends the workers that wait. */
  async close(): Promise<void> {
    const hands = [...this.idle];
    this.idle.clear();
    await Promise.all(hands.map(({ worker }) => worker.terminate()));
  }
}

/** Runs one batch of tasks on worker threads of its own, as `Pool.run` does, and ends them. */
export async function runPool<Result>({
  entry,
  workers,
  limitMilliseconds,
  own,
  ...batch
}: PoolOptions<Result>): Promise<void> {
  const pool = new Pool({
    entry,
    workers,
    ...(limitMilliseconds === undefined ? {} : { limitMilliseconds }),
    ...(own === undefined ? {} : { own }),
  });
  try {
    await pool.run(batch);
  } finally {
    await pool.close();
  }
}

/** One seat of the pool: a worker, and its successor if it dies, until no task is left. */
async function serve<Result>(run: Run<Result>): Promise<void> {
  while (run.queue.length > 0 && !run.halted) await new Seat(run).work();
}

/** A worker that waits, or a new one. */
function hire({ idle, staff }: Pick<Run<unknown>, 'idle' | 'staff'>): Hand & { readonly isNew: boolean } {
  const [waiting] = idle;
  if (waiting !== undefined) {
    idle.delete(waiting);
    hush(waiting.worker);
    return { ...waiting, isNew: false };
  }
  const board = turnBoard();
  const worker = new Worker(new URL('../boot/worker.mjs', import.meta.url), {
    workerData: { entry: runnable(staff.entry), board, supplies: staff.own?.supplies },
  });
  return { worker, board, isNew: true };
}

/** Takes our listeners off. Node keeps some of its own on a worker, without which it would never be heard again. */
function hush(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

/** Lets a worker wait. If it dies meanwhile, it is dropped from the pool. */
function rest(idle: Set<Hand>, hand: Hand): void {
  idle.add(hand);
  for (const event of ['error', 'exit']) hand.worker.on(event, () => idle.delete(hand));
}

/** One worker at work: it is fed until the queue is empty, it dies, or the run is halted. */
class Seat<Result> {
  private readonly run: Run<Result>;
  private readonly hand: Hand;
  private readonly clock: TurnClock;
  /** Whether the worker has ever answered, or said that it waits. */
  private isReady: boolean;
  private current: Task | null = null;
  private timer: NodeJS.Timeout | undefined;
  private watch: NodeJS.Timeout | undefined;
  private settle: { readonly resolve: () => void; readonly reject: (fault: unknown) => void } | null = null;

  constructor(run: Run<Result>) {
    const { isNew, ...hand } = hire(run);
    this.run = run;
    this.hand = hand;
    this.clock = new TurnClock(hand.board);
    this.isReady = !isNew;
  }

  /** Resolves when the worker has left or waits; rejects where a callback throws or the worker cannot start. */
  work(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.run.dismissals.add(this.dismiss);
      const { worker } = this.hand;
      worker.on('message', (reply: Reply<Result>) => this.guarded(() => this.receive(reply)));
      worker.on('error', (error: unknown) =>
        this.guarded(() => this.fail(error instanceof Error ? error.message : String(error))),
      );
      worker.on('exit', (code) =>
        this.guarded(() => {
          this.fail(`its worker ended with code ${code}`);
          this.dismiss();
        }),
      );
      if (this.isReady) this.guarded(() => this.next());
    });
  }

  private readonly dismiss = (): void => this.leave(() => this.settle?.resolve());

  private leave(then: () => void): void {
    const { worker } = this.hand;
    this.stopTimers();
    this.run.dismissals.delete(this.dismiss);
    hush(worker);
    // An error may still be on its way; without a listener it would end the whole process.
    worker.on('error', () => {});
    void worker.terminate().then(then);
  }

  private pause(): void {
    this.run.dismissals.delete(this.dismiss);
    hush(this.hand.worker);
    rest(this.run.idle, this.hand);
    this.settle?.resolve();
  }

  private guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.leave(() => this.settle?.reject(error));
    }
  }

  private fail(reason: string, place?: Place, byTime?: true): void {
    const { batch, staff } = this.run;
    this.stopTimers();
    if (!this.isReady) throw new Error(`no worker can start with ${staff.entry.href}: ${reason}`);
    const failed = this.current;
    this.current = null;
    if (failed !== null) batch.onFailure(failed.id, reason, place, byTime);
  }

  private next(): void {
    const { run } = this;
    this.current = run.halted ? null : (run.queue.pop() ?? null);
    if (this.current !== null) this.begin(this.current);
    else if (run.halted) this.dismiss();
    else this.pause();
  }

  private begin(task: Task): void {
    const { run, hand } = this;
    hand.worker.postMessage(task);
    const { limitMilliseconds, own } = run.staff;
    if (limitMilliseconds !== undefined)
      this.timer = setTimeout(() => this.guarded(() => this.expire(limitMilliseconds)), limitMilliseconds);
    if (own !== undefined)
      this.watch = setInterval(
        () => this.guarded(() => this.look(own)),
        Math.min(250, own.turnLimitMilliseconds / 4),
      );
  }

  private receive({ id, result, milliseconds, reason, place }: Reply<Result>): void {
    this.stopTimers();
    this.isReady = true;
    if (id !== undefined && reason !== undefined) this.fail(reason, place);
    else if (id !== undefined) this.run.batch.onResult(id, result, milliseconds ?? 0);
    this.next();
  }

  private expire(limit: number): void {
    const place = placeOn(this.hand.board, this.run.staff.own?.words) ?? undefined;
    this.fail(`exceeded ${limit} ms`, place, true);
    this.dismiss();
  }

  private look({ turnLimitMilliseconds, words }: OwnStaff): void {
    if (this.current === null || this.clock.lasting(performance.now()) <= turnLimitMilliseconds) return;
    const place = placeOn(this.hand.board, words);
    this.fail(overtime(place?.agent ?? 'an agent', turnLimitMilliseconds), place ?? undefined, true);
    this.dismiss();
  }

  private stopTimers(): void {
    clearTimeout(this.timer);
    clearInterval(this.watch);
  }
}

const overtime = (agent: string, limit: number): string =>
  `a turn of ${agent} took more than ${limit} ms, the turnLimitMs of the plan: make it end, or allow more with --turn-limit`;
