import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { pathNames } from '../../../sim/metrics/pathCatalogue.ts';

const plan: TrialPlan = {
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 1,
  days: 2,
  seed: '5',
};
const followed = runTrial({ ...plan, path: pathNames });
const oneDay = runTrial({ ...plan, days: 1 });
const names = [
  'networkQuality',
  'servedQuality',
  'immuneShare',
  'registrationsPerDay',
  'log2Difficulty',
  'spearman',
];

describe('a measure that is followed day by day', () => {
  it('has on the first day the value of a trial of that day', () => {
    for (const name of names) expect(followed.path![name][0]! / oneDay.measures[name]!).toBeCloseTo(1, 6);
  });

  it('has on both days together the value of the whole window', () => {
    const { networkQuality, registrationsPerDay } = followed.path!;
    // 7,200 blocks of a step each 100; the first day has the step at its beginning too.
    const mean = (73 * networkQuality[0]! + 72 * networkQuality[1]!) / 145;
    expect(mean).toBeCloseTo(followed.measures.networkQuality!, 6);
    expect(registrationsPerDay[0]! + registrationsPerDay[1]!).toBeCloseTo(
      followed.measures.registrations!,
      6,
    );
  });

  it('counts evictions of viable uids per 100 registrations, as the attributing measures do together', () => {
    const { viableEvictions, registrationsPerDay } = followed.path!;
    const { wronglyEvictedNewcomers, wronglyEvictedIncumbents, noisyEvictions } = followed.measures;
    const whole = viableEvictions.reduce<number>(
      (sum, rate, day) => sum + rate! * registrationsPerDay[day]!,
      0,
    );
    const all = wronglyEvictedNewcomers! + wronglyEvictedIncumbents! + noisyEvictions!;
    expect(all).toBeGreaterThan(0);
    expect(whole / followed.measures.registrations!).toBeCloseTo(all, 4);
  });

  it('is one value a day, and absent where the world has no such measure', () => {
    for (const values of Object.values(followed.path!)) expect(values).toHaveLength(2);
    expect(Object.keys(followed.path!)).not.toContain('cabalPay');
    expect(Object.keys(followed.path!)).not.toContain('burnPrice');
  });

  it('follows what cheats earn where there are cheats, and not elsewhere', () => {
    const set = { 'scenario.lookupShare': 0.2, 'scenario.synergy': 'table' };
    const { path: own, measures } = runTrial({
      ...plan,
      set,
      days: 1,
      path: ['cheaterRatio', 'cheaterShare'],
    });
    expect(own!.cheaterRatio[0]! / measures.cheaterRatio!).toBeCloseTo(1, 6);
    expect(own!.cheaterShare[0]! / measures.cheaterShare!).toBeCloseTo(1, 6);
    expect(Object.keys(followed.path!)).not.toContain('cheaterRatio');
  });

  it('changes no byte of a row', () => {
    const { path, ...row } = followed;
    expect(JSON.stringify(row)).toBe(JSON.stringify(runTrial(plan)));
  });

  it('is one of those that have a daily value', () => {
    expect(() => runTrial({ ...plan, path: ['halfLife'] })).toThrow(/daily values; received halfLife/);
  });
});
