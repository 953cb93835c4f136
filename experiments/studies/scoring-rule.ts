import type { Study } from '../plan/study.ts';

/** Rules of the comparison: which, how many peers at a time, steps of descent behind the gate. */
const tried: readonly (readonly [string, number, number])[] = [
  ['base', 8, 0],
  ['synergy', 8, 0],
  ['triples', 8, 0],
  ['leaveOneOut', 8, 0],
  ['leaveOneOut', 8, 100],
  ['shapley', 8, 0],
  ['shapley', 8, 100],
  ['sampledShapley', 8, 0],
  ['fisher', 8, 0],
  ['fisher', 8, 10],
  ['fisher', 8, 100],
  ['base', 4, 0],
  ['synergy', 4, 0],
  ['leaveOneOut', 4, 0],
  ['shapley', 4, 0],
  ['fisher', 4, 0],
];

const cells: Study['cells'] = tried.map(([rule, topk, steps]) => ({
  'validator.scoringRule': rule,
  'validator.topk': topk,
  'validator.gateSteps': steps,
}));

const common = {
  name: 'scoring-rule',
  question: 'Which scoring rule pays miners by what they are worth, and what does it cost?',
  ruleset: 'nakamoto-2022',
  arithmetic: 'float64',
  scenario: 'synthetic',
  set: { 'scenario.clientTopk': 10 },
  factors: ['validator.scoringRule', 'validator.topk', 'validator.gateSteps'].map((name) => ({
    name,
    values: [...new Set(cells.map((cell) => cell[name]))],
  })),
  cells,
  objectives: [],
  decides: {
    measure: 'spearman',
    because:
      'a miner that is paid for something other than its worth is a good one that leaves, or a bad one that stays',
  },
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

export const scoringRuleQuick: Study = { ...common, size: 'quick', seeds: 8, warmUpDays: 1, days: 1 };
export const scoringRuleFull: Study = { ...common, size: 'full', seeds: 30, warmUpDays: 2, days: 4 };
