import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';

type Circumstance = Readonly<Record<'validatorBatchSize' | 'market.gpuAccess' | 'market.startPrice', number>>;

const usual: Circumstance = { validatorBatchSize: 32, 'market.gpuAccess': 0.5, 'market.startPrice': 50 };

/** Lengths under one set of circumstances, which hold from the founding; every world settles at the 256 tokens of late 2022. */
const under = (circumstance: Circumstance, lengths: readonly number[]) =>
  lengths.map((length) => ({ validatorSequenceLength: length, ...circumstance }));

/**
 * One departure from the usual at a time, to lengths at which the client's loss rises again. Batches of 8 rows go on to 32,768 tokens,
 * the longest power of two that the chain's 16 bits hold.
 */
const quickCells = [
  ...under(usual, [256, 128, 512, 1024, 2048, 4096, 8192]),
  ...under({ ...usual, validatorBatchSize: 8 }, [256, 4096, 8192, 16_384, 32_768]),
  ...under({ ...usual, 'market.gpuAccess': 0.1 }, [256, 1024, 2048, 4096]),
  ...under({ ...usual, 'market.startPrice': 10 }, [256, 1024, 2048, 4096]),
];

const lengths = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768];

const factors = (batches: readonly number[], access: readonly number[], prices: readonly number[]) => [
  { name: 'validatorSequenceLength', values: lengths },
  { name: 'validatorBatchSize', values: batches },
  { name: 'market.gpuAccess', values: access },
  { name: 'market.startPrice', values: prices },
];

/** A network that has settled at 256 tokens goes over to another length at once. */
const common = {
  name: 'sequence-length',
  question: 'How far should the sequence length be raised?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  set: { 'market.on': true, 'scenario.clientTopk': 10 },
  warmUpDays: 0,
  objectives: [
    {
      // Not the gap to the frontier: a change of length moves the frontier's own loss.
      metric: 'clientLoss',
      margin: 0.05,
      because:
        'a longer sequence is asked for so that a client reads better answers, and it loses where miners cannot serve it; 0.05 nats are what four months of the frontier’s progress bring',
    },
  ],
  statusQuo: [{ value: 256, label: '256: late 2022' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const beginning = {
  rule: 'settled',
  statusQuo: { validatorSequenceLength: 256 },
  limitDays: 100,
  alsoFollowed: [
    'servedQuality',
    'clientGap',
    'ableShare',
    'gpuShare',
    'runningShare',
    'deployedCompute',
    'minerProfit',
  ],
} as const;

export const sequenceLengthQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 6,
  days: 30,
  factors: factors([8, 32], [0.1, 0.5], [10, 50]),
  cells: quickCells,
  beginning: { ...beginning, pilots: 8, pathDays: [1, 3, 10, 20, 30] },
};

const fullFactors = factors([8, 32, 128], [0.1, 0.5, 0.9], [10, 50, 250]);

export const sequenceLengthFull: Study = {
  ...common,
  size: 'full',
  seeds: 12,
  days: 60,
  factors: [...fullFactors, { name: 'validator.device', values: ['none', 'CPU'] }],
  // Validators on a CPU, in the usual circumstances; on a GPU a sweep still ends within its 250 blocks at every length.
  cells: [
    ...grid(fullFactors),
    ...grid(factors([32], [0.5], [50])).map((cell) => ({ ...cell, 'validator.device': 'CPU' })),
  ],
  beginning: { ...beginning, limitDays: 200, pilots: 12, pathDays: [1, 3, 10, 30, 60] },
};
