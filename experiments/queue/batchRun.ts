import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { familiesOf } from '../run/families.ts';
import type { Task } from '../run/staff.ts';
import type { Batch } from '../run/workforce.ts';
import { JobSize } from './jobSize.ts';
import { keysOf } from './keys.ts';
import type { TrialList } from './trialList.ts';
import { type Brought, readEntry, readJob } from './wire.ts';

/** Jobs given out at a time: a few for each thread, within limits that keep Redis small. */
const jobsEach = 8;
const fewestJobs = 64;
const mostJobs = 1024;
/** Families are split as if there were so many threads. */
const leastJobs = 16;
/** Milliseconds between two looks whether jobs were lost, and how old a job must be to be missed. */
const auditEvery = 2000;
/** How often a trial may be lost with its worker before it counts as failed. */
const mostLosses = 5;
/** Entries of the stream that are read at once; each may hold some hundred tiny results. */
const entriesAtOnce = 16;

/**
 * Whether a job is on its way: it is there and a list has it. One that no list has, because a worker that believed its study over cleared up
 * behind it, is never begun: it is removed. KEYS: the job, its lock, the lists, and behind them the two sorted sets.
 */
const onItsWay = `
if redis.call('exists', KEYS[1]) == 0 then return 0 end
local id = ARGV[1]
for k = 3, 5 do if redis.call('lpos', KEYS[k], id) then return 1 end end
for k = 6, 7 do if redis.call('zscore', KEYS[k], id) then return 1 end end
redis.call('del', KEYS[1], KEYS[2])
return 0`;
const lists = ['wait', 'active', 'paused', 'delayed', 'prioritized'] as const;

/** Where the jobs of a batch go, and where results come from. */
export interface BatchPlace {
  readonly queue: Queue;
  readonly redis: Redis;
  /** Waits for results; nothing else is asked of it. */
  readonly reader: Redis;
  readonly name: string;
  readonly list: TrialList;
  /** Given: nothing is handed on any more. */
  readonly signal: AbortSignal;
  /** Begins the names of its jobs. */
  readonly session: string;
  /** Threads of all workers, as far as is known. */
  threads(): number;
  /** How often the connection was made; a job lost after another one was lost with Redis's memory, not with a worker. */
  connections(): number;
  /** A second result. */
  again(brought: Brought): void;
}

/** A job that is in Redis. */
interface Given {
  readonly ids: Set<string>;
  readonly since: number;
  readonly connection: number;
}

/**
 * One batch of tasks on its way through a queue. A task is done when its result was handed to the batch, and only then is it taken out of
 * Redis; what Redis or a worker loses is given out again.
 */
export class BatchRun<Result> {
  private readonly batch: Batch<Result>;
  private readonly place: BatchPlace;
  /** Tasks without a result, by id; those to be given out, the next family last; and jobs given out. */
  private readonly pending: Map<string, Task>;
  private waiting: (readonly Task[])[];
  private readonly given = new Map<string, Given>();
  private readonly jobOf = new Map<string, string>();
  private readonly losses = new Map<string, number>();
  /** Tasks that were lost with a worker: one of them may have taken it along, so that each travels alone from then on. */
  private readonly suspects: Task[] = [];
  private readonly size = new JobSize();
  private jobs = 0;
  private audited = performance.now();

  constructor(batch: Batch<Result>, place: BatchPlace) {
    this.batch = batch;
    this.place = place;
    this.pending = new Map(batch.tasks.map((task) => [task.id, task]));
    this.waiting = familiesOf(batch.tasks, leastJobs).reverse();
  }

  get isDone(): boolean {
    return this.pending.size === 0;
  }

  /**
   * Takes over what a coordinator before this one has left: jobs on their way, and then the results of those that are no more. Jobs that are
   * not of this batch are removed.
   */
  async adopt(): Promise<void> {
    const { queue, list } = this.place;
    const jobs = await queue.getJobs(['waiting', 'active', 'prioritized', 'delayed']);
    while ((await this.receive(0)) > 0);
    for (const job of jobs) {
      const data = job === undefined ? null : readJob(job.data);
      const ids = data?.list === list.hash ? data.trials.map(([, id]) => id) : [];
      const wanted = ids.filter((id) => this.pending.has(id) && !this.jobOf.has(id));
      if (job?.id !== undefined && wanted.length > 0) this.note(job.id, wanted);
      else await job?.remove().catch(() => {}); // An active one is locked; its result is compared.
    }
    const isFree = ({ id }: Task) => this.pending.has(id) && !this.jobOf.has(id);
    const free = this.waiting.map((family) => family.filter(isFree));
    this.waiting = free.filter((family) => family.length > 0);
  }

