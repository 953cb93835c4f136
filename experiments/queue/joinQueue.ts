import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import { readAddress } from './address.ts';
import { connect, watchOutages } from './connection.ts';
import { keysOf } from './keys.ts';
import { versionRefusal } from './lab.ts';
import { ServedStudy } from './servedStudy.ts';
import { refuseForeignKeys } from './serverChecks.ts';
import { announced } from './studyNotes.ts';
import { labKinds, type TrialKinds } from './trialKinds.ts';
import type { Card } from './wire.ts';
import { pauseUntil, within } from './within.ts';

/** A worker that runs trials of whatever study a Redis has. */
export interface JoinOptions {
  readonly url: string;
  readonly threads: number;
  /** Seconds for which a worker may be out of reach before its trials are given to others. */
  readonly lease: number;
  /** Longest that Redis may be away, s. */
  readonly patience: number;
  /** Leave after so many seconds without a study; left out: wait for ever. */
  readonly untilIdle?: number;
  readonly signal: AbortSignal;
  tell(text: string): void;
  readonly kinds?: TrialKinds;
}

/** How a worker ended: trials it brought, and whether it was stopped or gave up. */
export interface Joined {
  readonly trials: number;
  readonly isStopped: boolean;
}

const lookEvery = 1000;

/** A study that a worker may serve. */
interface Offer {
  readonly name: string;
  readonly card: Card;
}

/**
 * Joins the queue of a Redis and runs trials on threads of this process until it is stopped, or idle for long enough. Throws `UserError`
 * where no Redis answers, where its data is another's, and where it may serve none of the studies that are there.
 */
export async function joinQueue(options: JoinOptions): Promise<Joined> {
  const address = readAddress(options.url);
  const redis = await connect(address);
  const end = new AbortController();
  const stop = () => end.abort();
  options.signal.addEventListener('abort', stop, { once: true });
  const unwatch = watchOutages(redis, address.shown, {
    patience: options.patience,
    tell: options.tell,
    giveUp() {
      options.tell(`Redis at ${address.shown} has been away for ${options.patience} s; this worker leaves`);
      stop();
    },
  });
  try {
    await refuseForeignKeys(redis, address.shown);
    return await new QueueWorker(redis, options, end.signal).work();
  } finally {
    unwatch();
    redis.disconnect();
  }
}

/** A worker on its way from study to study. */
class QueueWorker {
  private readonly redis: Redis;
  private readonly options: JoinOptions;
  private readonly signal: AbortSignal;
  private readonly name = `${hostname()}:${process.pid}`;
  private readonly id = randomUUID();
  /** Why studies are not served, by their names. */
  private readonly refused = new Map<string, string>();
  private trials = 0;
  private idleSince = performance.now();

  constructor(redis: Redis, options: JoinOptions, signal: AbortSignal) {
    this.redis = redis;
    this.options = options;
    this.signal = signal;
  }

  async work(): Promise<Joined> {
    const { tell, untilIdle = Number.POSITIVE_INFINITY } = this.options;
    let isTold = false;
    while (!this.signal.aborted) {
      const offer = await this.offer();
      if (offer !== null) {
        await this.serve(offer);
        isTold = false;
        this.idleSince = performance.now();
      } else {
        if (!isTold) tell('waiting for a study: sweep … --queue with the same address');
        isTold = true;
        if (performance.now() - this.idleSince > 1000 * untilIdle)
          return { trials: this.trials, isStopped: false };
        await pauseUntil(this.signal, lookEvery);
      }
    }
    return { trials: this.trials, isStopped: true };
  }

  /** A study that has a coordinator and may be served; null: there is none. Throws where there are some and all are refused. */
  private async offer(): Promise<Offer | null> {
    const reasons: string[] = [];
    for (const { name, card } of await announced(this.redis)) {
      if (card === null || (await this.redis.exists(keysOf(name).lease)) === 0) continue;
      const refusal = this.refused.get(name) ?? versionRefusal(card);
      if (refusal === null) return { name, card };
      reasons.push(refusal);
      await this.refuse(name, refusal);
    }
    if (reasons.length > 0) throw new UserError(reasons.join('\n'));
    return null;
  }

  private async serve({ name, card }: Offer): Promise<void> {
    const { kinds = labKinds, threads, lease, tell } = this.options;
    tell(`joined study ${card.name} (${card.hash.slice(0, 8)}) of ${card.by} with ${threads} threads`);
    const served = new ServedStudy({
      redis: this.redis,
      name,
      threads,
      leaseMs: 1000 * lease,
      kinds,
      signal: this.signal,
      worker: { id: this.id, name: this.name },
      tell,
    });
    const refusal = await served.serve();
    this.trials += served.trials;
    tell(`left study ${card.name} (${card.hash.slice(0, 8)}) after ${served.trials} trials`);
    if (refusal !== null)
      await this.refuse(name, `study ${card.name} (${card.hash.slice(0, 8)}): ${refusal}`);
  }

  /** Tells the coordinator, the first time. */
  private async refuse(name: string, reason: string): Promise<void> {
    if (this.refused.has(name)) return;
    this.refused.set(name, reason);
    const { refusals } = keysOf(name);
    const told = this.redis
      .multi()
      .rpush(refusals, `worker ${this.name} refuses: ${reason}`)
      .expire(refusals, 3600)
      .exec();
    await within(2000, told);
  }
}
