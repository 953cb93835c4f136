import { describe, expect, it } from 'vitest';
import { autopilotResult } from '../../experiments/figures/autopilot.ts';
import { figures } from '../../experiments/figures/catalogue.ts';
import type { Check } from '../../experiments/figures/check.ts';
import { publishedChecks } from '../../experiments/figures/consensusGuarantees.ts';
import { tableCsv } from '../../experiments/figures/csv.ts';
import type { Figure, FigureResult } from '../../experiments/figures/figure.ts';
import { immunityRampResult, rampPoints } from '../../experiments/figures/immunityRamp.ts';
import { chainRule, turnedRules } from '../../experiments/figures/retention/guarantees.ts';
import { run as requiredUtilities } from '../../experiments/figures/retention/guaranteeTask.ts';
import { mapsInChainArithmetic } from '../../experiments/figures/retention/inChainArithmetic.ts';
import { settingOf, toleranceAt } from '../../experiments/figures/retention/published.ts';
import { surveyAt } from '../../experiments/figures/retention/survey.ts';
import { answerOf, claimCheck } from '../../experiments/figures/retention.ts';
import { chainChecks, requiredChecks } from '../../experiments/figures/retentionChecks.ts';
import { retentionKappaPlan } from '../../experiments/figures/retentionKappa.ts';
import { retentionPenaltyPlan } from '../../experiments/figures/retentionPenalty.ts';
import { runRace, scoringRulesResult } from '../../experiments/figures/scoringRules.ts';
import { faultsOf } from '../experiments/report/readable.ts';

const computed = async (figure: Figure): Promise<FigureResult> => figure.compute({ progress: () => {} });
const missed = (checks: readonly Check[]) =>
  checks.filter(({ verdict }) => verdict === 'not met').map(({ what, ours }) => `${what}: ${ours}`);

/** Each computed whole below, with as many published values as it has at least. */
const inFull = [
  ['cabal-decay', 6],
  ['consensus-sigmoid', 6],
  ['reach-consensus', 3],
  ['two-player-cuts', 7],
  ['density-evolution', 5],
  ['llm-shapley', 6],
  ['sequence-length-demand', 9],
  ['stake-concentration', 9],
  ['root-sigmoid', 6],
  ['gate-curve', 11],
  ['power-of-seats', 17],
  ['takeover-cost', 5],
  ['eip-1559-and-burn', 13],
] as const;

/** Too long to compute whole: what of it is computed here, and what is not, with the reason. */
const sampled: Readonly<Record<string, string>> = {
  'retention-deviation':
    'its settings at single stakes, in retention.test.ts; eleven stakes and eight draws take 20 s',
  'retention-kappa':
    'every setting at s_H 0.60 and 0.70, one in the chain’s arithmetic; other stakes and draws take 20 s',
  'retention-penalty': 'as retention-kappa',
  'retention-emission': 'one setting at one stake, in retention.test.ts; as retention-deviation',
  'emission-contours': 'every crossing of both drawings, in retention.test.ts, without its tables',
  'scoring-rules': '16 of 100 seeds, both gates, every step',
  'immunity-ramp': 'all of it with 20 of 200 phases of registration',
  'consensus-cost':
    'small networks, in consensusCost.test.ts: what it counts; its times are of one machine, and no test can repeat them',
  'consensus-guarantees':
    'every rule at s_H 0.60 and 0.80 without noise and with 40 %; the other 20 pairs of teams differ in these two numbers alone',
  autopilot: 'two seeds, below; the verdicts take two minutes',
};

describe('the figures that take seconds, in full', () => {
  it.each(inFull)('%s: every published value is met, %i of them at least', async (name, values) => {
    const figure = figures.find((known) => known.name === name)!;
    const { checks, tables, charts, answer } = await computed(figure);
    expect(missed(checks)).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(values);
    // A table that holds a NaN is refused here.
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
    expect(charts.length).toBeGreaterThan(0);
    expect(faultsOf(answer, { isComputed: true })).toEqual([]);
  });
});

