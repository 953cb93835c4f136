import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { UserError } from '../base/userError.ts';
import { realHost } from '../run/system/host.ts';
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
  private readonly holder: Holder;
  private beat = 0;

  constructor(redis: Redis, key: string, folder: string) {
    this.redis = redis;
    this.key = key;
    this.holder = { token: randomUUID(), host: hostname(), pid: process.pid, folder, beat: 0 };
  }

  /**
   * Takes the lease. A holder of this machine that is dead is replaced, one elsewhere waited for: either it speaks up, or its lease runs
   * out. Throws `UserError` where another coordinates. `pause`: waits so many milliseconds.
   */
  async take(pause: (milliseconds: number) => Promise<unknown>, tell: (text: string) => void): Promise<void> {
    let first: Holder | null = null;
    for (;;) {
      const other = await this.attempt(first);
      if (other === null) return;
      if (
        isHere(other)
          ? isAlive(other.pid)
          : first !== null && other.token === first.token && other.beat > first.beat
      )
        throw new UserError(
          `this study has a coordinator, process ${other.pid} on ${other.host} (${other.folder}): wait for it, or stop it; the same command then goes on`,
        );
      if (first === null && !isHere(other))
        tell(`waiting for a sign of process ${other.pid} on ${other.host}, which coordinated this study`);
      if (other.token !== first?.token) first = other;
      await pause(isHere(other) ? 0 : 1000);
    }
  }

  /** Holds it for another while; who has taken it over meanwhile, or null. */
  renew(): Promise<Holder | null> {
    this.beat += 1;
    return this.attempt(null);
  }

  async release(): Promise<void> {
    await this.redis.eval(give, 1, this.key, this.holder.token);
  }

  /** `dead`: a holder whose place may be taken, if it is of this machine and gone. */
  private async attempt(dead: Holder | null): Promise<Holder | null> {
    const text = JSON.stringify({ ...this.holder, beat: this.beat });
    const replaced = dead !== null && isHere(dead) && !isAlive(dead.pid) ? dead.token : '';
    const held = await this.redis.eval(take, 1, this.key, text, this.holder.token, leaseMs, replaced);
    return typeof held === 'string' ? readHolder(held) : null;
  }
}

/** Whether a process of this machine runs; our own number is that of one before us. */
const isAlive = (pid: number): boolean => pid !== process.pid && realHost.isAlive(pid);

const isHere = ({ host }: Holder): boolean => host === hostname();
