import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { format, formatKey, keysOf, noteSeconds, prefix, studiesKey } from './keys.ts';
import type { TrialList } from './trialList.ts';
import { type Card, type Presence, readCard, readPresence } from './wire.ts';

/** Makes an empty stream of results, where there is none: workers add to it only while it is there, so that nothing is left behind. */
const openResults = `
if redis.call('exists', KEYS[1]) == 0 then
  redis.call('xdel', KEYS[1], redis.call('xadd', KEYS[1], '*', 'opened', '1'))
end
return 1`;

/** Takes a study off the list of all, and the mark of our prefix with the last of them. */
const strike = `
redis.call('srem', KEYS[1], ARGV[1])
if redis.call('scard', KEYS[1]) == 0 then redis.call('del', KEYS[2]) end
return 1`;

/** Removes what a queue may write of itself, unless its study is there (again). */
const sweep = `
if redis.call('exists', KEYS[1]) == 1 then return 0 end
return redis.call('del', unpack(KEYS, 2))`;

/** The keys of a queue that are not jobs, as BullMQ names them. */
const queueParts = [
  ...['meta', 'id', 'events', 'marker', 'wait', 'paused', 'active', 'delayed', 'prioritized', 'pc'],
  ...['stalled', 'stalled-check', 'limiter', 'completed', 'failed', 'waiting-children', 'repeat'],
];

/** Clears up behind a study that is over: a worker that has not noticed yet may have written a key of its queue anew. */
export async function sweepUp(redis: Redis, name: string): Promise<void> {
  const keys = [keysOf(name).card, ...queueParts.map((part) => `${prefix}:${name}:${part}`)];
  await redis.eval(sweep, keys.length, ...keys);
}

/** Beats in a row in which a worker may say nothing before it counts as gone. */
const silentBeats = 6;

/** What Redis holds of a study beside its jobs. */
export class StudyNotes {
  private readonly redis: Redis;
  private readonly name: string;
  private readonly keys: ReturnType<typeof keysOf>;
  /** By worker: the last beat that was seen, and how many looks ago it changed. */
  private readonly seen = new Map<string, { readonly beat: number; readonly silent: number }>();

  constructor(redis: Redis, name: string) {
    this.redis = redis;
    this.name = name;
    this.keys = keysOf(name);
  }

  /** Says that the study is there; to be called again and again, as a Redis may forget. Throws what Redis refuses. */
  async announce(card: Card): Promise<void> {
    const answers = await this.redis
      .pipeline()
      .set(formatKey, format)
      .sadd(studiesKey, this.name)
      .set(this.keys.card, JSON.stringify(card), 'EX', noteSeconds)
      .eval(openResults, 1, this.keys.results)
      .expire(this.keys.results, noteSeconds)
      .expire(this.keys.lists, noteSeconds)
      .exec();
    for (const [fault] of answers ?? []) if (fault !== null) throw fault;
  }

  /** Puts a list of trials there, unless it is. */
  async putList({ hash, text }: TrialList): Promise<void> {
    if ((await this.redis.hexists(this.keys.lists, hash)) === 0)
      await this.redis.hset(this.keys.lists, hash, text);
  }

  async dropList({ hash }: TrialList): Promise<void> {
    await this.redis.hdel(this.keys.lists, hash);
  }

  /** Workers that are there. To be called once a beat. */
  async workers(): Promise<Presence[]> {
    const all = await this.redis.hgetall(this.keys.workers);
    const present: Presence[] = [];
    for (const [id, text] of Object.entries(all)) {
      const worker = readPresence(text);
      const before = this.seen.get(id);
      const silent = worker === null || before?.beat === worker.beat ? (before?.silent ?? 0) + 1 : 0;
      if (worker !== null && silent < silentBeats) present.push(worker);
      this.seen.set(id, { beat: worker?.beat ?? 0, silent });
    }
    return present;
  }

  /** What workers said that refused, each once. */
  async refusals(): Promise<string[]> {
    return (await this.redis.lpop(this.keys.refusals, 100)) ?? [];
  }

  /** Removes all that is there of the study, its queue included. */
  async remove(queue: Queue): Promise<void> {
    await queue.obliterate({ force: true });
    const { lease: _, ...keys } = this.keys;
    await this.redis.del(...Object.values(keys));
    await sweepUp(this.redis, this.name);
    await this.redis.eval(strike, 2, studiesKey, formatKey, this.name);
  }
}

/** Studies that are announced, with their cards; null: the card has expired. */
export async function announced(
  redis: Redis,
): Promise<{ readonly name: string; readonly card: Card | null }[]> {
  const names = await redis.smembers(studiesKey);
  return Promise.all(
    names.map(async (name) => ({ name, card: readCard(await redis.get(keysOf(name).card)) })),
  );
}
