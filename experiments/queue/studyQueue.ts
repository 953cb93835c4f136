import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import type { StoredRow } from '../run/journal.ts';
import { wordsOf } from '../run/lockNote.ts';
import type { Staff } from '../run/staff.ts';
import type { Batch, Workforce } from '../run/workforce.ts';
import { replay, scenarioFileOf } from '../sweep/runTrials.ts';
import { type RedisAddress, readAddress } from './address.ts';
import { BatchRun } from './batchRun.ts';
import { connect, watchOutages } from './connection.ts';
import { keysOf, prefix, queueOf } from './keys.ts';
import { identityFor } from './lab.ts';
import { Lease } from './lease.ts';
import { redisRefusal } from './redisRefusal.ts';
import { type Alarm, alarmText, differenceOf } from './secondResult.ts';
import { checkServer, refuseForeignKeys } from './serverChecks.ts';
import { announced, StudyNotes } from './studyNotes.ts';
import { kindOf, labKinds, type TrialKinds } from './trialKinds.ts';
import { listOf, type TrialList } from './trialList.ts';
import type { Brought, Card, Presence } from './wire.ts';
import { orUntil, pauseUntil, within } from './within.ts';

/** A study whose trials run on the workers of a queue. */
export interface StudyQueueOptions {
  /** Address of the Redis. */
  readonly url: string;
  readonly study: { readonly hash: string; readonly name: string; readonly plan: unknown };
  /** Where its results are kept, for messages. */
  readonly folder: string;
  /** Longest that Redis may be away once the run has begun, s. */
  readonly patience: number;
  /** Whether a Redis that keeps nothing on disk will do. */
  readonly isVolatile: boolean;
  tell(text: string): void;
  readonly kinds?: TrialKinds;
  /** The command that runs one trial alone; left out: that of the laboratory. */
  replay?(row: StoredRow): string;
}

/** Milliseconds between two signs of life, those that leaving may take, and those until a run without workers says so. */
const beatEvery = 3000;
const leaveLimit = 3000;
const aloneMs = 10_000;

/** Connections to a Redis: one for commands, one that waits for results. */
interface Line {
  readonly address: RedisAddress;
  readonly redis: Redis;
  readonly reader: Redis;
  readonly queue: Queue;
}

/**
 * Connects a study with a Redis that is fit for it. Throws `UserError` within seconds where none answers, or one that is too old, may evict,
 * keeps nothing on disk, or holds another's data.
 */
