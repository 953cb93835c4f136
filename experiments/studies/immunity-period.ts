import type { Study } from '../plan/study.ts';

/**
 * The question the interview of 10 Nov 2022 leaves open, asked of a network that has settled: it runs under the immunity of the interview
 * until its rule finds it settled, then immunity changes. `immunity-start-up` asks the same of a network that has just begun.
 */
const common = {
  name: 'immunity-period',
  question: 'How long may a new miner prove itself before it can be evicted?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  // Since the day before the interview; at 0.05 a newcomer needs twice the time to be known.
  set: { 'validator.alpha': 0.1 },
  warmUpDays: 0,
  objectives: [
    {
      metric: 'servedGap',
      margin: 0.01,
      because:
        'the network loses what it pays for and does not get; 0.01 nats are what 24 days of the frontier’s progress bring (0.15 nats a year)',
    },
    {
      metric: 'networkGap',
      margin: 0.01,
      because: 'a slot that a worse miner holds is lost to a better one, paid or not',
    },
  ],
  statusQuo: [
    { value: 3072, label: '3072: at the interview' },
    { value: 4096, label: '4096: Finney’s default' },
    { value: 5000, label: '5000: new subnets today' },
    { value: 7200, label: '7200: subnet 1' },
  ],
  seeds: 12,
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const beginning = {
  rule: 'settled',
  statusQuo: { immunityPeriod: 3072 },
  limitDays: 100,
  pilots: 12,
  alsoFollowed: [
    'clientGap',
    'viableEvictions',
    'immuneShare',
    'log2Difficulty',
    'servedQuality',
    'clientLoss',
  ],
} as const;

/** Two months after the change, in which short periods have not yet done all they do. */
export const immunityPeriodQuick: Study = {
  ...common,
  size: 'quick',
  factors: [{ name: 'immunityPeriod', values: [1024, 3072, 4096, 5000, 7200, 14_400] }],
  days: 60,
  beginning: { ...beginning, pathDays: [1, 3, 10, 30, 60] },
};

/** Eight months: until the long run is told or the study says that it is not. */
export const immunityPeriodFull: Study = {
  ...common,
  size: 'full',
  factors: [{ name: 'immunityPeriod', values: [1024, 3072, 5000, 7200, 14_400] }],
  days: 240,
  beginning: { ...beginning, pathDays: [1, 3, 10, 30, 60, 120, 240] },
};
