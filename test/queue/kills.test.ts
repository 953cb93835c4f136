import { describe, expect, it } from 'vitest';
import { disturb } from './chaos.ts';

describe('a sweep through a queue', () => {
  it.each([
    { fsync: 'everysec', kills: 12, milliseconds: 30, trialsEach: 60 },
    { fsync: 'always', kills: 8, milliseconds: 30, trialsEach: 60 },
    // Some ninety of these are in each job, and their results in one entry of the stream.
    { fsync: 'everysec', kills: 6, milliseconds: 1, trialsEach: 2000 },
  ] as const)(
    'of trials of $milliseconds ms: $kills SIGKILLs of coordinator, workers and a redis-server that syncs $fsync lose nothing acknowledged, double nothing and change no byte',
    async (plan) => {
      const { kills } = plan;
      const account = await disturb({ ...plan, seed: 1 });
      process.stdout.write(`${JSON.stringify(account)}\n`);
      expect(account).toMatchObject({
        lost: 0,
        double: 0,
        alarms: 0,
        sameBytes: true,
      });
      // A kill may come between a row and the note that the test takes of it.
      expect(account.acknowledged).toBeGreaterThanOrEqual(account.trials - kills);
      expect(Object.values(account.kills).reduce((sum, count) => sum + count, 0)).toBe(kills);
      expect(Math.min(...Object.values(account.kills))).toBeGreaterThan(0);
    },
    300_000,
  );
});
