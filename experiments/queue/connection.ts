import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import type { RedisAddress } from './address.ts';

/** Milliseconds in which a Redis must answer at the start, and those after which a silent connection is given up and made anew. */
const startLimit = 5000;
/** Those for which a machine without a Redis is asked again: it may be on its way up. */
const absentLimit = 1500;
const silenceLimit = 15_000;
/** Milliseconds that a connection may be away before anything is said of it. */
const graceMs = 1500;

/** Who is told of a connection that comes and goes. */
export interface Outages {
  /** Longest that Redis may be away, s. */
  readonly patience: number;
  tell(text: string): void;
  /** It was away for longer. */
  giveUp(): void;
}

/** What Redis itself refuses: it does not change by trying again. */
const isAbsence = (message: string): boolean => /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH/.test(message);
const isRefusal = (message: string): boolean =>
  /WRONGPASS|NOAUTH|NOPERM|invalid password|invalid DB/i.test(message);

/**
 * Connects to a Redis. A connection that breaks later is made anew, and what was asked meanwhile is asked then. Throws `UserError` where none
 * answers within 5 s.
 */
export async function connect(address: RedisAddress): Promise<Redis> {
  const { Redis: Client } = await import('ioredis');
  const { host, port, username, password, db, isEncrypted } = address;
  const redis = new Client({
    host,
    port,
    db,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isEncrypted && { tls: {} }),
    connectTimeout: startLimit,
    maxRetriesPerRequest: null,
    socketTimeout: silenceLimit,
    keepAlive: 10_000,
    retryStrategy: (times) => Math.min(100 * times, 1000),
  });
  try {
    await answering(redis);
    return redis;
  } catch (error) {
    redis.disconnect();
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      isRefusal(why)
        ? `Redis at ${address.shown} refuses: ${why.replace(/^(WRONGPASS|NOAUTH|NOPERM|ERR) /, '')} (name and password belong into the address: redis://name:password@host)`
        : `no Redis answers at ${address.shown} (${why}): start redis-server there, or correct the address`,
    );
  }
}

function answering(redis: Redis): Promise<unknown> {
  const begun = performance.now();
  let last = `nothing within ${startLimit / 1000} s`;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(last)), startLimit);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    redis.on('error', (error: Error) => {
      last = error.message;
      const isOver = isAbsence(last) && performance.now() - begun > absentLimit;
      if (isOver || isRefusal(last)) end(() => reject(error));
    });
    // The first attempt may fail while a server is on its way up: the others go on until the limit. Copies of this connection do the same: one
    // that connects when it is first asked (lazyConnect) would give up where that moment is a bad one.
    redis.once('ready', () =>
      redis.ping().then(
        () => end(() => resolve(null)),
        (error: Error) => end(() => reject(error)),
      ),
    );
  });
}

/** Tells once of every outage of a connection and of its end, and gives up after one that lasts too long. Returns how to stop. */
export function watchOutages(redis: Redis, shown: string, { patience, tell, giveUp }: Outages): () => void {
  let since: number | null = null;
  let isTold = false;
  const timers: NodeJS.Timeout[] = [];
  const away = () => {
    if (since !== null) return;
    since = performance.now();
    timers.push(
      setTimeout(() => {
        isTold = true;
        tell(`Redis at ${shown} does not answer; waiting for it, up to ${patience} s`);
      }, graceMs),
      setTimeout(giveUp, 1000 * patience),
    );
  };
  const back = () => {
    for (const timer of timers.splice(0)) clearTimeout(timer);
    if (isTold && since !== null)
      tell(`Redis at ${shown} answers again after ${Math.round((performance.now() - since) / 1000)} s`);
    since = null;
    isTold = false;
  };
  redis.on('close', away);
  redis.on('ready', back);
  return () => {
    for (const timer of timers.splice(0)) clearTimeout(timer);
    redis.off('close', away);
    redis.off('ready', back);
  };
}
