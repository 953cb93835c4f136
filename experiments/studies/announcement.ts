import type { Study } from '../plan/study.ts';

/** Day after the start on which the rules change. */
export const changeDay = 12;

export const policies = [
  { name: 'surprise', noticeDays: 0, rampDays: 0 },
  { name: 'announced', noticeDays: 7, rampDays: 0 },
  { name: 'announced and ramped', noticeDays: 7, rampDays: 6 },
] as const;

const cell = (
  change: string,
  value: number,
  noticeDays: number,
  rampDays: number,
  foresightDays: number,
) => ({
  'governance.change': change,
  'governance.value': value,
  'governance.noticeDays': noticeDays,
  'governance.rampDays': rampDays,
  'market.foresightDays': foresightDays,
});

/** Each policy at each step, for miners that ignore the future and for miners that look three weeks ahead. */
const announced = (values: readonly number[]) =>
  values.flatMap((value) =>
    [0, 21].flatMap((foresight) =>
      policies.map(({ noticeDays, rampDays }) =>
        cell('validatorSequenceLength', value, noticeDays, rampDays, foresight),
      ),
    ),
  );

/** A step in immunity and the same world without one: how long until its effect can be read? */
const settling = [cell('none', 0, 0, 0, 0), cell('immunityPeriod', 14_400, 0, 0, 0)];

const common = {
  name: 'announcement',
  question: 'Should a change of a hyperparameter come by surprise, be announced, or be announced and ramped?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: { 'market.on': true, 'scenario.clientTopk': 10, 'governance.day': changeDay },
  factors: [
    { name: 'governance.change', values: ['none', 'validatorSequenceLength', 'immunityPeriod'] },
    { name: 'governance.value', values: [0, 64, 1024, 14_400] },
    { name: 'governance.noticeDays', values: [0, 7] },
    { name: 'governance.rampDays', values: [0, 6] },
    { name: 'market.foresightDays', values: [0, 21] },
  ],
  warmUpDays: 4,
  days: 24,
  objectives: [],
  decides: {
    measure: 'regrettedUsd',
    because:
      'a miner that a change takes by surprise loses what it paid for a device and has not earned back',
  },
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

export const announcementQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 8,
  cells: [...announced([64, 1024]), ...settling],
};

export const announcementFull: Study = {
  ...common,
  size: 'full',
  seeds: 32,
  cells: [...announced([64, 128, 512, 1024]), ...settling],
  factors: common.factors.map((factor) =>
    factor.name === 'governance.value' ? { ...factor, values: [0, 64, 128, 512, 1024, 14_400] } : factor,
  ),
};
