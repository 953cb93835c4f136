import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../experiments/base/canonical.ts';
import { UserError } from '../../../../experiments/base/userError.ts';
import { trialsOf } from '../../../../experiments/plan/study.ts';
import type { PlannedTrial } from '../../../../experiments/run/resultsFolder.ts';
import { planned } from '../../../../experiments/sweep/runStudy.ts';
import { dealt, dealtTo } from '../../../../experiments/sweep/shard/deal.ts';
import { shardOf } from '../../../../experiments/sweep/shard/shard.ts';
import { smallStudy } from '../../cluster/smallStudy.ts';

/** Trials with hashed ids; `stems`: the stem of each, −1 for none. */
const trialsWith = (stems: readonly number[]): PlannedTrial[] =>
  stems.map((stem, k) => ({
    id: sha256(String(k)).slice(0, 32),
    plan: null,
    labels: {},
    ...(stem >= 0 && { stem: String(stem) }),
  }));

const cases = fc.record({
  stems: fc.array(fc.integer({ min: -1, max: 12 }), { minLength: 1, maxLength: 120 }),
  of: fc.integer({ min: 1, max: 30 }),
});

describe('dealing trials to shards', () => {
  it('gives each trial to exactly one shard, so that together the shards hold the study', () => {
    fc.assert(
      fc.property(cases, ({ stems, of }) => {
        const trials = trialsWith(stems);
        if (of > trials.length) return;
        const parts = Array.from({ length: of }, (_, k) => dealtTo(trials, { index: k + 1, of }));
        const ids = parts.flat().map(({ id }) => id);
        expect(ids.sort()).toEqual(trials.map(({ id }) => id).sort());
      }),
      { seed: 15, numRuns: 1000 },
    );
  });

  it('is even: no two shards differ by more than the largest family that stays together', () => {
    fc.assert(
      fc.property(cases, ({ stems, of }) => {
        const trials = trialsWith(stems);
        const loads = Array<number>(of).fill(0);
        for (const shard of dealt(trials, of)) loads[shard - 1] += 1;
        const sizes = new Map<number, number>();
        for (const stem of stems) if (stem >= 0) sizes.set(stem, (sizes.get(stem) ?? 0) + 1);
        const most = Math.min(Math.max(1, ...sizes.values()), Math.ceil(trials.length / of));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(most);
      }),
      { seed: 15, numRuns: 1000 },
    );
  });

  it('depends on the trials alone, not on the order in which they are given', () => {
    const trials = trialsWith(Array<number>(50).fill(-1));
    const back = [...trials].reverse();
    const shards = (order: readonly PlannedTrial[]) =>
      new Map(Array.from(dealt(order, 7), (shard, k) => [order[k].id, shard]));
    expect([...shards(back)].sort()).toEqual([...shards(trials)].sort());
  });

  it('keeps trials together that share a beginning', () => {
    const trials = trialsWith([0, 1, 2, 0, 1, 2, 0, 1, 2]);
    const shards = [...dealt(trials, 3)];
    expect(shards.slice(0, 3).sort()).toEqual([1, 2, 3]);
    expect([shards.slice(3, 6), shards.slice(6)]).toEqual([shards.slice(0, 3), shards.slice(0, 3)]);
  });

  it('gives no shard all the trials of one setting: of 200 on two shards each has at least a third of each', () => {
    const study = { ...smallStudy, seeds: 200 };
    const part = dealtTo(trialsOf(study).map(planned), { index: 1, of: 2 });
    const long = part.filter(({ plan }) => JSON.stringify(plan).includes('"immunityPeriod":600')).length;
    expect(part).toHaveLength(200);
    expect(Math.abs(long - 100)).toBeLessThan(34);
  });

  it('of many trials to ten thousand shards takes no search', () => {
    const trials = Array.from({ length: 200_000 }, (_, k) => ({ id: String(k), plan: null, labels: {} }));
    const loads = Array<number>(10_000).fill(0);
    for (const shard of dealt(trials, 10_000)) loads[shard - 1] += 1;
    expect(new Set(loads)).toEqual(new Set([20]));
  });

  it('refuses more shards than trials', () => {
    expect(() => dealtTo(trialsWith([-1, -1]), { index: 1, of: 3 })).toThrow(UserError);
    expect(() => dealtTo(trialsWith([-1, -1]), { index: 1, of: 3 })).toThrow(/at most as many parts .* 2/);
  });
});

describe('the words of a shard', () => {
  it('are its number from 1, a stroke, and how many there are', () => {
    expect(shardOf('2/4')).toEqual({ index: 2, of: 4 });
    expect(shardOf('10000/10000')).toEqual({ index: 10_000, of: 10_000 });
  });

  it.each(['0/4', '5/4', '-1/4', '1/0', '4', '1/4/2', 'a/b', '1.5/4', '1/10001', '', '1/ 4', '1/1e3'])(
    'are refused with the rule where they are %j',
    (text) => {
      expect(() => shardOf(text)).toThrow(UserError);
      expect(() => shardOf(text)).toThrow(/must be i\/n.* from 1 to n .*received/);
    },
  );

  it('tell one who counts from 0 to add 1', () => {
    expect(() => shardOf('0/4')).toThrow(/counted from 1/);
    expect(() => shardOf('5/4')).not.toThrow(/counted from 1: /);
  });
});
