import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../experiments/analysis/analyse.ts';
import { longRunOf, pathOf } from '../../../../experiments/analysis/beginning/path.ts';
import { findingOf, statesOf, tenureOf } from '../../../../experiments/analysis/beginning/settling.ts';
import { beginningLines } from '../../../../experiments/analysis/beginning/words.ts';
import { type BegunStudy, worldsOf } from '../../../../experiments/analysis/beginning/worlds.ts';
import type { CompleteRow } from '../../../../experiments/plan/rows.ts';
import { type StudyTrial, trialsOf } from '../../../../experiments/plan/study.ts';
import { headline } from '../../../../experiments/report/headline.ts';
import { levelsSection } from '../../../../experiments/report/sections/levels.ts';
import { pathBlocks, settlingBlocks } from '../../../../experiments/report/sections/path.ts';
import { stream } from '../../../../sim/random.ts';

const study: BegunStudy = {
  name: 'begun',
  size: 'toy',
  question: 'What does immunity change in a settled world?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [100, 400, 1600] },
    { name: 'validator.alpha', values: [0.05, 0.1] },
  ],
  seeds: 12,
  warmUpDays: 0,
  days: 60,
  objectives: [{ metric: 'networkQuality', margin: 0.01 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  beginning: {
    rule: 'settled',
    statusQuo: { immunityPeriod: 400 },
    limitDays: 200,
    pilots: 4,
    pathDays: [1, 3, 10, 30, 60],
  },
};

/** An effect on network quality by level, day after the change and alpha. */
type Effect = (immunity: number, day: number, alpha: number) => number;

/** A shock that a seed shares between levels, and small noise of each trial's own. */
function madeRow({ arm, levels, plan }: StudyTrial, effect: Effect): CompleteRow {
  const immunity = Number(levels.immunityPeriod);
  const alpha = Number(levels['validator.alpha']);
  const shared = stream(plan.seed, 'shared', alpha).normal;
  const own = stream(plan.seed, 'own', `${immunity} ${alpha}`).normal;
  const path = {
    networkQuality: Array.from(
      { length: plan.days },
      (_, day) => 3 + 0.05 * shared() + 0.004 * own() + effect(immunity, day + 1, alpha),
    ),
    registrationsPerDay: Array.from({ length: plan.days }, () => (immunity === 1600 ? 8 : 10)),
  };
  const table = { binBlocks: 100, reached: [], evicted: [], censored: [] };
  const quality = path.networkQuality.reduce((sum, value) => sum + value, 0) / plan.days;
  return {
    id: `${immunity} ${alpha} ${plan.seed} ${plan.days}`,
    arm,
    levels,
    plan,
    status: 'complete',
    measures: { networkQuality: quality, wrongEvictions: null },
    tables: { to50: table, to90: table, survival: [] },
    days: [],
    path,
  };
}

/** Pilots of both worlds: the world of alpha 0.05 settles with a start that lasts `lasting` days. */
const pilots = (lasting: number, lengths: readonly number[]): CompleteRow[] =>
  worldsOf(study).flatMap(({ arm, levels, plan }) =>
    lengths.flatMap((days) =>
      ['1', '2', '3', '4'].map((seed) => {
        const start = (day: number) =>
          0.5 * Math.exp(-day / (levels['validator.alpha'] === 0.05 ? lasting : 2));
        const made = madeRow(
          { arm, levels: { ...levels, immunityPeriod: 400 }, plan: { ...plan, days, seed } },
          (_, day) => start(day),
        );
        // Without the shock that levels share: four pilots have to show that their quarters agree.
        const { normal } = stream(seed, 'pilot', String(levels['validator.alpha']));
        const networkQuality = Array.from({ length: days }, (_, day) => 3 + 0.003 * normal() + start(day));
        return { ...made, levels, path: { ...made.path, networkQuality } };
      }),
    ),
  );

/** 100 is 0.03 better after ten days; 1,600 is 0.02 worse, at alpha 0.1 more and more. */
const effect: Effect = (immunity, day, alpha) => {
  if (immunity === 100) return -0.03 * (1 - Math.exp(-day / 3));
  if (immunity === 1600) return alpha === 0.1 ? 0.002 * day : 0.02;
  return 0;
};
const rows = trialsOf({ ...study, warmUpDays: 100 }).map((trial) => madeRow(trial, effect));

describe('the finding of a beginning', () => {
  it('runs each world for longer until it has settled, and begins all after the longest', () => {
    expect(worldsOf(study).map(({ levels }) => levels)).toEqual([
      { 'validator.alpha': 0.05 },
      { 'validator.alpha': 0.1 },
    ]);
    expect(statesOf(study, []).map(({ next }) => next)).toEqual([50, 50]);
    const slow = pilots(12, [50]);
    expect(statesOf(study, slow).map(({ next }) => next)).toEqual([100, null]);
    expect(findingOf(study, slow)).toBeNull();
    const finding = findingOf(study, pilots(12, [50, 100, 200]))!;
    expect(finding.worlds.map(({ days, settled }) => [days, settled])).toEqual([
      [200, true],
      [50, true],
    ]);
    expect(finding.days).toBe(200);
    expect(findingOf(study, pilots(12, [50, 100, 200]).reverse())).toEqual(finding);
  });

  it('has n/R: 40 slots over 10 registrations a day are 4 days', () => {
    const [world] = findingOf(study, pilots(2, [50]))!.worlds;
    expect(tenureOf(world)).toEqual({ days: 4, low: 4, high: 4 });
    expect(beginningLines(findingOf(study, pilots(2, [50]))!)[1]).toMatch(
      /^`validator.alpha 0.05` settled within 50 days; a uid is held for 4\.0 days on average .*40 slots/,
    );
  });

  it('says where nothing settled within the limit', () => {
    const finding = findingOf(study, pilots(400, [50, 100, 200]))!;
    expect(finding.worlds.map(({ settled }) => settled)).toEqual([false, true]);
    expect(beginningLines(finding)[1]).toMatch(
      /did not settle within the limit of 200 days \(by networkQuality\)/,
    );
  });

  it('refuses a world that lacks what it shall settle by, and one whose pilots failed', () => {
    const bare = pilots(2, [50]).map((row) => ({ ...row, path: {} }));
    expect(() => findingOf(study, bare)).toThrow(/synthetic has no networkQuality/);
    const failed = pilots(2, [50]).map(({ id, arm, levels, plan }) => ({
      id,
      arm,
      levels,
      plan,
      status: 'failed' as const,
      reason: 'it broke',
    }));
    expect(() => findingOf(study, failed)).toThrow(/fewer than 2 pilots of .* it broke/);
  });
});

describe('the path of a change', () => {
  const finding = findingOf(study, pilots(2, [50]))!;
  const path = pathOf(study, rows, finding);
  const [slow, fast] = path.worlds;

  it('finds the effect of every day again, within its interval, though days share a shock that is larger', () => {
    const [better] = slow.measures[0].levels;
    expect(better.change).toEqual({ immunityPeriod: 100 });
    expect(better.days).toHaveLength(60);
    const inside = better.days.filter((day, k) => {
      const truth = effect(100, k + 1, 0.05);
      return day!.low <= truth && truth <= day!.high;
    });
    // 95 % of 60, less three standard errors of a binomial.
    expect(inside.length).toBeGreaterThanOrEqual(52);
    for (const day of better.days) expect(day!.high - day!.low).toBeLessThan(0.02);
  });

  it('has a short run of the first ten days and a long run of the second half', () => {
    const [better] = slow.measures[0].levels;
    expect(longRunOf(60)).toEqual([30, 60]);
    const short =
      Array.from({ length: 10 }, (_, k) => effect(100, k + 1, 0.05)).reduce((sum, x) => sum + x, 0) / 10;
    expect(Math.abs(better.shortRun!.mean - short)).toBeLessThan(0.003);
    expect(Math.abs(better.window!.mean + 0.03)).toBeLessThan(0.002);
    expect(better.settled).toBe(true);
    const { window, simultaneous } = better;
    expect(simultaneous!.high - simultaneous!.low).toBeGreaterThan(window!.high - window!.low);
  });

  it('says which level has not settled: 0.002 a day are 0.03 from one half of the long run to the other', () => {
    const [first, worse] = fast.measures[0].levels;
    expect(worse.settled).toBe(false);
    expect(fast.measures[0].settlement!.changes[1]!.mean).toBeCloseTo(0.03, 2);
    expect(first.settled).toBe(fast.measures[0].settlement!.isPast);
  });

  it('follows what does not decide without a claim about its long run', () => {
    const flow = slow.measures[1];
    expect([flow.metric, flow.margin, flow.settlement]).toEqual(['registrationsPerDay', null, null]);
    expect(flow.levels.map(({ window, settled }) => [window!.mean, settled])).toEqual([
      [0, false],
      [-2, false],
    ]);
  });
});

describe('the answer of a study with a beginning', () => {
  const analysis = analyse(study, rows, { beginning: findingOf(study, pilots(2, [50])) });

  it('is of the long run: levels are judged by the second half of their days', () => {
    const [slow] = analysis.settings;
    expect(analysis.statusQuo).toBe(400);
    const [verdict] = slow.verdicts;
    expect(verdict.best).toBe(100);
    expect(verdict.outcome).toBe('decided');
    const [better] = slow.differences.networkQuality;
    expect(Math.abs(better!.mean + 0.03)).toBeLessThan(0.002);
    const own = rows.filter(
      ({ levels }) => levels.immunityPeriod === 100 && levels['validator.alpha'] === 0.05,
    );
    const late = own.flatMap((row) => row.path!.networkQuality.slice(30) as number[]);
    const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
    expect(late).toHaveLength(12 * 30);
    expect(slow.byLevel[0].estimates.networkQuality!.mean).toBeCloseTo(mean, 12);
    expect(slow.settling).toBeNull();
    expect(slow.byLevel.map(({ entry }) => entry)).toEqual(['open', 'open', 'open']);
  });

  it('is told first, in one sentence with number, interval and unit', () => {
    const [first] = headline(analysis);
    expect(first.label).toBe('validator.alpha 0.05');
    expect(first.sentences[0]).toMatch(
      /^\*\*Mean loss, in the long run\*\* \(days 31 to 60 after the change\): of 2 changes from the status quo of 400 the best, `immunityPeriod` 100, makes a difference of −0\.0\d+ ± 0\.00\d+ nats: better by more than the margin of 0\.01\. The worst, `immunityPeriod` 1,600, makes \+0\.0\d+ ± 0\.00\d+ nats: .* \(simultaneous 95 % intervals, 12 seeds\)\. It holds for these days: a drift too slow to be seen in them could add the margin within \d+ days more\.$/,
    );
  });

  it('is none where a level has not settled by the last day: no verdict, and the path', () => {
    const [, second] = headline(analysis);
    expect(second.label).toBe('validator.alpha 0.1');
    expect(second.sentences[0]).toMatch(
      /^\*\*Mean loss: not settled by day 60\*\*.* No steady answer: the path alone\. On day 60 `immunityPeriod` 1,600 differs from the status quo of 400 by \+0\.1\d* ± 0\.0\d+ nats/,
    );
    const [verdict] = analysis.settings[1].verdicts;
    expect([verdict.outcome, verdict.best]).toEqual(['no comparison', null]);
    expect(headline(analysis).filter(({ label }) => label === 'validator.alpha 0.1')).toHaveLength(1);
    expect(JSON.stringify(levelsSection(analysis))).toContain('not settled');
  });

  it('is none where the world had not settled under the status quo', () => {
    const late = analyse(study, rows, { beginning: findingOf(study, pilots(400, [50, 100, 200])) });
    expect(headline(late)[0].sentences[0]).toMatch(
      /^\*\*Mean loss: no steady answer\.\*\* Under the status quo the world did not settle within 200 days/,
    );
    expect(late.settings[0].verdicts[0].outcome).toBe('no comparison');
    expect(JSON.stringify(pathBlocks(study, late.path!))).toContain('its world had not settled');
  });

  it('stands with a table of days by level and with how the world settled', () => {
    const [table] = pathBlocks(study, analysis.path!);
    expect(table.kind === 'table' && table.columns.map(({ title }) => title)).toEqual([
      'change',
      'day 1',
      'day 3',
      'day 10',
      'day 30',
      'day 60',
      'short run',
      'long run',
      'second half − first',
    ]);
    expect(table.kind === 'table' && table.rows.map(([name]) => name)).toEqual([
      '`immunityPeriod` 100',
      '`immunityPeriod` 1,600',
    ]);
    const settling = JSON.stringify(settlingBlocks(study, analysis.path!));
    expect(settling).toContain('for 50 days before the change');
    expect(settling).toContain('n/R = 40 slots over 10');
  });

  it('is not given without the finding of its pilots', () => {
    expect(() => analyse(study, rows)).toThrow(/needs the finding of its pilots/);
  });
});
