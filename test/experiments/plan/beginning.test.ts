import { describe, expect, it } from 'vitest';
import { type BeginningPlan, pilotLengths } from '../../../experiments/plan/beginningPlan.ts';
import { runBranches, stemOf } from '../../../experiments/plan/branches.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';

const beginning: BeginningPlan = {
  rule: 'settled',
  statusQuo: { immunityPeriod: 400 },
  limitDays: 240,
  pilots: 3,
  pathDays: [1, 3, 10],
};
const begun: Study = {
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
  seeds: 2,
  warmUpDays: 0,
  days: 10,
  objectives: [{ metric: 'networkQuality', margin: 0.05 }],
  statusQuo: [],
  arms: [{ name: 'quiet', set: { 'scenario.arrivalRate': 0.3 } }],
  armSeeds: 1,
  armLevels: [100, 400],
  armSet: { 'validator.alpha': 0.1 },
  beginning,
};

describe('the trials of a study with a beginning', () => {
  const trials = trialsOf({ ...begun, warmUpDays: 120 });

  it('are founded under the status quo and change to their level on the day that was found', () => {
    expect(trials).toHaveLength(2 * 6 + 2);
    const { plan } = trials.find(
      ({ levels }) => levels.immunityPeriod === 1600 && levels['validator.alpha'] === 0.05,
    )!;
    expect(plan.set).toEqual({ immunityPeriod: 400, 'validator.alpha': 0.05 });
    expect(plan.change).toEqual({ day: 120, set: { immunityPeriod: 1600 } });
    expect(plan.path).toEqual(['networkQuality', 'registrationsPerDay']);
    expect([plan.warmUpDays, plan.days]).toEqual([120, 10]);
  });

  it('of the status quo change nothing on that day, so all of a world and a seed share their beginning', () => {
    const quo = trials.find(({ levels }) => levels.immunityPeriod === 400)!;
    expect(quo.plan.change).toEqual({ day: 120, set: {} });
    const stems = new Map<string, number>();
    for (const { plan } of trials) stems.set(stemOf(plan), (stems.get(stemOf(plan)) ?? 0) + 1);
    expect([...stems.values()].sort()).toEqual([2, 3, 3, 3, 3]);
  });

  it('of an arm are founded under its assumption and under the same status quo', () => {
    const arm = trials.find(({ arm, levels }) => arm === 'quiet' && levels.immunityPeriod === 100)!;
    expect(arm.plan.set).toEqual({
      immunityPeriod: 400,
      'validator.alpha': 0.1,
      'scenario.arrivalRate': 0.3,
    });
    expect(arm.plan.change!.set).toEqual({ immunityPeriod: 100 });
  });

  it('keep their bytes and their daily values when their beginning runs once', () => {
    const plans = trials
      .filter(
        ({ arm, levels, plan }) => arm === null && levels['validator.alpha'] === 0.1 && plan.seed === '1',
      )
      .map(({ plan }) => ({ ...plan, warmUpDays: 1, days: 2, change: { ...plan.change!, day: 1 } }));
    const branches = [...runBranches(plans)];
    expect(branches).toHaveLength(3);
    for (const branch of branches) {
      expect(branch).not.toHaveProperty('ranWhole');
      expect('result' in branch && JSON.stringify(branch.result)).toBe(JSON.stringify(runTrial(branch.plan)));
      expect('result' in branch && branch.result.path!.networkQuality).toHaveLength(2);
    }
  });

  it('are those of a start-up world without one', () => {
    const { beginning: _, ...startUp } = begun;
    const [{ plan }] = trialsOf(startUp);
    expect(plan.set).toEqual({ immunityPeriod: 100, 'validator.alpha': 0.05 });
    expect(plan).not.toHaveProperty('change');
    expect(plan).not.toHaveProperty('path');
    const [followed] = trialsOf({ ...startUp, follows: ['spearman'] });
    expect(followed.plan.path).toEqual(['spearman']);
  });

  it('are followed by what the beginning names, and nothing besides', () => {
    expect(() => checkStudy({ ...begun, follows: ['spearman'] })).toThrow(
      /received follows: spearman \(move them there\)/,
    );
  });
});

describe('a beginning', () => {
  it('looks for longer and longer, from 50 days on', () => {
    expect(pilotLengths({ limitDays: 480 })).toEqual([60, 120, 240, 480]);
    expect(pilotLengths({ limitDays: 99 })).toEqual([99]);
    expect(pilotLengths({ limitDays: 100 })).toEqual([50, 100]);
  });

  const refused: [string, Partial<BeginningPlan>, Partial<Study>, RegExp][] = [
    ['without a change', { statusQuo: {} }, {}, /names no factor that changes/],
    [
      'of a setting that is no factor',
      { statusQuo: { kappa: 0.5 } },
      {},
      /changes kappa, which is no factor/,
    ],
    [
      'whose status quo is not swept',
      { statusQuo: { immunityPeriod: 300 } },
      {},
      /needs the status quo \{"immunityPeriod":300\} among the cells/,
    ],
    ['with one pilot', { pilots: 1 }, {}, /at least 2 pilots, to compare their quarters; received 1/],
    ['with a limit in which nothing shows', { limitDays: 40 }, {}, /at least 50; received a limit of 40/],
    ['after days of warm-up', {}, { warmUpDays: 3 }, /finds the days before the change itself; received 3/],
    ['of a few days', {}, { days: 5 }, /at least 10; received 5/],
    ['told after its end', { pathDays: [1, 60] }, {}, /whole days from 1 to 10, ascending; received 1, 60/],
    ['without an objective', {}, { objectives: [] }, /there is none: name one/],
    [
      'that decides on what has no daily value',
      {},
      { objectives: [{ metric: 'halfLife', margin: 1 }] },
      /halfLife has no daily value/,
    ],
    ['beside a rule for the warm-up', {}, { warmUp: { rule: 'mser5', pilots: 4 } }, /contradict each other/],
    [
      'beside a precision',
      {},
      { precision: { metric: 'networkQuality', halfWidth: 0.1, of: 'difference', least: 4 } },
      /contradict each other/,
    ],
  ];
  it.each(refused)('%s is refused with the rule and the remedy', (_, plan, study, message) => {
    expect(() => checkStudy({ ...begun, ...study, beginning: { ...beginning, ...plan } })).toThrow(message);
  });

  it('of a setting that is read once, when the world is built, is refused', () => {
    const factors = [{ name: 'scenario.arrivalRate', values: [0.3, 0.6] }];
    const study = {
      ...begun,
      factors,
      arms: [],
      beginning: { ...beginning, statusQuo: { 'scenario.arrivalRate': 0.6 } },
    };
    expect(() => checkStudy(study)).toThrow(/cannot change while a world runs/);
    expect(() => checkStudy(begun)).not.toThrow();
  });
});
