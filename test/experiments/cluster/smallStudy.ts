import type { Study } from '../../../experiments/plan/study.ts';

/** Twelve trials of tens of milliseconds each. */
export const smallStudy: Study = {
  name: 'small',
  size: '6 seeds',
  question: 'What does immunity do in a small world?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [300, 600] }],
  seeds: 6,
  warmUpDays: 0,
  days: 0.2,
  objectives: [{ metric: 'networkQuality', margin: 0.02 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};
