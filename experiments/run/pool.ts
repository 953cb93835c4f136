import { type Hand, hire, hush, rest } from './hands.ts';
import type { OwnStaff, Staff, Task } from './staff.ts';
import { TaskQueue } from './taskQueue.ts';
import { memberOn, overtime, type Place, placeOn, TurnClock } from './turnBoard.ts';
import type { Batch, Workforce } from './workforce.ts';

export type PoolOptions<Result> = Batch<Result> & Staff;

interface Reply<Result> {
  readonly ready?: true;
  readonly id?: string;
  readonly result: Result;
  readonly milliseconds?: number;
  readonly ranWhole?: string;
  readonly reason?: string;
  readonly place?: Place;
}

/** What the seats of one batch share. */
interface Run<Result> {
  readonly batch: Batch<Result>;
  readonly staff: Staff;
  /** Workers that wait for the next batch. */
  readonly idle: Set<Hand>;
  readonly queue: TaskQueue;
  /** How to end each worker at work. */
  readonly dismissals: Set<() => void>;
  halted: boolean;
}

/**
 * Worker threads that outlive a batch of tasks: a study that decides from its results what to run next starts each of them once. Call
 * `close` at the end in any case.
 */
export class Pool implements Workforce {
  private readonly staff: Staff;
  private readonly idle = new Set<Hand>();

  constructor(staff: Staff) {
    this.staff = staff;
  }

  /**
   * Runs tasks, one family at a time a worker, in the order given. A task that throws, runs out of time or takes its worker with it has failed,
   * and the rest goes on. On abort nothing new starts and what is in flight is dropped. Rejects, after every worker at work has ended, if
   * a callback throws (a full disk, say) or a worker cannot start.
   */
  async run<Result>(batch: Batch<Result>): Promise<void> {
    const { staff, idle } = this;
    const queue = new TaskQueue(batch.list ?? batch.tasks, staff.workers);
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

/** One worker at work: it is fed until the queue is empty, it dies, or the run is halted. */
class Seat<Result> {
  private readonly run: Run<Result>;
  private readonly hand: Hand;
  private readonly clock: TurnClock;
  /** Whether the worker has ever answered, or said that it waits. */
  private isReady: boolean;
  /** The tasks the worker was given, and those of them that it has not ended. */
  private family: readonly Task[] = [];
  private readonly left = new Set<Task>();
  private hasFallen = false;
  private timer: NodeJS.Timeout | undefined;
  private watch: NodeJS.Timeout | undefined;
  private settle: { readonly resolve: () => void; readonly reject: (fault: unknown) => void } | null = null;

  constructor(run: Run<Result>) {
    const { isNew, ...hand } = hire(run.idle, run.staff);
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
        this.guarded(() => this.fall(error instanceof Error ? error.message : String(error))),
      );
      worker.on('exit', (code) =>
        this.guarded(() => {
          this.fall(`its worker ended with code ${code}`);
          this.dismiss();
        }),
      );
      if (this.isReady) this.guarded(() => this.next());
    });
  }

  /** The worker leaves; what it has not ended is for others. */
  private readonly dismiss = (): void => {
    if (this.left.size > 0) this.run.queue.giveBack([...this.left]);
    this.left.clear();
    this.leave(() => this.settle?.resolve());
  };

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

  /** The worker dies, and one task with it. */
  private fall(reason: string): void {
    if (!this.hasFallen) this.fail(reason);
    this.hasFallen = true;
  }

  /** A task has failed; absent: the one that the worker is at. */
  private fail(reason: string, failed = this.current, place?: Place, byTime?: true): void {
    const { batch, staff } = this.run;
    this.stopTimers();
    if (!this.isReady) throw new Error(`no worker can start with ${staff.entry.href}: ${reason}`);
    if (failed === undefined) return;
    this.left.delete(failed);
    batch.onFailure(failed.id, reason, place, byTime);
  }

  private get current(): Task | undefined {
    const member = this.family[memberOn(this.hand.board)];
    return this.left.has(member) ? member : [...this.left][0];
  }

  private next(): void {
    const { run } = this;
    const family = run.halted ? undefined : run.queue.take();
    if (family !== undefined) this.begin(family);
    else if (run.halted) this.dismiss();
    else this.pause();
  }

  private begin(family: readonly Task[]): void {
    this.family = family;
    for (const task of family) this.left.add(task);
    this.hand.worker.postMessage({ tasks: family });
    this.startTimers();
  }

  /** For every task anew. */
  private startTimers(): void {
    const { limitMilliseconds, own } = this.run.staff;
    if (limitMilliseconds !== undefined)
      this.timer = setTimeout(() => this.guarded(() => this.expire(limitMilliseconds)), limitMilliseconds);
    if (own !== undefined)
      this.watch = setInterval(
        () => this.guarded(() => this.look(own)),
        Math.min(250, own.turnLimitMilliseconds / 4),
      );
  }

  private receive({ id, result, milliseconds, ranWhole, reason, place }: Reply<Result>): void {
    this.stopTimers();
    this.isReady = true;
    const task = this.family.find((one) => one.id === id);
    if (task !== undefined && reason !== undefined) this.fail(reason, task, place);
    else if (task !== undefined) {
      this.left.delete(task);
      this.run.batch.onResult(task.id, result, milliseconds ?? 0, ranWhole);
    }
    if (this.left.size > 0) this.startTimers();
    else this.next();
  }

  private expire(limit: number): void {
    const place = placeOn(this.hand.board, this.run.staff.own?.words) ?? undefined;
    this.fail(`exceeded ${limit} ms`, this.current, place, true);
    this.dismiss();
  }

  private look({ turnLimitMilliseconds, words }: OwnStaff): void {
    if (this.left.size === 0 || this.clock.lasting(performance.now()) <= turnLimitMilliseconds) return;
    const place = placeOn(this.hand.board, words);
    this.fail(
      overtime(place?.agent ?? 'an agent', turnLimitMilliseconds),
      this.current,
      place ?? undefined,
      true,
    );
    this.dismiss();
  }

  private stopTimers(): void {
    clearTimeout(this.timer);
    clearInterval(this.watch);
  }
}
