import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import { format, formatKey, prefix, queueOfKey } from './keys.ts';
import { sweepUp } from './studyNotes.ts';

/** The oldest Redis that has what is used here. */
const oldest = [6, 2] as const;

/** What is asked of a server before trials are entrusted to it. */
export interface ServerRules {
  readonly shown: string;
  /** Go on where it keeps nothing on disk: trials that it loses run again. */
  readonly isVolatile: boolean;
}

/** Throws `UserError` for a Redis that is too old, that may throw keys away, or that keeps nothing on disk, with the line that mends it. */
export async function checkServer(redis: Redis, { shown, isVolatile }: ServerRules): Promise<void> {
  const info = await redis.info();
  const [major = 0, minor = 0] = (fieldOf(info, 'redis_version') ?? '0.0').split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new UserError(
      `Redis at ${shown} is version ${fieldOf(info, 'redis_version')}; a queue needs ${oldest.join('.')} or newer (Debian 12 has 7.0)`,
    );
  const policy = fieldOf(info, 'maxmemory_policy');
  if (policy !== 'noeviction')
    throw new UserError(
      `Redis at ${shown} has maxmemory-policy ${policy}: where memory is short it would throw trials away. Mend it with: CONFIG SET maxmemory-policy noeviction`,
    );
  if (!isVolatile && fieldOf(info, 'aof_enabled') !== '1' && (await savesNothing(redis)))
    throw new UserError(
      `Redis at ${shown} keeps nothing on disk (appendonly no, save ""): a restart would lose the queue. Mend it with: CONFIG SET appendonly yes (or go on with --volatile: what it loses runs again)`,
    );
}

const fieldOf = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];

/** Whether it takes no snapshots; a server that does not say so is believed. */
async function savesNothing(redis: Redis): Promise<boolean> {
  try {
    const [, save = ''] = [await redis.config('GET', 'save')].flat();
    return save === '';
  } catch {
    return false;
  }
}

/** Throws `UserError` where what is under our prefix is not ours. */
export async function refuseForeignKeys(redis: Redis, shown: string): Promise<void> {
  const found = await redis.get(formatKey).catch(() => 'another kind of value');
  if (found === format) return;
  const stray = found === null ? await strayUnder(redis) : formatKey;
  if (stray === null) return;
  // A study may have been announced between the two looks.
  if (found === null && (await redis.get(formatKey)) === format) return;
  throw new UserError(
    `${shown} has another's data under ${prefix}: (${stray}), which was left untouched: choose another database of it, such as ${shown.replace(/\/\d+$/, '')}/1`,
  );
}

/** A key under our prefix that is none of ours; what a worker left that was killed at the end of a study is ours. */
async function strayUnder(redis: Redis): Promise<string | null> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}:*`, 'COUNT', 1000);
    const stray = keys.find((key) => queueOfKey(key) === null);
    if (stray !== undefined) return stray;
    for (const key of keys) await sweepUp(redis, queueOfKey(key)!);
    cursor = next;
  } while (cursor !== '0');
  return null;
}
