import { describe, expect, it } from 'vitest';
import { observationsOf } from '../../../../experiments/analysis/antithetic/observations.ts';
import { comparisonsOf } from '../../../../experiments/analysis/precision/comparisons.ts';
import { savingOf } from '../../../../experiments/analysis/precision/saving.ts';
import { seedsOfCells, standingsOf } from '../../../../experiments/analysis/precision/standing.ts';
import { replicated } from '../../../../experiments/input/replicationOptions.ts';
import type { CompleteRow, Row } from '../../../../experiments/plan/rows.ts';
import type { Study, StudyTrial } from '../../../../experiments/plan/study.ts';
import { antitheticLines, varianceRatio } from '../../../../experiments/report/antitheticGain.ts';
import { precisionPage, stateText } from '../../../../experiments/report/precisionPage.ts';
import { runInRounds, valuesOf } from '../../../../experiments/sweep/rounds.ts';
import { antitheticOf, plainSeed } from '../../../../sim/antithetic.ts';
import { stream } from '../../../../sim/random.ts';
import { faultsOf } from '../../report/readable.ts';

const base: Study = {
  name: 'sweep',
  size: 'toy',
  question: 'What does it do?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [1, 2, 3, 4] }],
  seeds: 800,
  warmUpDays: 0,
  days: 1,
  objectives: [{ metric: 'networkQuality', margin: 0.1 }],
  statusQuo: [{ value: 2, label: '2' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  precision: { metric: 'networkQuality', halfWidth: 0.1, of: 'difference', least: 30 },
};

const none = { binBlocks: 100, reached: [], evicted: [], censored: [] };
const rowOf = (trial: StudyTrial, networkQuality: number | null): CompleteRow => ({
  ...trial,
  id: `${JSON.stringify(trial.levels)} ${trial.plan.seed}`,
  status: 'complete',
  measures: { networkQuality },
  tables: { to50: none, to90: none, survival: [] },
  days: [],
});

/** Level L has the mean L; seeds share a luck of deviation 2, and each world adds its own, of deviation L / 4. */
const toyRow = (trial: StudyTrial, key = 'toy'): CompleteRow => {
  const level = Number(trial.levels.immunityPeriod);
  const { seed } = trial.plan;
  const luck = 2 * stream(seed, key, 'shared').normal() + (level / 4) * stream(seed, key, level).normal();
  return rowOf(trial, level + luck);
};

async function ran(study: Study, key = 'toy') {
  const rows: Row[] = [];
  const standings = await runInRounds(study, async (trials) => {
    const fresh = trials.map((trial) => toyRow(trial, key));
    rows.push(...fresh);
    return fresh;
  });
  return { standings, rows };
}

describe('a study by precision', () => {
  it('compares with the status quo, among cells that differ in nothing else', () => {
    const two = { ...base, factors: [...base.factors, { name: 'validator.alpha', values: [0.05, 0.1] }] };
    // Cells run through the second factor first: 1/.05, 1/.1, 2/.05, …
    expect(comparisonsOf(two).map(({ cell, base }) => [cell, base])).toEqual([
      [0, 2],
      [4, 2],
      [6, 2],
      [1, 3],
      [5, 3],
      [7, 3],
    ]);
    expect(comparisonsOf({ ...base, statusQuo: [] })[0]).toEqual({ cell: 1, base: 0 });
    expect(comparisonsOf({ ...base, precision: { ...base.precision!, of: 'mean' } })).toHaveLength(4);
  });

  it('stops each cell once its paired difference is as narrow as asked, and the base once all have', async () => {
    const { standings, rows } = await ran(base);
    expect(standings.map(({ state }) => state)).toEqual(['reached', 'reached', 'reached']);
    for (const { interval } of standings)
      expect((interval!.high - interval!.low) / 2).toBeLessThanOrEqual(0.1);
    // (1.96 · √(L² + 2²) / 4 / 0.1)² pairs: 120, 312 and 480 are asked for by levels 1, 3 and 4.
    const seeds = seedsOfCells(base, standings);
    expect(seeds[0]).toBeGreaterThan(80);
    expect(seeds[0]).toBeLessThan(200);
    expect(seeds[2]).toBeGreaterThan(seeds[0]);
    expect(seeds[1]).toBe(Math.max(...seeds));
    expect(rows).toHaveLength(seeds.reduce((sum, n) => sum + n, 0));
  });

  it('honours its cap, and names each cell that stopped there with its half-width', async () => {
    const capped = { ...base, seeds: 60 };
    const { standings, rows } = await ran(capped);
    expect(seedsOfCells(capped, standings)).toEqual([60, 60, 60, 60]);
    expect(standings.map(({ state }) => state)).toEqual(['cap', 'cap', 'cap']);
    expect(stateText(capped, standings[0])).toMatch(/^stopped at the cap of 60 with half-width 0\.1\d$/);
    const page = precisionPage({ study: capped, rows, worlds: rows, warmUp: null });
    expect(page.sure[0]).toMatch(/^None of 3 differences of mean loss is known to ± 0.1 nats/);
    expect(page.sure[0]).toMatch(/`immunityPeriod 4` stopped at the cap of 60 with half-width 0\.\d\d/);
  });

  it('decides the same from the rows in any order, and after a stop anywhere runs only what is missing', async () => {
    const { standings, rows } = await ran(base);
    const shuffled = [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
    expect(standingsOf(base, valuesOf(base, shuffled))).toEqual(standings);
    for (const kill of [1, 119, 120, 121, 300]) {
      const kept = new Map(rows.slice(0, kill).map((row) => [row.id, row]));
      let again = 0;
      const resumed = await runInRounds(base, async (trials) =>
        trials.map((trial) => {
          const known = kept.get(rowOf(trial, 0).id);
          if (known === undefined) again += 1;
          return known ?? toyRow(trial);
        }),
      );
      expect(resumed).toEqual(standings);
      expect(again).toBe(rows.length - kill);
    }
  });

  it('covers the truth in 92 to 97 of 100 comparisons that it stopped', async () => {
    const coarse = { ...base, precision: { ...base.precision!, halfWidth: 0.25 } };
    let covered = 0;
    let all = 0;
    for (let study = 0; study < 200; study++) {
      const { standings } = await ran(coarse, `study ${study}`);
      for (const { cell, interval } of standings) {
        all += 1;
        const truth = cell + 1 - 2;
        if (interval!.low <= truth && truth <= interval!.high) covered += 1;
      }
    }
    expect(all).toBe(600);
    expect(covered / all).toBeGreaterThan(0.92);
    expect(covered / all).toBeLessThan(0.97);
  }, 60_000);

  it('says what it saved: by stopping against the hardest cell’s seeds, by pairing what the variances say', async () => {
    const { standings, rows } = await ran(base);
    const saving = savingOf(base, standings, valuesOf(base, rows));
    const seeds = seedsOfCells(base, standings);
    expect(saving.ran).toBe(rows.length);
    expect(saving.fixed).toBe(4 * Math.max(...seeds));
    expect(saving.ran).toBeLessThan(saving.fixed);
    // Of levels 3 and 2: (2 · 2² + (3² + 2²) / 16) / ((3² + 2²) / 16) = 10.8
    expect(saving.ratio! / 10.8).toBeGreaterThan(0.8);
    expect(saving.ratio! / 10.8).toBeLessThan(1.2);
    expect(saving.unpaired! / saving.ran).toBeGreaterThan(6);
    const [, verdict, sentence] = precisionPage({ study: base, rows, worlds: rows, warmUp: null }).sure;
    const { answer } = precisionPage({ study: base, rows, worlds: rows, warmUp: null });
    expect(faultsOf(answer)).toEqual([]);
    expect(answer).toMatch(
      /^With `immunityPeriod \d` mean loss is \d[\d.]* ± \d[\d.]* nats (?:higher|lower) than with `immunityPeriod 2` \(\d+ worlds\); of 3 differences 3 are certain\.$/,
    );
    expect(verdict).toMatch(
      /^Against `immunityPeriod` 2, all .*: better: `immunityPeriod 1`; worse: `immunityPeriod 3`, `immunityPeriod 4`\. .* below 0\.1 nats/,
    );
    expect(sentence).toMatch(
      /worlds ran\. .* \(stopping saved \d+ %\); independent seeds .* about [\d,]+ \(/,
    );
  });

  it('gives up a metric that half of the worlds do not have, and knows one that does not vary', async () => {
    const holes = await runInRounds(base, async (trials) =>
      trials.map((trial) => rowOf(trial, trial.levels.immunityPeriod === 3 ? null : 1)),
    );
    expect(holes.map(({ state }) => state)).toEqual(['reached', 'no values', 'reached']);
    expect(stateText(base, holes[1])).toBe('has 0 values on 30 seeds and is given up');
    expect(stateText(base, holes[0])).toBe('does not vary');
  });

  it.each([
    [{ maxSeeds: 100 }, /--max-seeds is the cap of a run by precision/],
    [{ precision: 'networkQuality=0.002', maxSeeds: 10 }, /the cap must be at least 30/],
    [{ precision: 'networkQuality=0' }, /half-width to reach, above 0/],
    [{ precision: 'networkQualty=0.002' }, /unknown metric "networkQualty"; did you mean networkQuality/],
    [{ precision: 'networkQuality' }, /--precision is a metric and the half-width/],
  ] as const)('refuses %j', (options, message) => {
    const { precision: _, ...plain } = base;
    expect(() => replicated(plain, options)).toThrow(message);
  });
});

describe('antithetic pairs in a study', () => {
  const pairs: Study = { ...base, antithetic: true };

  /** Linear in the draw: 10 · level · u. */
  const linear = (trial: StudyTrial) =>
    rowOf(trial, 10 * Number(trial.levels.immunityPeriod) * stream(trial.plan.seed, 'u', 0).next());

  it('count as one observation, so a linear response is known after the first look, whatever its spread', async () => {
    const rows: Row[] = [];
    const standings = await runInRounds(pairs, async (trials) => {
      rows.push(...trials.map(linear));
      return trials.map(linear);
    });
    expect(rows).toHaveLength(4 * 30 * 2);
    expect(rows.filter(({ plan }) => plainSeed(plan.seed).isAntithetic)).toHaveLength(4 * 30);
    for (const { cell, seeds, state, interval } of standings) {
      expect([seeds, state, interval!.n]).toEqual([30, 'reached', 30]);
      expect(interval!.mean).toBeCloseTo(5 * (cell + 1 - 2), 9);
      expect(interval!.high - interval!.low).toBeLessThan(1e-9);
    }
    const plain = await runInRounds(base, async (trials) => trials.map(linear));
    expect(plain.every(({ state }) => state === 'cap')).toBe(true);
  });

  it('tell how much better they are than two independent seeds, and when they are worse', () => {
    const trial = (seed: string): StudyTrial => ({
      arm: null,
      levels: { immunityPeriod: 1 },
      plan: { ...base, set: {}, seed } as never,
    });
    const rows = (response: (u: number) => number) =>
      Array.from({ length: 2000 }, (_, k) => [String(k), antitheticOf(String(k))])
        .flat()
        .map((seed) => rowOf(trial(seed), response(stream(seed, 'u', 0).next())));
    // u²: 2/45 against 1/180.
    const squared = antitheticLines(
      pairs,
      rows((u) => u * u),
    )[0];
    const ratio = Number(/vary × ([\d.]+)/.exec(squared)![1]);
    expect(ratio / 8).toBeGreaterThan(0.9);
    expect(ratio / 8).toBeLessThan(1.1);
    expect(squared).toMatch(/mirrors help/);
    const [even] = antitheticLines(
      pairs,
      rows((u) => (u - 0.5) ** 2),
    );
    expect(even).toMatch(/vary × 0\.50 .* mirrors do harm/);
    expect(varianceRatio([])).toBeNull();
    expect(antitheticLines(base, [])).toEqual([]);
  });

  it('are whole or no observation: measures are means, lives of both count, a failed partner fails the pair', () => {
    const [own, partner] = ['7', antitheticOf('7')].map((seed, k): CompleteRow => {
      const trial = { arm: null, levels: { immunityPeriod: 1 }, plan: { ...base, set: {}, seed } as never };
      const lives = { binBlocks: 100, reached: [[1, 2 + k] as [number, number]], evicted: [], censored: [] };
      const row = rowOf(trial, 1 + k);
      return {
        ...row,
        measures: { networkQuality: 1 + k, wrongEvictions: k === 0 ? 5 : null },
        tables: { ...row.tables, to50: lives },
      };
    });
    const [pair] = observationsOf(pairs, [partner, own]);
    expect(pair).toMatchObject({
      plan: { seed: '7' },
      measures: { networkQuality: 1.5, wrongEvictions: null },
      tables: { to50: { reached: [[1, 5]] } },
    });
    expect(observationsOf(pairs, [own])).toEqual([]);
    expect(observationsOf(base, [own])).toEqual([own]);
    const failed: Row = { ...own, plan: partner.plan, status: 'failed', reason: 'threw' } as never;
    expect(observationsOf(pairs, [own, failed])[0]).toMatchObject({ status: 'failed', reason: 'threw' });
  });
});