  /** One turn: gives out jobs, waits a moment for results, hands them on, and looks now and then for what was lost. */
  async turn(): Promise<void> {
    await this.fill();
    await this.receive(1000);
    if (performance.now() - this.audited < auditEvery) return;
    await this.audit();
    this.audited = performance.now();
  }

  private async fill(): Promise<void> {
    const { threads, list, session, queue } = this.place;
    const most = Math.max(fewestJobs, Math.min(mostJobs, jobsEach * threads()));
    if (this.given.size > most / 2) return;
    const jobs = [];
    while (this.given.size < most && this.waiting.length + this.suspects.length > 0) {
      const suspect = this.suspects.pop();
      const tasks = suspect === undefined ? this.size.take(this.waiting) : [suspect];
      const ids = tasks.map(({ id }) => id);
      const jobId = `${session}-${this.jobs++}`;
      const trials = ids.map((id) => [list.placeOf.get(id), id]);
      jobs.push({ name: 'trials', data: { list: list.hash, trials }, opts: { jobId } });
      this.note(jobId, ids);
    }
    if (jobs.length > 0) await queue.addBulk(jobs);
  }

  private note(jobId: string, ids: readonly string[]): void {
    this.given.set(jobId, {
      ids: new Set(ids),
      since: performance.now(),
      connection: this.place.connections(),
    });
    for (const id of ids) this.jobOf.set(id, jobId);
  }

  /** Reads what workers brought, hands it on, and then takes it out of Redis. `wait`: at most so many milliseconds for the first. */
  private async receive(wait: number): Promise<number> {
    const { reader, redis, name } = this.place;
    const key = keysOf(name).results;
    const count = ['COUNT', entriesAtOnce] as const;
    const found =
      wait > 0
        ? await reader.xread(...count, 'BLOCK', wait, 'STREAMS', key, '0')
        : await redis.xread(...count, 'STREAMS', key, '0');
    if (this.place.signal.aborted) return 0;
    const entries = found?.[0]?.[1] ?? [];
    for (const [, fields] of entries) for (const brought of readEntry(fields)) this.take(brought);
    if (entries.length > 0) await redis.xdel(key, ...entries.map(([id]) => id));
    return entries.length;
  }

  private take(brought: Brought): void {
    const { batch } = this;
    const { id } = brought;
    if (!this.pending.has(id)) {
      this.place.again(brought);
      return;
    }
    this.forget(id);
    if ('reason' in brought) batch.onFailure(id, brought.reason, brought.place, brought.byTime);
    else {
      this.size.see(brought.milliseconds);
      // What a trial returns is not checked here, as `Batch` says.
      const { result }: { readonly result: Result } = Object(brought);
      batch.onResult(id, result, brought.milliseconds, brought.ranWhole);
    }
  }

  private forget(id: string): void {
    this.pending.delete(id);
    const jobId = this.jobOf.get(id) ?? '';
    const job = this.given.get(jobId);
    this.jobOf.delete(id);
    job?.ids.delete(id);
    if (job?.ids.size === 0) this.given.delete(jobId);
  }

  /**
   * A job that Redis no longer has has brought its results before it left; if they are not among those that wait, it was lost. Whether the
   * jobs are on their way is asked first, and the results are read after that.
   */
  private async audit(): Promise<void> {
    const { queue, redis } = this.place;
    const old = [...this.given].filter(([, { since }]) => performance.now() - since > auditEvery);
    if (old.length === 0) return;
    const asked = redis.pipeline();
    for (const [jobId] of old) {
      const job = queue.toKey(jobId);
      const keys = [job, `${job}:lock`, ...lists.map((list) => queue.toKey(list))];
      asked.eval(onItsWay, keys.length, ...keys, jobId);
    }
    const answers = (await asked.exec()) ?? [];
    while ((await this.receive(0)) > 0);
    for (const [k, [jobId, job]] of old.entries())
      if (answers[k]?.[1] === 0 && this.given.has(jobId)) this.lose(jobId, job);
  }

  private lose(jobId: string, { ids, connection }: Given): void {
    this.given.delete(jobId);
    const isWorkers = connection === this.place.connections();
    for (const id of ids) {
      const task = this.pending.get(id);
      this.jobOf.delete(id);
      if (task === undefined) continue;
      const losses = (this.losses.get(id) ?? 0) + (isWorkers ? 1 : 0);
      this.losses.set(id, losses);
      if (losses < mostLosses && isWorkers) this.suspects.push(task);
      else if (losses < mostLosses) this.waiting.push([task]);
      else {
        this.pending.delete(id);
        this.batch.onFailure(id, `it was lost with its worker ${losses} times`, undefined, true);
      }
    }
  }
}
