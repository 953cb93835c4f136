import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';

/** The status quo first: others are held against 256 tokens under the same batch, access and price. */
const lengths = [64, 128, 256, 512, 1024, 2048, 4096, 8192];

const common = {
  name: 'sequence-length',
  question: 'How far should the sequence length be raised?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: { 'market.on': true, 'scenario.clientTopk': 10 },
  objectives: [],
  decides: {
    measure: 'clientLoss',
    because:
      'a longer sequence is asked for so that a client reads better answers; it loses where miners cannot serve it',
  },
  statusQuo: [{ value: 256, label: '256: late 2022' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const factors = (batches: readonly number[], access: readonly number[], prices: readonly number[]) => [
  { name: 'validatorSequenceLength', values: lengths },
  { name: 'validatorBatchSize', values: batches },
  { name: 'market.gpuAccess', values: access },
  { name: 'market.startPrice', values: prices },
];

/** One departure from the usual at a time. */
const quickCells = [
  ...grid(factors([32], [0.5], [50])),
  ...grid(factors([8], [0.5], [50])),
  ...grid(factors([32], [0.1], [50])),
  ...grid(factors([32], [0.5], [10])),
];

export const sequenceLengthQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 6,
  warmUpDays: 6,
  days: 6,
  factors: factors([8, 32], [0.1, 0.5], [10, 50]),
  cells: quickCells,
};

const fullFactors = factors([8, 32, 128], [0.1, 0.5, 0.9], [10, 50, 250]);

export const sequenceLengthFull: Study = {
  ...common,
  size: 'full',
  seeds: 12,
  warmUpDays: 10,
  days: 10,
  factors: [...fullFactors, { name: 'validator.device', values: ['none', 'CPU'] }],
  // Validators on a CPU, in the usual circumstances; on a GPU a sweep still ends within its 250 blocks at every length.
  cells: [
    ...grid(fullFactors),
    ...grid(factors([32], [0.5], [50])).map((cell) => ({ ...cell, 'validator.device': 'CPU' })),
  ],
};