export async function openStudyQueue(options: StudyQueueOptions): Promise<StudyQueue> {
  const address = readAddress(options.url);
  const redis = await connect(address);
  try {
    await checkServer(redis, { shown: address.shown, isVolatile: options.isVolatile });
    await refuseForeignKeys(redis, address.shown);
    const { Queue: BullQueue } = await import('bullmq');
    const queue = new BullQueue(queueOf(options.study.hash), {
      connection: redis,
      prefix,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      streams: { events: { maxLen: 100 } },
    });
    const reader = redis.duplicate();
    for (const part of [queue, reader]) part.on('error', () => {}); // Whoever waits for an answer is told.
    return new StudyQueue(options, { address, redis, reader, queue });
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/**
 * The coordinator's end of a queue: it puts the trials of one study into Redis and takes their results out, each of them once. They come
 * from workers that joined (`joinQueue.ts`); what is done is decided by the journal of the run. Call `close` in any case.
 */
export class StudyQueue {
  /** Trials that brought two different results. */
  readonly alarms: Alarm[] = [];
  private readonly options: StudyQueueOptions;
  private readonly line: Line;
  private readonly name: string;
  private readonly notes: StudyNotes;
  private readonly lease: Lease;
  private readonly end = new AbortController();
  private readonly opened = performance.now();
  private timer: NodeJS.Timeout | null = null;
  private readonly unwatch: () => void;
  private connections = 0;
  private batches = 0;
  private list: TrialList | null = null;
  private workers: readonly Presence[] = [];
  /** Whether it was said that no worker has joined, or one has. */
  private isMet = false;
  /** Why the run cannot go on. */
  private fault: Error | null = null;

  constructor(options: StudyQueueOptions, line: Line) {
    const { redis, address } = line;
    this.options = options;
    this.line = line;
    this.name = queueOf(options.study.hash);
    this.notes = new StudyNotes(redis, this.name);
    this.lease = new Lease(redis, keysOf(this.name).lease, options.folder);
    redis.on('ready', () => {
      this.connections += 1;
      // A Redis that has forgotten is told at once: workers leave a study that is not announced.
      if (this.timer !== null) void this.notes.announce(this.card).catch((error) => this.miss(error));
    });
    this.unwatch = watchOutages(redis, address.shown, {
      patience: options.patience,
      tell: options.tell,
      giveUp: () => this.giveUp(),
    });
  }

  /** Those who run the trials of a folder, whose rows are `rows`. */
  readonly workforce = (staff: Staff, rows: ReadonlyMap<string, StoredRow>): Workforce => ({
    run: (batch) => this.run(batch, staff, rows),
    close: async () => {},
  });

  /** Leaves: takes all that is there of the study out of Redis, and gives back the lease. */
  async close(): Promise<void> {
    const { redis, reader, queue } = this.line;
    if (this.timer !== null) clearInterval(this.timer);
    this.unwatch();
    const isOurs = this.timer !== null && this.fault === null;
    this.end.abort();
    reader.disconnect();
    if (isOurs && redis.status === 'ready')
      await within(
        leaveLimit,
        this.notes.remove(queue).then(() => this.lease.release()),
      );
    await within(leaveLimit, queue.close());
    redis.disconnect();
  }

  private async run<Result>(
    batch: Batch<Result>,
    staff: Staff,
    rows: ReadonlyMap<string, StoredRow>,
  ): Promise<void> {
    if (batch.tasks.length === 0) return;
    const halt = () => this.end.abort();
    batch.signal?.addEventListener('abort', halt, { once: true });
    try {
      await orUntil(this.end.signal, this.begin());
      const run = this.batchRun(batch, staff, rows);
      await orUntil(this.end.signal, this.goThrough(run));
    } catch (error) {
      throw redisRefusal(error) ?? error;
    } finally {
      batch.signal?.removeEventListener('abort', halt);
    }
    if (this.fault !== null) throw this.fault;
  }

  /** Takes the study, the first time. */
  private async begin(): Promise<void> {
    if (this.timer !== null) return;
    const { signal } = this.end;
    await this.lease.take((milliseconds) => pauseUntil(signal, milliseconds), this.options.tell);
    await this.removeExpired();
    await this.notes.announce(this.card);
    this.timer = setInterval(() => void this.beat().catch((error) => this.miss(error)), beatEvery);
  }

  private batchRun<Result>(batch: Batch<Result>, staff: Staff, rows: ReadonlyMap<string, StoredRow>) {
    const { kinds = labKinds, study } = this.options;
    const kind = kindOf(kinds, staff.entry);
    const { limitMilliseconds } = staff;
    const list = listOf(
      {
        kind,
        plan: study.plan,
        tasks: batch.tasks,
        ...(limitMilliseconds !== undefined && { limitMilliseconds }),
      },
      kinds[kind],
    );
    this.list = list;
    return new BatchRun(batch, {
      ...this.line,
      name: this.name,
      list,
      signal: this.end.signal,
      session: `${randomUUID().slice(0, 8)}-${this.batches++}`,
      threads: () => this.workers.reduce((sum, { threads }) => sum + threads, 0),
      connections: () => this.connections,
      again: (brought) => this.compare(rows, brought),
    });
  }

  private async goThrough<Result>(run: BatchRun<Result>): Promise<void> {
    const list = this.list!;
    await this.notes.putList(list);
    await run.adopt();
    while (!run.isDone && !this.end.signal.aborted) await run.turn();
    await this.notes.dropList(list);
    this.list = null;
  }

  private compare(rows: ReadonlyMap<string, StoredRow>, brought: Brought): void {
    const row = rows.get(brought.id);
    const what = row === undefined ? null : differenceOf(row, brought);
    if (row === undefined || what === null) return;
    const again = this.options.replay?.(row) ?? this.labReplay(row);
    const alarm = { id: row.id, what, replay: again };
    this.alarms.push(alarm);
    this.options.tell(alarmText(alarm));
  }

  private labReplay({ id, plan }: StoredRow): string {
    return replay({ id, plan, labels: {} }, scenarioFileOf(this.options.study.plan));
  }

  /** A sign of life, and a look at the workers. */
  private async beat(): Promise<void> {
    const { redis } = this.line;
    if (redis.status !== 'ready') return;
    const other = await this.lease.renew();
    if (other !== null) {
      this.fault = new UserError(
        `${wordsOf(other)} (${other.folder}) has taken this study over while this one was out of reach; what is done here is kept in ${this.options.folder}`,
      );
      this.end.abort();
      return;
    }
    await this.notes.announce(this.card);
    if (this.list !== null) await this.notes.putList(this.list);
    this.seeWorkers(await this.notes.workers());
    for (const refusal of await this.notes.refusals()) this.options.tell(refusal);
  }

  /** A beat failed: a Redis that has no room stays so, one that is on its way back is asked again. */
  private miss(error: unknown): void {
    this.fault ??= redisRefusal(error);
    if (this.fault !== null) this.end.abort();
  }

  private seeWorkers(workers: readonly Presence[]): void {
    const { tell } = this.options;
    const words = workers.map(({ name, threads }) => `${name} (${threads})`);
    if (words.join() !== this.workers.map(({ name, threads }) => `${name} (${threads})`).join())
      tell(words.length === 0 ? 'no worker is left' : `workers, with their threads: ${words.join(', ')}`);
    this.workers = workers;
    if (workers.length > 0) this.isMet = true;
    if (this.isMet || performance.now() - this.opened < aloneMs) return;
    this.isMet = true;
    tell(`no worker has joined yet: run yuma-lab worker ${this.line.address.shown} on any machine`);
  }

  private giveUp(): void {
    const { tell, patience, folder } = this.options;
    tell(
      `Redis at ${this.line.address.shown} has been away for ${patience} s; what is done is kept in ${folder}`,
    );
    this.end.abort();
  }

  private get card(): Card {
    const { study, folder } = this.options;
    const { ruleset } = Object(study.plan);
    const name = String(ruleset);
    const by = `process ${process.pid} on ${hostname()} (${folder})`;
    return { hash: study.hash, name: study.name, ruleset: name, ...identityFor({ ruleset: name }), by };
  }

  /** Removes studies whose coordinator never came back. */
  private async removeExpired(): Promise<void> {
    const { redis } = this.line;
    const { Queue: BullQueue } = await import('bullmq');
    for (const { name, card } of await announced(redis)) {
      if (card !== null || name === this.name) continue;
      const queue = new BullQueue(name, { connection: redis, prefix });
      await new StudyNotes(redis, name).remove(queue);
      await queue.close();
    }
  }
}
