import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';

const own = (families: number, correlation = 0.5) => ({
  'scenario.modelFamilies': families,
  'scenario.familyCorrelation': correlation,
});
const statusQuo = own(0);

const factors = [
  { name: 'scenario.modelFamilies', values: [0, 1, 2, 4, 16, 64] },
  { name: 'scenario.familyCorrelation', values: [0.5, 0.9] },
];

/**
 * The same miners with the same losses, told apart only by how their errors go together: each model its own, or all of few base models.
 * Asked of a settled network at a stroke, for in a network above 64 uids no one but the client sees it.
 */
const common = {
  name: 'model-families',
  question: 'Most miners copy few base models: what does a network lose with its diversity?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  set: { 'validator.alpha': 0.1 },
  factors,
  warmUpDays: 0,
  objectives: [
    {
      metric: 'clientGap',
      margin: 0.05,
      because:
        'independent errors are worth something to a client that averages answers, and to no one else; 0.05 nats are what four months of the frontier’s progress bring',
    },
  ],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const beginning = {
  rule: 'settled',
  statusQuo,
  limitDays: 60,
  pathDays: [1, 3, 10, 20],
  alsoFollowed: ['diversity', 'validatorSkill', 'servedGap', 'clientLoss', 'servedQuality'],
} as const;

export const modelFamiliesQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 8,
  days: 20,
  cells: [statusQuo, ...[1, 2, 4, 16, 64].map((families) => own(families)), own(1, 0.9), own(4, 0.9)],
  beginning: { ...beginning, pilots: 12 },
};

export const modelFamiliesFull: Study = {
  ...common,
  size: 'full',
  seeds: 48,
  days: 20,
  cells: [statusQuo, ...grid(factors).filter((cell) => cell['scenario.modelFamilies'] !== 0)],
  beginning: { ...beginning, pilots: 48 },
};
