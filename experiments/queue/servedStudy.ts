import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { canonical } from '../base/canonical.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import type { OwnFile, OwnMark } from '../plan/ownFiles.ts';
import { ownStaffOf } from '../run/ownStaff.ts';
import { Pool } from '../run/pool.ts';
import type { OwnStaff, Task } from '../run/staff.ts';
import { keysOf, prefix } from './keys.ts';
import { Outbox } from './outbox.ts';
import { redisRefusal } from './redisRefusal.ts';
import { sweepUp } from './studyNotes.ts';
import type { TrialKinds } from './trialKinds.ts';
import { type ReadList, readList } from './trialList.ts';
import { readJob, textOfFailure, textOfResult } from './wire.ts';
import { pauseUntil, within } from './within.ts';

/** A study as a worker serves it. */
export interface ServeOptions {
  readonly redis: Redis;
  /** Name of its queue. */
  readonly name: string;
  readonly threads: number;
  /** Milliseconds for which it may be out of reach before its trials are given to others. */
  readonly leaseMs: number;
  readonly kinds: TrialKinds;
  readonly signal: AbortSignal;
  readonly worker: { readonly id: string; readonly name: string };
  tell(text: string): void;
}

/** Milliseconds between two signs of life, two lines about progress, and those that leaving may take. */
const beatEvery = 2000;
const tellEvery = 30_000;
const leaveLimit = 3000;
/** Lists of trials that are kept read. */
const mostLists = 4;
/** How often a job may be taken from a silent worker before it is dropped; its coordinator then misses it. */
const mostStalls = 3;

/** The stem of trials that have none: a thread is given all of a job at once, and does one after the other. */
const ofOneJob = 'job';

/** Beats without work, where there is some, after which it joins anew. */
const mostStarved = 15;

/** Writes a worker down, if the study is there still: after its end nothing of it may be left behind. */
const bePresent = `
if redis.call('exists', KEYS[1]) == 0 then return 0 end
redis.call('hset', KEYS[2], ARGV[1], ARGV[2])
redis.call('expire', KEYS[2], 3600)
return 1`;

/** Milliseconds to wait where the list of a job is gone: its coordinator puts it there again. */
const goneMs = 500;

class GoneList extends Error {}

/** A list that was read, with those who run its trials. */
interface ReadyList extends ReadList {
  readonly pool: Pool;
}

/**
 * One worker at one study. Trials run on threads, one job a thread, so that the loop that keeps their locks is never busy; each result is
 * in Redis before its job is.
 */
export class ServedStudy {
  /** Trials brought. */
  trials = 0;
  private readonly options: ServeOptions;
  private readonly outbox: Outbox;
  private readonly lists = new Map<string, Promise<ReadyList>>();
  private readonly pools = new Map<string, Pool>();
  private readonly end = new AbortController();
  private refusal: string | null = null;
  private fault: unknown = null;
  private beat = 0;
  /** Beats in a row with work to be had and none got: its connection is of no use, and joining anew makes another. */
  private starved = 0;
  /** Jobs at work. */
  private active = 0;
  private toldAt = performance.now();
  private told = 0;

  constructor(options: ServeOptions) {
    this.options = options;
    this.outbox = new Outbox(options.redis, keysOf(options.name).results);
  }

