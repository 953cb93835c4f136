import type { Study } from '../plan/study.ts';

/**
 * Immunity in subnets of 2026, by how they pay and by how many come: in which of them does the setting matter at all? Each world settles
 * under the 5,000 blocks of a new subnet, then its immunity changes.
 */
export const immunitySubnets: Study = {
  name: 'immunity-subnets',
  size: 'quick',
  question: 'In which subnets of 2026 does the immunity period matter?',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [1024, 5000, 7200, 14_400] },
    {
      name: 'scenario',
      values: ['flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet', 'busy-subnet'],
    },
  ],
  seeds: 12,
  warmUpDays: 0,
  days: 30,
  objectives: [
    {
      metric: 'networkGap',
      margin: 0.02,
      because:
        'a slot that a worse miner holds is lost to a better one; 0.02 nats are what seven weeks of the frontier’s progress bring',
    },
  ],
  statusQuo: [
    { value: 5000, label: '5000: new subnets today' },
    { value: 7200, label: '7200: subnet 1' },
  ],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
  beginning: {
    rule: 'settled',
    statusQuo: { immunityPeriod: 5000 },
    limitDays: 100,
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
  },
};
