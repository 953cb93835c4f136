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

const cellsWith = (isIn: (topk: number, steps: number, rule: string) => boolean) =>
  tried
    .filter(([rule, topk, steps]) => isIn(topk, steps, rule))
    .map(([rule, topk, steps]) => ({
      'validator.scoringRule': rule,
      'validator.topk': topk,
      'validator.gateSteps': steps,
    }));

const cells = cellsWith(() => true);
/** Every rule at 8 peers, and Fisher behind a trained gate. */
const quickCells = cellsWith(
  (topk, steps, rule) => topk === 8 && (steps === 0 || (rule === 'fisher' && steps === 100)),
);

const factorsOf = (own: typeof cells) =>
  (['validator.scoringRule', 'validator.topk', 'validator.gateSteps'] as const).map((name) => ({
    name,
    values: [...new Set(own.map((cell) => cell[name]))],
  }));

const common = {
  name: 'scoring-rule',
  question: 'Which scoring rule pays miners by what they are worth, and what does it cost?',
  ruleset: 'nakamoto-2022',
  arithmetic: 'float64',
  scenario: 'synthetic',
  set: { 'scenario.clientTopk': 10 },
  objectives: [
    {
      metric: 'spearman',
      margin: 0.1,
      because:
        'a miner that is paid for something other than its worth is a good one that leaves, or a bad one that stays; in one world a rank correlation moves by as much as 0.1 from one day to the next',
    },
  ],
  follows: ['spearman', 'networkQuality', 'topDecileIncentive', 'clientLoss'],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

/**
 * Of 40 slots of miners two dozen turn over in a day, so a window of twelve days sees each several times. The warm-up is stated: on
 * pilots MSER-5 leaves out 3.4 days of all rules together, but rule by rule it takes the noise of 40 miners for a start.
 */
export const scoringRuleQuick: Study = {
  ...common,
  size: 'quick',
  factors: factorsOf(quickCells),
  cells: quickCells,
  seeds: 10,
  warmUpDays: 8,
  days: 12,
};
export const scoringRuleFull: Study = {
  ...common,
  size: 'full',
  factors: factorsOf(cells),
  cells,
  seeds: 30,
  warmUpDays: 8,
  days: 24,
};
