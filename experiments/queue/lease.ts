import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import { type LockNote, noteOf, standingOf, wordsOf } from '../run/lockNote.ts';
import { type Host, realHost } from '../run/system/host.ts';
import { type Holder, readHolder } from './wire.ts';

/** Milliseconds that a study stays its coordinator's after the last word of it. */
export const leaseMs = 30_000;

/** Writes a holder unless another has it; returns who has it then, or nothing. ARGV: holder, its token, milliseconds, whose place it takes. */
const take = `
local held = redis.call('get', KEYS[1])
if held then
  local token = cjson.decode(held).token
  if token ~= ARGV[2] and token ~= ARGV[4] then return held end
end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[3])
return false`;

const give = `
local held = redis.call('get', KEYS[1])
if held and cjson.decode(held).token == ARGV[1] then redis.call('del', KEYS[1]) end
return 1`;

/** A study's one coordinator, wherever it runs: it holds a lease in Redis and renews it. */
export class Lease {
  private readonly redis: Redis;
  private readonly key: string;
  private readonly folder: string;
  private readonly host: Host;
  private readonly note: LockNote;
  private beat = 0;

  constructor(redis: Redis, key: string, folder: string, host = realHost) {
    this.redis = redis;
    this.key = key;
    this.folder = folder;
    this.host = host;
    this.note = noteOf(host);
  }

  /**
   * Takes the lease. A holder of this machine that is gone is replaced at once. One that cannot be asked about, of another machine or container,
   * is waited for: either it speaks up, or its lease runs out. Throws `UserError` where another coordinates. `pause`: waits so many
   * milliseconds.
   */
  async take(pause: (milliseconds: number) => Promise<unknown>, tell: (text: string) => void): Promise<void> {
    let watched: Holder | null = null;
    let other = await this.attempt();
    while (other !== null) {
      const standing = standingOf(other, this.host);
      const hasSpoken = watched?.token === other.token && watched.beat !== other.beat;
      if (standing === 'alive' || hasSpoken)
        throw new UserError(
          `this study has a coordinator, ${wordsOf(other)} (${other.folder}): wait for it, or stop it; the same command then goes on`,
        );
      if (standing === 'unknown' && watched?.token !== other.token) {
        tell(`waiting for a sign of ${wordsOf(other)}, which coordinated this study`);
        watched = other;
      }
      if (standing === 'unknown') await pause(1000);
      other = await this.attempt(standing === 'gone' ? other.token : '');
    }
  }

  /** Holds it for another while; who has taken it over meanwhile, or null. */
  renew(): Promise<Holder | null> {
    this.beat += 1;
    return this.attempt();
  }

  async release(): Promise<void> {
    await this.redis.eval(give, 1, this.key, this.note.token);
  }

  /** Who has it, or null: we do. `replaced`: the token of a holder whose place may be taken. */
  private async attempt(replaced = ''): Promise<Holder | null> {
    const { note, folder, beat } = this;
    const text = JSON.stringify({ ...note, folder, beat });
    const held = await this.redis.eval(take, 1, this.key, text, note.token, leaseMs, replaced);
    if (typeof held !== 'string') return null;
    const holder = readHolder(held);
    if (holder === null)
      throw new UserError(
        `this study has a coordinator of another version of yuma-lab: use that one, or wait ${leaseMs / 1000} s after its end`,
      );
    return holder;
  }
}
