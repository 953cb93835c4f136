import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../../../experiments/queue/outbox.ts';
import { readEntry } from '../../../experiments/queue/wire.ts';
import { RedisServer } from '../../queue/redisServer.ts';

const key = 'results';
let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start('nothing');
});
afterAll(() => server.end());
beforeEach(async () => {
  await server.redis.flushall();
  await server.redis.xadd(key, '*', 'opened', '1');
});

const failed = (k: number, more = '') => JSON.stringify({ id: `t${k}`, reason: `r${more}` });
const entries = async () => (await server.redis.xrange(key, '-', '+')).slice(1).map(([, fields]) => fields);

describe('the outbox of a worker', () => {
  it('sends what comes within a moment as one entry, which reads back as all of its results in their order', async () => {
    const outbox = new Outbox(server.redis, key);
    await Promise.all([1, 2, 3].map((k) => outbox.send(failed(k))));
    const [entry, ...others] = await entries();
    expect(others).toEqual([]);
    expect(readEntry(entry)).toEqual([1, 2, 3].map((k) => ({ id: `t${k}`, reason: 'r' })));
  });

  it('holds a result back for a few milliseconds at most, and not at all when told to hurry', async () => {
    const outbox = new Outbox(server.redis, key);
    const first = outbox.send(failed(1));
    expect(await entries()).toEqual([]);
    outbox.hurry();
    await first;
    expect(await entries()).toHaveLength(1);
    await outbox.send(failed(2));
    expect(await entries()).toHaveLength(2);
    outbox.hurry();
    expect(await entries()).toHaveLength(2);
  });

  it('does not let an entry grow without end', async () => {
    const outbox = new Outbox(server.redis, key);
    const long = 'x'.repeat(100_000);
    await Promise.all([1, 2, 3, 4].map((k) => outbox.send(failed(k, long))));
    expect((await entries()).map((fields) => readEntry(fields).length)).toEqual([3, 1]);
  });

  it('adds nothing to a stream that is gone, and says what Redis refuses to all that wait', async () => {
    const outbox = new Outbox(server.redis, key);
    await server.redis.del(key);
    expect(await outbox.send(failed(1))).toBeNull();
    expect(await server.redis.exists(key)).toBe(0);
    await server.redis.set(key, 'of another kind');
    const refused = await Promise.allSettled([outbox.send(failed(2)), outbox.send(failed(3))]);
    expect(refused).toMatchObject(
      [2, 3].map(() => ({ status: 'rejected', reason: { message: expect.stringMatching(/WRONGTYPE/) } })),
    );
  });
});

describe('an entry of the stream', () => {
  it('brings the results of its fields and nothing of what is not ours', () => {
    const fields = ['trial', failed(1), 'other', failed(2), 'trial', 'no result', 'trial', failed(3)];
    expect(readEntry(fields).map(({ id }) => id)).toEqual(['t1', 't3']);
    expect(readEntry(['trial'])).toEqual([]);
    expect(readEntry([])).toEqual([]);
  });
});
