import { describe, expect, it } from 'vitest';
import { analyse } from '../../../experiments/analysis/analyse.ts';
import type { Analysis } from '../../../experiments/analysis/analysis.ts';
import type { CompleteRow, Row } from '../../../experiments/plan/rows.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { immunityStartUpQuick as study } from '../../../experiments/studies/immunity-start-up.ts';
import { madeRows } from '../madeRows.ts';

const quick = { resamples: 40 };
const rows = madeRows(study);
const analysis = analyse(study, rows, quick);
const slow = (found: Analysis = analysis) => found.settings[0];
const fast = (found: Analysis = analysis) => found.settings[1];

/** Main rows of one level and moving average. */
const at = (immunity: number, alpha: number) =>
  rows.filter(
    ({ arm, levels }) =>
      arm === null && levels.immunityPeriod === immunity && levels['validator.alpha'] === alpha,
  );

const changed = (change: (row: CompleteRow) => Partial<CompleteRow> | null): Row[] =>
  rows.map((row) => ({ ...row, ...change(row) }));

/** The plan as it was when wrong evictions were an objective. */
const blaming: Study = {
  ...study,
  objectives: [
    { metric: 'networkQuality', margin: 0.002 },
    { metric: 'wrongEvictions', margin: 3 },
  ],
};

