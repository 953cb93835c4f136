import { describe, expect, it } from 'vitest';
import { farFlung } from './farFlung.ts';

const isRoot = process.getuid?.() === 0;

/** Networks of one's own take root, which CI is. */
describe.skipIf(!isRoot && process.env.CI !== 'true')('a study', () => {
  it('on three workers in networks of their own, one of them cut off in the middle, has the bytes of one process', async () => {
    const run = await farFlung({ cutSeconds: 3, leaseSeconds: 1, seeds: 6, days: 1.5 });
    expect(run.queued).toBe(run.alone);
    expect(run.trials).toBe(12);
    expect(Math.min(...run.brought)).toBeGreaterThan(0);
    expect(run.brought.reduce((sum, trials) => sum + trials, 0)).toBeGreaterThanOrEqual(run.trials);
    expect(run.alarms).toBe(0);
    expect(run.keysLeft).toEqual([]);
  }, 300_000);
});