  /** Serves until the study is over, it must be refused, or the signal is given. Resolves to the reason of a refusal, or null. */
  async serve(): Promise<string | null> {
    const { redis, name, threads, leaseMs, signal } = this.options;
    const { Worker: BullWorker } = await import('bullmq');
    const stop = () => this.end.abort();
    signal.addEventListener('abort', stop, { once: true });
    const worker = new BullWorker(name, (job, token, halt) => this.process(job, token ?? '', halt!), {
      connection: redis,
      prefix,
      concurrency: threads,
      lockDuration: leaseMs,
      stalledInterval: Math.max(500, leaseMs / 2),
      maxStalledCount: mostStalls,
      drainDelay: 2,
      runRetryDelay: 1000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    worker.on('error', () => {}); // A lock that was lost, a job that is gone: a result counts once, whichever worker brings it.
    try {
      while (!this.end.signal.aborted && (await this.isOn())) await pauseUntil(this.end.signal, beatEvery);
    } finally {
      signal.removeEventListener('abort', stop);
      await this.leave(worker);
    }
    if (this.fault !== null) throw this.fault;
    return this.refusal;
  }

  /** A sign of life; whether the study goes on. Without a coordinator it does while there are jobs. */
  private async isOn(): Promise<boolean> {
    const { redis, name, threads } = this.options;
    if (redis.status !== 'ready') return true;
    const keys = keysOf(name);
    this.beat += 1;
    this.tellProgress();
    const presence = { name: this.options.worker.name, threads, beat: this.beat, done: this.trials };
    const text = JSON.stringify(presence);
    const [[, isThere] = [], [, isLed] = [], [, waiting] = []] =
      (await redis
        .pipeline()
        .eval(bePresent, 2, keys.card, keys.workers, this.options.worker.id, text)
        .exists(keys.lease)
        .exists(`${prefix}:${name}:wait`)
        .exec()) ?? [];
    if (isThere === 0) return false;
    this.starved = waiting === 1 && this.active === 0 ? this.starved + 1 : 0;
    if (this.starved >= mostStarved) return false;
    return isLed === 1 || waiting === 1 || this.active > 0;
  }

  private tellProgress(): void {
    const now = performance.now();
    if (now - this.toldAt < tellEvery || this.trials === this.told) return;
    this.options.tell(`${this.trials} trials brought`);
    this.toldAt = now;
    this.told = this.trials;
  }

  private async process(job: Job, token: string, halt: AbortSignal): Promise<void> {
    this.active += 1;
    try {
      const isWhole = await this.runJob(job, AbortSignal.any([halt, this.end.signal]));
      if (isWhole) return;
    } catch (error) {
      if (error instanceof GoneList) await pauseUntil(this.end.signal, goneMs);
      else this.fall(error);
    } finally {
      this.active -= 1;
    }
    const { WaitingError } = await import('bullmq');
    await job.moveToWait(token).catch(() => {}); // Where the lock is lost, another has it already.
    throw new WaitingError();
  }

  /** This study cannot be served. What went wrong on the way out says nothing. */
  private fall(error: unknown): void {
    if (this.end.signal.aborted) return;
    if (error instanceof UserError) this.refusal = error.message;
    else this.fault = redisRefusal(error) ?? error;
    this.end.abort();
  }

  /** Runs the trials of a job and waits until all of their results are in Redis; false: it was stopped before. */
  private async runJob(job: Job, signal: AbortSignal): Promise<boolean> {
    const data = readJob(job.data);
    if (data === null)
      throw new UserError(`job ${job.id} is not one of ours: install the version that wrote it`);
    const { kind, plans, pool } = await this.list(data.list);
    const tasks = data.trials.map(([place, id]) => this.task(kind, id, plans[place]));
    const sent: Promise<unknown>[] = [];
    const send = (text: string) => {
      this.trials += 1;
      sent.push(this.outbox.send(text));
    };
    await pool.run<unknown>({
      tasks,
      signal,
      onResult: (id, result, milliseconds, ranWhole) =>
        send(textOfResult(id, result, milliseconds, ranWhole)),
      onFailure: (id, reason, place, byTime) =>
        send(textOfFailure({ id, reason, ...(place && { place }), ...(byTime && { byTime }) })),
    });
    this.outbox.hurry();
    await Promise.all(sent);
    return sent.length === tasks.length;
  }

  /** A trial of a list, if it is here the one that the coordinator means. */
  private task(kind: string, id: string, plan: unknown): Task {
    const found = plan === undefined ? 'nothing' : this.options.kinds[kind]?.idOf(plan);
    if (found === id) {
      const { stemOf = () => ofOneJob } = this.options.kinds[kind];
      return { id, input: plan, stem: stemOf(plan) };
    }
    throw new UserError(
      `trial ${id} of the coordinator is ${found ?? 'of an unknown kind'} here: its engine or plan is of another version; install the same version at both`,
    );
  }

  private list(hash: string): Promise<ReadyList> {
    const known = this.lists.get(hash);
    if (known !== undefined) return known;
    const read = this.read(hash);
    this.lists.set(hash, read);
    read.catch(() => this.lists.delete(hash));
    for (const old of [...this.lists.keys()].slice(0, -mostLists)) this.lists.delete(old);
    return read;
  }

  private async read(hash: string): Promise<ReadyList> {
    const { redis, name, kinds } = this.options;
    const text = await redis.hget(keysOf(name).lists, hash);
    if (text === null) throw new GoneList();
    const list = readList(hash, text);
    const kind = kinds[list.kind];
    if (kind === undefined)
      throw new UserError(
        `trials of kind ${list.kind} are not known here: install the version of the coordinator`,
      );
    const { limitMilliseconds } = list;
    const { own } = await ownStaffHere(list.plans[0]);
    const { with: files = [], turnLimitMs = 0 }: OwnMark<OwnFile> = Object(list.plans[0]);
    const key = canonical([list.kind, limitMilliseconds ?? null, files, turnLimitMs]);
    const pool =
      this.pools.get(key) ??
      new Pool({
        entry: kind.entry,
        workers: 1,
        ...(limitMilliseconds !== undefined && { limitMilliseconds }),
        ...(own !== undefined && { own }),
      });
    this.pools.set(key, pool);
    return { ...list, pool };
  }

  private async leave(worker: Worker): Promise<void> {
    const { redis, name } = this.options;
    this.end.abort();
    await within(leaveLimit, worker.close());
    await within(leaveLimit, Promise.all([...this.pools.values()].map((pool) => pool.close())));
    if (redis.status !== 'ready') return;
    await within(leaveLimit, redis.hdel(keysOf(name).workers, this.options.worker.id));
    await within(leaveLimit, sweepUp(redis, name));
  }
}

/** The files of one's own that a plan names, from the disk of this machine. */
async function ownStaffHere(plan: unknown): Promise<{ readonly own?: OwnStaff }> {
  try {
    return await ownStaffOf(plan);
  } catch (error) {
    throw new UserError(
      `agents of one's own are not sent, and here ${messageOf(error)}: copy the files of the study to the same paths, from the folder in which this worker starts (${process.cwd()})`,
    );
  }
}
