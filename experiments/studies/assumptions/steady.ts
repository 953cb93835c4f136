import type { OneAtATime } from './oneAtATime.ts';

/** What a longer immunity is worth in a network that has settled, and how fast its slots turn over. */
export const steadyStudy: OneAtATime = {
  name: 'assumptions-steady',
  question: 'What do the assumptions behind a steady state do to its turnover and to what immunity changes?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  set: {},
  factor: 'immunityPeriod',
  levels: [3072, 14_400],
  seeds: 12,
  warmUpDays: 20,
  days: 20,
  headlines: {
    gap: {
      title: 'mean loss of the peers above the frontier at 3,072 blocks of immunity',
      unit: 'nats',
      measure: 'networkGap',
      at: 3072,
    },
    longer: {
      title: 'the same at 14,400 blocks of immunity less that at 3,072; below 0 the longer one is better',
      unit: 'nats',
      measure: 'networkGap',
      at: 14_400,
      from: { level: 3072, as: 'difference' },
    },
    flow: {
      title: 'registrations a day at 3,072 blocks of immunity',
      unit: 'a day',
      measure: 'registrationsPerDay',
      at: 3072,
    },
  },
  about: ['gap', 'longer', 'flow'],
  knobs: [
    { id: 'A60', knob: 'scenario.frontierPerDay' },
    {
      id: 'A60',
      knob: 'scenario.followRate',
      values: [0.5, 1],
      because: 'by default incumbents do not follow: half of the progress, and all of it',
    },
    { id: 'A61', knob: 'scenario.repairMedianDays' },
    { id: 'A61', knob: 'scenario.failPerDay' },
    { id: 'A62', knob: 'scenario.founders' },
    { id: 'A62', knob: 'scenario.foundersFlow' },
  ],
};

/** How much validators of a subnet of 2026 disagree, and what it does to the miners. */
export const flatSubnetStudy: OneAtATime = {
  name: 'assumptions-flat-subnet',
  question: 'What do the assumptions about the scores of modern validators do to a subnet of flat pay?',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  set: {},
  factor: 'immunityPeriod',
  levels: [5000],
  seeds: 12,
  warmUpDays: 20,
  days: 20,
  headlines: {
    disagreement: {
      title: 'disagreement of two validators',
      unit: 'total variation',
      measure: 'agreement',
      at: 5000,
    },
    served: {
      title: 'loss of the peers above the frontier, weighted by incentive',
      unit: 'nats',
      measure: 'servedGap',
      at: 5000,
    },
    flow: { title: 'registrations a day', unit: 'a day', measure: 'registrationsPerDay', at: 5000 },
  },
  about: ['disagreement', 'served', 'flow'],
  knobs: [
    { id: 'A63', knob: 'validator.queries' },
    { id: 'A63', knob: 'validator.alpha' },
  ],
};

/** What a steep curve of pay rests on. */
export const steepSubnetStudy: OneAtATime = {
  ...flatSubnetStudy,
  name: 'assumptions-steep-subnet',
  question: 'What do the assumptions about the curve of pay do to a subnet that pays its best uids?',
  scenario: 'steep-subnet',
  headlines: {
    ...flatSubnetStudy.headlines,
    gini: {
      title: 'Gini coefficient of the pay of all peers',
      unit: '',
      measure: 'incentiveGini',
      at: 5000,
    },
  },
  about: ['disagreement', 'served', 'flow', 'gini'],
  knobs: [
    { id: 'A64', knob: 'validator.payPower' },
    { id: 'A64', knob: 'validator.paidUids' },
    { id: 'A64', knob: 'validator.sameQueries' },
  ],
};
