import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labHere } from '../experiments/cli/inProcess.ts';
import { type FourWays, isSame } from './fourWays.ts';

// The run itself takes minutes: npm run queue -- ways.
const kept: FourWays = JSON.parse(
  readFileSync(new URL('../../results/reference/queue/fourWays.json', import.meta.url), 'utf8'),
);

describe('one study in one process, in four shards, in four tasks of Slurm, and on three far workers of a queue', () => {
  it('has every row once and the same bytes in all four ways, one worker having been cut off for 20 s in the middle', () => {
    const { ways, study, redis, slurm } = kept;
    const { oneProcess } = ways;
    expect(oneProcess).toEqual({ rows: study.trials, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(ways).toEqual({ oneProcess, fourShards: oneProcess, slurm: oneProcess, redis: oneProcess });
    expect(slurm).toEqual({ tasks: 4, done: 4 });
    expect(redis).toMatchObject({ workers: 3, cutSeconds: 20, alarms: 0, keysLeft: [] });
    expect(redis.rowsAtCut).toBeGreaterThan(0);
    expect(Math.min(...redis.brought)).toBeGreaterThan(0);
    expect(isSame(kept)).toBe(true);
  });

  it('is the study that its command makes now, with the engine of now', async () => {
    const [, ...words] = kept.study.command.split(' ');
    const more = ['--tasks', '4', '--image', 'a', '--claim', 'b', '--json'];
    const { stdout, stderr } = await labHere(['cluster', 'k8s', ...words, ...more]);
    expect(stdout, stderr).not.toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ hash: kept.study.hash, trials: kept.study.trials });
  });

  const { ways, slurm, redis } = kept;
  const otherwise: readonly (readonly [string, FourWays])[] = [
    ['a byte differs in one way', { ...kept, ways: { ...ways, slurm: { ...ways.slurm, sha256: '0' } } }],
    ['a row is missing or double', { ...kept, ways: { ...ways, redis: { ...ways.redis, rows: 1 } } }],
    ['a task of Slurm failed', { ...kept, slurm: { ...slurm, done: 3 } }],
    [
      'all rows were there before the cable was plugged in',
      { ...kept, redis: { ...redis, rowsAtMend: 1e9 } },
    ],
    ['none came while it was cut', { ...kept, redis: { ...redis, rowsAtMend: redis.rowsAtCut } }],
    ['something is left in Redis', { ...kept, redis: { ...redis, keysLeft: ['yuma-lab:format'] } }],
    ['two results differed', { ...kept, redis: { ...redis, alarms: 1 } }],
  ];
  it.each(otherwise)('would not count as the same where %s', (_, account) => {
    expect(isSame(account)).toBe(false);
  });
});
