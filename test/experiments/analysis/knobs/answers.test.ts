import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../../experiments/analysis/knobs/answer.ts';
import type { CompleteRow } from '../../../../experiments/plan/rows.ts';
import { type Study, type StudyTrial, trialsOf } from '../../../../experiments/plan/study.ts';
import { stream } from '../../../../sim/random.ts';
import { emptySweep, rowWith } from './madeWorlds.ts';

const study: Study = {
  ...emptySweep,
  factors: [
    { name: 'kappa', values: [40000, 20000, 32767] },
    { name: 'liquidAlphaOn', values: [false, true] },
    { name: 'yuma3On', values: [false, true] },
    { name: 'scenario', values: ['modern-subnet', 'flat-subnet'] },
  ],
  asks: [
    { name: 'kappa', inForce: 32767 },
    { name: 'liquidAlphaOn', inForce: false },
    { name: 'yuma3On', inForce: true },
  ],
  seeds: 8,
};

/** A world whose loss is known: kappa 20,000 costs 0.3; liquid alpha gains 0.1 with Yuma 3 and does nothing without. */
function rowOf(trial: StudyTrial): CompleteRow {
  const { levels, plan } = trial;
  const luck = stream(plan.seed, 'luck', 1).normal();
  const own = stream(plan.seed, 'own', `${levels.kappa}`).normal();
  const gain = levels.liquidAlphaOn === true && levels.yuma3On === true ? -0.1 : 0;
  const yuma3 = levels.yuma3On === true ? 0.0001 : 0;
  const loss = 3 + luck + 0.002 * own + (levels.kappa === 20000 ? 0.3 : 0) + gain + yuma3;
  return rowWith(trial, { networkQuality: loss, spearman: 1 });
}

const rows = trialsOf(study).map(rowOf);
const [modern] = answersOf(study, rows).scenarios;
const [kappa, liquid, yuma3] = modern.knobs;

/** Mean over worlds, written out: the second way to every number below. */
const meanOf = (keep: (levels: CompleteRow['levels']) => boolean): number => {
  const own = rows.filter(({ levels }) => levels.scenario === 'modern-subnet' && keep(levels));
  return own.reduce((sum, { measures }) => sum + Number(measures.networkQuality), 0) / own.length;
};

describe('a study that asks about several factors', () => {
  it('answers each of them in each scenario, levels of numbers in order', () => {
    expect(answersOf(study, rows).scenarios.map(({ label }) => label)).toEqual([
      'scenario modern-subnet',
      'scenario flat-subnet',
    ]);
    expect(modern.knobs.map(({ name }) => name)).toEqual(['kappa', 'liquidAlphaOn', 'yuma3On']);
    expect(kappa.levels).toEqual([20000, 32767, 40000]);
    expect([kappa.reference, liquid.reference, yuma3.reference]).toEqual([32767, false, true]);
    expect([kappa.inForce, liquid.inForce, yuma3.inForce]).toEqual([32767, false, true]);
  });

  it('measures an effect from the value in force, averaged over all others', () => {
    const [verdict] = kappa.verdicts;
    const effects = verdict.byLevel.map(({ effect }) => effect?.mean ?? null);
    expect(effects[1]).toBeNull();
    const base = meanOf(({ kappa }) => kappa === 32767);
    expect(effects[0]).toBeCloseTo(meanOf(({ kappa }) => kappa === 20000) - base, 12);
    expect(effects[2]).toBeCloseTo(meanOf(({ kappa }) => kappa === 40000) - base, 12);
  });

  it('says which values are worse than the best for certain, and which as good', () => {
    const [verdict] = kappa.verdicts;
    expect(verdict.outcome).toBe('decided');
    expect(verdict.byLevel.map(({ state }) => state)).toEqual(['out', 'in', 'in']);
    expect(liquid.verdicts[0].outcome).toBe('decided');
    expect(liquid.verdicts[0].best).toBe(true);
    // Half of the worlds gain 0.1.
    expect(liquid.verdicts[0].byLevel[1].effect?.mean).toBeCloseTo(-0.05, 12);
  });

  it('estimates how far the effect of one depends on another', () => {
    const pair = modern.interactions.find(({ names }) => names.join() === 'liquidAlphaOn,yuma3On')!;
    expect(pair.outcome).toBe('depends');
    const [{ first, second, estimate }] = pair.contrasts;
    expect([first, second]).toEqual([
      [false, true],
      [true, false],
    ]);
    const cell = (on: boolean, yuma: boolean) =>
      meanOf(({ liquidAlphaOn, yuma3On }) => liquidAlphaOn === on && yuma3On === yuma);
    const byHand = cell(true, false) - cell(false, false) - (cell(true, true) - cell(false, true));
    expect(estimate.mean).toBeCloseTo(byHand, 12);
    expect(byHand).toBeCloseTo(0.1, 12);
    const others = modern.interactions.filter((one) => one !== pair);
    expect(others.map(({ outcome }) => outcome)).toEqual(['small', 'small']);
  });

  it('finds where a factor changes nothing to the last digit', () => {
    expect(liquid.sameness).toEqual({
      groups: 3 * 2 * 8,
      same: 3 * 8,
      where: [{ name: 'yuma3On', value: false }],
    });
    expect(kappa.sameness.same).toBe(0);
  });

  it('is the same for rows in another order', () => {
    expect(answersOf(study, [...rows].reverse())).toEqual(answersOf(study, rows));
  });
});

describe('a factor that moves nothing', () => {
  const idle = { ...study, factors: study.factors.slice(0, 2), asks: study.asks?.slice(0, 2) ?? [] };
  const worlds = trialsOf(idle).map((trial) =>
    rowOf({ ...trial, levels: { ...trial.levels, yuma3On: false } }),
  );
  const own = worlds.map((row) => ({
    ...row,
    levels: { kappa: row.levels.kappa, liquidAlphaOn: row.levels.liquidAlphaOn },
  }));
  const [scenario] = answersOf(idle, own).scenarios;

  it('is told from one that moves less than the margin, which has its power stated', () => {
    const [, still] = scenario.knobs;
    expect(still.sameness).toEqual({ groups: 24, same: 24, where: [] });
    expect(still.verdicts[0].outcome).toBe('nothing');
    expect(yuma3.verdicts[0].outcome).toBe('decided');
    const narrow = { ...study, objectives: [{ metric: 'networkQuality', margin: 0.2 }] };
    const [, , within] = answersOf(narrow, rows).scenarios[0].knobs;
    expect(within.verdicts[0].outcome).toBe('small');
    expect(within.verdicts[0].detectable).toBeCloseTo(0, 12);
  });

  it('has no answer by a measure that no world has', () => {
    const missing = { ...idle, objectives: [{ metric: 'cabalPay', margin: 0.01 }] };
    const [answer] = answersOf(missing, own).scenarios[0].knobs;
    expect(answer.verdicts[0].outcome).toBe('none');
    expect(answer.verdicts[0].best).toBeNull();
  });
});