describe('an analysis', () => {
  it('gives every level its mean with a t interval over the seeds', () => {
    const values = at(2048, 0.05).map(({ measures }) => measures.networkQuality as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / 24;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 23;
    // Two-sided 95 % quantile of Student's t with 23 degrees of freedom, printed tables.
    const half = 2.0687 * Math.sqrt(variance / 24);
    const found = slow().byLevel[2].estimates.networkQuality;
    expect(found?.n).toBe(24);
    expect(found?.mean).toBeCloseTo(mean, 12);
    expect(found?.high).toBeCloseTo(mean + half, 5);
    expect(found?.low).toBeCloseTo(mean - half, 5);
  });

  it('finds the levels that the rows were made best at, one for each moving average', () => {
    expect(slow().verdicts[0].best).toBe(4096);
    expect(fast().verdicts[0].best).toBe(3072);
    // 0.004 nats for each squared octave: 0.0007 at 3072, 0.0003 at 5000, 0.0027 at 7200 and 0.004 at 2048.
    expect(slow().verdicts[0]).toMatchObject({
      outcome: 'decided',
      inner: [3072, 5000],
      outer: [3072, 5000],
    });
  });

  it('calls a setting idle where levels are alike on every seed, and a single level is like no other', () => {
    const alone = { ...study, factors: [{ ...study.factors[0], values: [4096] }, study.factors[1]] };
    const own = rows.filter(({ levels }) => levels.immunityPeriod === 4096);
    expect(analyse(alone, own, quick).settings.map(({ isIdle }) => isIdle)).toEqual([false, false]);
    expect(analysis.settings.map(({ isIdle }) => isIdle)).toEqual([false, false]);
  });

  it('does not depend on the order in which trials finished', () => {
    expect(analyse(study, [...rows].reverse(), quick)).toEqual(analysis);
  });

  it('measures changes from the status quo by the same seeds, which cancels what seeds share', () => {
    const differences = slow().differences.networkQuality;
    expect(analysis.statusQuo).toBe(3072);
    expect(differences[3]).toMatchObject({ mean: 0, low: 0, high: 0 });
    const paired = differences[0]!;
    const alone = slow().byLevel[0].estimates.networkQuality!;
    // 4096 is the best at 0.05: 0.004 nats for each squared octave away from it.
    const expected = 0.004 * (Math.log2(512 / 4096) ** 2 - Math.log2(3072 / 4096) ** 2);
    expect(Math.abs(paired.mean - expected)).toBeLessThan(0.001);
    expect(paired.high - paired.low).toBeLessThan((alone.high - alone.low) / 5);
    expect(slow().savings[0]).toMatchObject({ metric: 'networkQuality', pairs: 7 });
    expect(slow().savings[0].ratio).toBeGreaterThan(25);
  });

  it('keeps a level that stops registration out of every comparison', () => {
    const dead = changed(({ levels, measures }) =>
      levels.immunityPeriod === 512
        ? {
            measures: { ...measures, wrongEvictions: null, wronglyEvictedNewcomers: null, networkQuality: 1 },
          }
        : null,
    );
    const found = fast(analyse(study, dead, quick));
    expect(found.byLevel[0]).toMatchObject({ entry: 'closed', missing: 24 });
    expect(found.byLevel[1].entry).toBe('open');
    for (const { byLevel, best } of found.verdicts) {
      expect(byLevel[0]).toMatchObject({ verdict: 'out', reason: 'market closed', difference: null });
      expect(best).not.toBe(512);
    }
  });

  it('forgives a quarter of missing seeds and not one more', () => {
    const without = (count: number) =>
      changed(({ arm, levels, plan, measures }) =>
        arm === null && levels.immunityPeriod === 512 && Number(plan.seed) <= count
          ? { measures: { ...measures, wrongEvictions: null } }
          : null,
      );
    expect(fast(analyse(study, without(6), quick)).byLevel[0].entry).toBe('open');
    expect(fast(analyse(study, without(7), quick)).byLevel[0].entry).toBe('closed');
  });

  it('weighs newcomers and incumbents to a mean of 1, so that equal counts make the weights no matter', () => {
    const equal = changed(({ measures }) => {
      const half = (measures.wrongEvictions as number) / 2;
      return { measures: { ...measures, wronglyEvictedNewcomers: half, wronglyEvictedIncumbents: half } };
    });
    const { verdicts, variants } = fast(analyse(blaming, equal, quick));
    expect(variants).toHaveLength(8);
    for (const { byLevel } of variants.filter(({ label }) => label.endsWith('cut 5 %'))) {
      for (const [k, { difference }] of byLevel.entries()) {
        const plain = verdicts[1].byLevel[k].difference;
        if (plain === null) expect(difference).toBeNull();
        else expect(difference?.mean).toBeCloseTo(plain.mean, 10);
      }
    }
  });

  it('prefers longer immunity the more a newcomer weighs', () => {
    const { variants } = slow(analyse(blaming, rows, quick));
    const best = (label: string) => variants.find((one) => one.label.includes(label))!.best!;
    expect(best('1:3, cut 5 %')).toBeLessThan(best('3:1, cut 5 %'));
  });

  it('judges viable evictions under the other cuts too, by the same margin', () => {
    const { verdicts, variants } = slow();
    expect(variants.map(({ label, margin }) => [label, margin])).toEqual([
      ['viable evictions, cut 2.5 %', 3],
      ['viable evictions, cut 10 %', 3],
    ]);
    // Made in proportion: 0.6 and 1.3 times the evictions at 5 %, on the same seeds.
    for (const [k, factor] of [0.6, 1.3].entries()) {
      const [own, plain] = [variants[k], verdicts[1]].map(({ byLevel }) => byLevel[0].difference!.mean);
      expect(own).toBeCloseTo(factor * plain, 10);
    }
  });

  it('tells when half of all newcomers are paid, evicted ones included, or that it never happens', () => {
    const { to50 } = fast().byLevel[3];
    const { value, low, high, n } = to50!.halfAt;
    // Reached after an exponential wait of mean 2000; three in ten face eviction after 3072 blocks.
    expect(value).toBeGreaterThan(1300);
    expect(value).toBeLessThan(1600);
    expect(low!).toBeLessThanOrEqual(value!);
    expect(high!).toBeGreaterThanOrEqual(value!);
    expect(n).toBe(24);
    const nobody = changed(({ tables }) => ({
      tables: { ...tables, to50: { binBlocks: 100, reached: [[5, 29]], evicted: [[4, 71]], censored: [] } },
    }));
    const never = fast(analyse(study, nobody, quick)).byLevel[0].to50!;
    expect(never.halfAt).toMatchObject({ value: null, low: null, high: null });
    expect(never.curve.shares.at(-1)).toBeCloseTo(0.29, 12);
  });

  it('calls an assumption inert only if nothing moves', () => {
    const inert = analysis.arms.filter(({ isInert }) => isInert).map(({ name }) => name);
    expect(inert).toHaveLength(study.arms.length - 1);
    expect(inert).not.toContain('stakePruningMin read as RAO');
    const shifted = changed(({ arm, measures }) =>
      arm === 'rho 5'
        ? { measures: { ...measures, networkQuality: (measures.networkQuality as number) + 0.01 } }
        : null,
    );
    const rho = analyse(study, shifted, quick).arms.find(({ name }) => name === 'rho 5')!;
    expect(rho.isInert).toBe(false);
    expect(rho.objectives[0].differences[0]?.mean).toBeCloseTo(0.01, 10);
    expect(rho.objectives[0].best).toBe(rho.objectives[0].mainBest);
  });

  it('takes the lowest of levels that are alike for the best, and none where nothing is known', () => {
    const alike = changed(({ measures }) => ({ measures: { ...measures, networkQuality: 3 } }));
    const [arm] = analyse(study, alike, quick).arms;
    expect([arm.objectives[0].best, arm.objectives[0].mainBest]).toEqual([arm.levels[0], arm.levels[0]]);
    const unknown = changed(({ measures }) => ({ measures: { ...measures, networkQuality: null } }));
    const [lost] = analyse(study, unknown, quick).arms;
    expect([lost.objectives[0].best, lost.objectives[0].mainBest]).toEqual([null, null]);
  });

  it('counts a failed trial, tells how to repeat it, and reckons without it', () => {
    const [first, ...rest] = rows;
    const { id, arm, levels, plan } = first;
    const failed: Row = { id, arm, levels, plan, status: 'failed', reason: 'out of memory', replay: 'again' };
    const found = analyse(study, [failed, ...rest], quick);
    expect(found.trials).toMatchObject({ planned: rows.length, complete: rows.length - 1 });
    expect(found.trials.failed).toEqual([{ id, reason: 'out of memory', replay: 'again' }]);
    expect(found.settings[0].byLevel[0]).toMatchObject({ seeds: 23, missing: 1, entry: 'open' });
  });
});

describe('a sweep of one factor', () => {
  const { factors, ...common } = study;
  const single: Study = { ...common, factors: [factors[0]], arms: [], objectives: [], statusQuo: [] };
  const own = rows
    .filter(({ arm, levels }) => arm === null && levels['validator.alpha'] === 0.1)
    .map((row) => ({ ...row, levels: { immunityPeriod: row.levels.immunityPeriod } }));

  it('has one unnamed setting, and no verdict where it names no objective', () => {
    const found = analyse(single, own, quick);
    expect(found.settings).toHaveLength(1);
    expect(found.settings[0]).toMatchObject({
      label: '',
      seeds: 24,
      verdicts: [],
      variants: [],
      settling: null,
      savings: [],
    });
    expect(found.settings[0].byLevel[3].estimates.churn?.n).toBe(24);
    expect(found.arms).toEqual([]);
  });

  it('is refused if its first factor has no numbers', () => {
    const words = { ...single, factors: [{ name: 'scenario.foresight', values: ['none', 'perfect'] }] };
    expect(() => analyse(words, [], quick)).toThrow('received scenario.foresight=none,perfect');
  });
});
