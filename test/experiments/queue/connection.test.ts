import { Queue, Worker } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../experiments/queue/address.ts';
import { connect, watchOutages } from '../../../experiments/queue/connection.ts';
import { RedisServer } from '../../queue/redisServer.ts';

describe('a connection', () => {
  it('whose Redis is away while a worker begins on it serves that worker once it is back, and tells of it once', async () => {
    const server = await RedisServer.start();
    const redis = await connect(readAddress(server.url));
    const told: string[] = [];
    const outages = { patience: 60, tell: (text: string) => void told.push(text), giveUp: () => {} };
    const unwatch = watchOutages(redis, 'redis://here', outages);
    try {
      await server.kill();
      let tell = (_: string) => {};
      const done = new Promise<string>((resolve) => {
        tell = resolve;
      });
      const worker = new Worker('q', async (job) => tell(job.name), {
        connection: redis,
        runRetryDelay: 500,
      });
      worker.on('error', () => {});
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await server.restart();
      const queue = new Queue('q', { connection: server.redis });
      await queue.add('came', {});
      expect(await done).toBe('came');
      expect(told).toEqual([
        'Redis at redis://here does not answer; waiting for it, up to 60 s',
        expect.stringMatching(/^Redis at redis:\/\/here answers again after \d+ s$/),
      ]);
      await worker.close(true);
      await queue.close();
    } finally {
      unwatch();
      redis.disconnect();
      await server.end();
    }
  }, 60_000);
});
