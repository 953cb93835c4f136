import type { CompleteRow } from '../../../../experiments/plan/rows.ts';
import type { Study, StudyTrial } from '../../../../experiments/plan/study.ts';

/** A sweep of 2026 without factors: what each test asks it adds. */
export const emptySweep: Study = {
  name: 'sweep',
  size: '4 seeds',
  question: 'What does a setting do?',
  ruleset: 'autumn-2026',
  scenario: 'modern-subnet',
  arithmetic: 'float64',
  set: {},
  factors: [],
  seeds: 4,
  warmUpDays: 0,
  days: 1,
  objectives: [{ metric: 'networkQuality', margin: 0.01 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};

const table = { binBlocks: 100, reached: [], evicted: [], censored: [] };

/** A finished trial with these measures. */
export const rowWith = (
  { arm, levels, plan }: StudyTrial,
  measures: CompleteRow['measures'],
): CompleteRow => ({
  id: JSON.stringify([levels, plan.seed]),
  arm,
  levels,
  plan,
  status: 'complete',
  tables: { to50: table, to90: table, survival: [] },
  days: [],
  measures,
});
