import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ChaosAccount, disturb } from './chaos.ts';

describe('a sweep through a queue', () => {
  it.each([
    // Samples by a fixed seed: `npm run queue -- kills` does the same with 60 kills each, in rounds of 20.
    { fsync: 'everysec', kills: 6, milliseconds: 30, trialsEach: 60 },
    { fsync: 'always', kills: 6, milliseconds: 30, trialsEach: 60 },
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

  it('lost, doubled and changed nothing in the committed run of 60 kills with each way to sync', () => {
    const accounts: readonly ChaosAccount[] = JSON.parse(
      readFileSync(new URL('../../results/reference/queue/kills.json', import.meta.url), 'utf8'),
    );
    for (const fsync of ['everysec', 'always']) {
      const rounds = accounts.filter((account) => account.fsync === fsync);
      const struck = rounds.flatMap(({ kills }) => Object.values(kills));
      expect(struck.reduce((sum, count) => sum + count, 0)).toBe(60);
    }
    for (const account of accounts)
      expect(account).toMatchObject({ lost: 0, double: 0, alarms: 0, sameBytes: true });
  });
});
