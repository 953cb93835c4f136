import { describe, expect, it } from 'vitest';
import { type RunRace, race } from '../../../../experiments/methods/tune/racing.ts';
import { stream } from '../../../../sim/random.ts';

const rules = { error: 0.05, firstLook: 4, seeds: 20 };

/** Settings with these means, the luck of a seed that all share, and luck of their own. */
function fieldOf(means: readonly number[], own: number, name = 'race') {
  const asked: string[] = [];
  const run: RunRace = async (wanted) =>
    wanted.map(({ setting, seed }) => {
      asked.push(`${setting} on ${seed}`);
      const shared = stream(name, 'shared', seed).normal();
      return means[setting] + 10 * shared + own * stream(name, 'own', `${setting} ${seed}`).normal();
    });
  return { run, asked };
}

describe('a race of settings', () => {
  it('ends after the first look where one is better on every seed, whatever the seeds’ common luck', async () => {
    const { run, asked } = fieldOf([3, 1, 2], 0.001);
    const { left, best, trials, ran } = await race(3, run, rules);
    expect([left, best, trials]).toEqual([[1], 1, 12]);
    expect(ran).toEqual([4, 4, 4]);
    expect(new Set(asked).size).toBe(12);
  });

  it('looks again each time the seeds have grown by half, and keeps to the end what cannot be told apart', async () => {
    const { run } = fieldOf([1, 1, 9], 0.5);
    const { left, ran } = await race(3, run, rules);
    expect([left, ran]).toEqual([
      [0, 1],
      [20, 20, 4],
    ]);
    const looks: number[] = [];
    const alike: RunRace = async (wanted) => {
      looks.push(wanted.length / 2);
      return wanted.map(() => 1);
    };
    await race(2, alike, rules);
    // 4, 6, 9, 14 and 20 seeds.
    expect(looks).toEqual([4, 2, 3, 5, 6]);
  });

  it('throws out the truly best in at most 5 of 100 races', async () => {
    let lost = 0;
    for (let k = 0; k < 400; k++) {
      const { run } = fieldOf([0, 0, 0, 0], 1, `null ${k}`);
      if (!(await race(4, run, rules)).left.includes(0)) lost += 1;
    }
    // 5 % of 400 and two standard errors of it.
    expect(lost).toBeLessThanOrEqual(28);
  });

  it('finds a difference of two spreads in most races', async () => {
    let found = 0;
    for (let k = 0; k < 50; k++) {
      const { run } = fieldOf([2, 2, 0], 1, `gap ${k}`);
      if ((await race(3, run, rules)).best === 2) found += 1;
    }
    expect(found).toBeGreaterThan(45);
  });

  it('goes on without a setting that fails, and not where every one does', async () => {
    const { run } = fieldOf([1, 2], 0.001);
    const failing = (failed: readonly number[]): RunRace => {
      return async (wanted) =>
        (await run(wanted)).map((value, k) => (failed.includes(wanted[k].setting) ? null : value));
    };
    expect((await race(2, failing([0]), rules)).best).toBe(1);
    await expect(race(2, failing([0, 1]), rules)).rejects.toThrow(
      'every setting of the race has a failed trial',
    );
  });

  it('begins no look that would go beyond its trials', async () => {
    const { run } = fieldOf([1, 1], 1);
    const { trials, ran } = await race(2, run, { ...rules, mostTrials: 15 });
    expect([trials, ran]).toEqual([12, [6, 6]]);
  });

  it('is refused with one setting, an error rate that is none, and a look at two seeds', async () => {
    const { run } = fieldOf([1, 1], 1);
    await expect(race(1, run, rules)).rejects.toThrow('at least two settings');
    await expect(race(2, run, { ...rules, error: 1 })).rejects.toThrow('0 … 1');
    await expect(race(2, run, { ...rules, firstLook: 2 })).rejects.toThrow('3 seeds first');
  });
});
