import type { Study } from '../plan/study.ts';

/** Immunity in subnets of 2026: each world settles under the 5,000 blocks of a new subnet, then its immunity changes. */
const common = {
  size: 'quick',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  arithmetic: 'float64',
  set: {},
  seeds: 12,
  warmUpDays: 0,
  days: 30,
  statusQuo: [
    { value: 5000, label: '5000: new subnets today' },
    { value: 7200, label: '7200: subnet 1' },
  ],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const beginning = {
  rule: 'settled',
  statusQuo: { immunityPeriod: 5000 },
  pilots: 12,
  pathDays: [1, 3, 10, 30],
  alsoFollowed: [
    'servedGap',
    'clientGap',
    'viableEvictions',
    'immuneShare',
    'burnPrice',
    'servedQuality',
    'clientLoss',
  ],
} as const;

const levels = { name: 'immunityPeriod', values: [1024, 5000, 7200, 14_400] };

/** Quiet ones, by how they pay: does the setting matter at all? */
export const immunitySubnets: Study = {
  ...common,
  name: 'immunity-subnets',
  question: 'Does the immunity period matter in a subnet of 2026 to which a newcomer comes in a day or two?',
  factors: [
    levels,
    { name: 'scenario', values: ['flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet'] },
  ],
  objectives: [
    {
      metric: 'networkGap',
      margin: 0.02,
      because:
        'a slot that a worse miner holds is lost to a better one; 0.02 nats are what seven weeks of the frontier’s progress bring',
    },
  ],
  beginning: { ...beginning, limitDays: 100 },
};

/** A busy one: its flow swings with the price of entry, so it settles to less precision, and its margin is wider. */
export const immunityBusy: Study = {
  ...common,
  name: 'immunity-busy',
  question: 'How long may a newcomer prove itself in a subnet of 2026 to which about twenty come a day?',
  scenario: 'busy-subnet',
  factors: [levels],
  objectives: [
    {
      metric: 'networkGap',
      margin: 0.05,
      because:
        'a slot that a worse miner holds is lost to a better one; 0.05 nats are what four months of the frontier’s progress bring',
    },
  ],
  beginning: { ...beginning, limitDays: 200 },
};