describe('the figures that take longer, at a size that takes seconds', () => {
  it('scoring-rules: with 16 seeds both rules are above Fisher at every early step, and the tables hold numbers', () => {
    const { checks, tables, charts, answer } = scoringRulesResult(16, () => {});
    expect(missed(checks)).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === 'met')).toHaveLength(11);
    expect(tables.map(({ rows }) => rows.length)).toEqual([40, 35]);
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
    expect(charts.length).toBeGreaterThan(0);
    expect(faultsOf(answer, { isComputed: true })).toEqual([]);
  });

  it('immunity-ramp: with 20 phases every closed form is met, and the committed run decides the interview’s guesses', () => {
    const { checks, tables, charts, answer } = immunityRampResult(20, () => {});
    const ramp = checks.filter(({ what }) => /^I \d/.test(what));
    expect(ramp).toHaveLength(48);
    expect(missed([...ramp, ...checks.filter(({ what }) => what.startsWith('hours'))])).toEqual([]);
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
    expect(charts.length).toBeGreaterThan(0);
    expect(faultsOf(answer, { isComputed: true })).toEqual([]);
  });

  it.each([
    ['retention-kappa', retentionKappaPlan, 'kappa_40'],
    ['retention-penalty', retentionPenaltyPlan, 'bonds_penalty_0'],
  ] as const)(
    '%s: what was published at s_H 0.60 and 0.70 is met, in the chain’s arithmetic too',
    async (_, plan, figure) => {
      const rows = surveyAt(plan.figures.map(settingOf), [0.6, 0.7]);
      expect(rows).toHaveLength(6);
      const chain = await mapsInChainArithmetic([settingOf(figure)], [0.6]);
      const checks = [
        claimCheck(plan, rows),
        ...requiredChecks(rows, ({ setting }) => plan.nameOf(setting)),
        ...chainChecks(chain, plan.nameOf),
      ];
      expect(checks).toHaveLength(8);
      expect(missed(checks)).toEqual([]);
      expect(faultsOf(answerOf(plan, rows), { isComputed: true })).toEqual([]);
    },
  );

  it('retention-kappa: a side of exactly kappa keeps its stake under the other rule of ties, and loses it under the chain’s', () => {
    const [other, chains] = retentionKappaPlan.more!().map(({ ours }) => Number(ours));
    expect(other).toBeGreaterThan(0.6);
    expect(other).toBeLessThan(1);
    expect(chains).toBeLessThan(0.6);
  });

  it('consensus-guarantees: published values are met at s_H 0.60 and 0.80, and penalty and pay for scoring count without noise too', () => {
    const required = (majorStake: number, weightDeviation: number) =>
      requiredUtilities({ majorStake, weightDeviation, rules: turnedRules });
    const found = [0.6, 0.8].flatMap((majorStake) =>
      [0, 0.4].flatMap((weightDeviation) =>
        required(majorStake, weightDeviation).map((one, k) => ({
          ...{ majorStake, weightDeviation, rule: turnedRules[k], required: one },
        })),
      ),
    );
    const checks = publishedChecks(found);
    expect(missed(checks)).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(12);
    const at = (k: number, deviation: number) =>
      found.find(
        ({ rule, majorStake, weightDeviation }) =>
          rule === turnedRules[k] && majorStake === 0.6 && weightDeviation === deviation,
      )!.required!;
    expect(turnedRules[0]).toBe(chainRule);
    expect(at(0, 0.4)).toBeGreaterThan(at(0, 0));
    // Less penalty, and less for scoring, ask for more.
    for (const [less, more] of [
      [0, 1],
      [1, 2],
      [0, 3],
      [3, 4],
    ])
      expect(at(more, 0.4)).toBeGreaterThan(at(less, 0.4));
    // Without noise the chain’s rule asks for the stake itself; the penalty and pay for scoring still count.
    expect(Math.abs(at(0, 0) - 0.6)).toBeLessThanOrEqual(toleranceAt(0.6));
    for (const k of [2, 4]) expect(at(k, 0) - at(0, 0)).toBeGreaterThan(toleranceAt(0.6));
  });
});

describe('the ramp of a newcomer’s score', () => {
  it('is the closed form within 1 % at all 24 points of the table, published and simulated', () => {
    const points = rampPoints(20);
    expect(points).toHaveLength(24);
    for (const { published, closed, simulated } of points) {
      expect(Math.abs(closed / published - 1)).toBeLessThan(0.01);
      expect(Math.abs(simulated / closed - 1)).toBeLessThan(0.01);
    }
  });
});

describe('the race of scoring rules', () => {
  const points = runRace(
    {
      experts: 6,
      law: { rows: 32, rho: 0.6 },
      smallest: 5e7,
      largest: 2e10,
      luck: 1,
      gate: { learningRate: 1, importance: 0 },
      steps: [0, 100],
    },
    () => {},
    40,
  );
  const at = (rule: string, step: number) =>
    points.find((point) => point.rule === rule && point.step === step)!;

  it('shows Shapley and leave-one-out above Fisher before the gate has learnt, by whole intervals', () => {
    expect(at('shapley', 0).overFisher!.low).toBeGreaterThan(0);
    expect(at('leaveOneOut', 0).overFisher!.low).toBeGreaterThan(0);
  });

  it('shows Fisher rising as the gate converges', () => {
    expect(at('fisher', 100).spearman.low).toBeGreaterThan(at('fisher', 0).spearman.high);
  });

  it('costs one pass for Fisher, k + 1 for leave-one-out, 2^k for Shapley', () => {
    expect([at('fisher', 0), at('leaveOneOut', 0), at('shapley', 0)].map(({ forwards }) => forwards)).toEqual(
      [1, 7, 64],
    );
  });
});

describe('the race of controllers', () => {
  it('answers in one sentence, leaves calm worlds alone and knows its plant, at a small size too', () => {
    const size = { seeds: 2, calibrationSeeds: 3, nullWorlds: 2, mapSeeds: 1 };
    const { answer, checks, tables } = autopilotResult(size, { progress: () => {} });
    expect(faultsOf(answer)).toEqual([]);
    expect(missed(checks)).toEqual([]);
    for (const table of tables) expect(tableCsv(table).length).toBeGreaterThan(50);
  });
});

describe('the catalogue of figures', () => {
  it('names every figure once, in the order of its ids', () => {
    const numbers = figures.map(({ id }) => Number(id.slice(1)));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  });

  it('is computed by tests figure by figure, whole or in the part that is named with what stays out', () => {
    const known = [...inFull.map(([name]) => name), ...Object.keys(sampled)];
    expect([...known].sort()).toEqual(figures.map(({ name }) => name).sort());
    for (const reason of Object.values(sampled)) expect(reason.length).toBeGreaterThan(12);
  });

  it('holds F1 to F23', () => {
    const ids = figures.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 23 }, (_, k) => `F${k + 1}`));
  });
});
