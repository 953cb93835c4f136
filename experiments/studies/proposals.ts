import type { Study } from '../plan/study.ts';

/**
 * What proposals share: the small worlds, one size, no arms, and seeds that were unseen when their plans were written. The cabals' levels
 * were found by looking at seeds 1 and 2.
 */
const common = {
  size: 'quick',
  firstSeed: 1001,
  arithmetic: 'float64',
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

/** The world of the 4,096 genesis stakes, scaled 1:16, near its steady state: in one that has just begun the same changes look better. */
const genesis = {
  ...common,
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  warmUpDays: 30,
  days: 30,
  objectives: [
    {
      metric: 'networkGap',
      margin: 0.01,
      because:
        'a slot that a worse miner holds is emission paid for less; 0.01 nats are what 24 days of the frontier’s progress bring (0.15 nats a year)',
    },
  ],
} as const;

/** What no change of the Nakamoto network may cost: good miners put out, candidates kept out, fidelity of pay. */
const genesisGuardrails = [
  { metric: 'viableEvictions', worseBy: 3, because: 'one good miner put out in 33 that enter is borne' },
  { metric: 'deterred', worseBy: 5, because: 'good candidates that stay away are lost unseen' },
  { metric: 'spearman', worseBy: 0.02, because: 'miners stay where pay follows quality' },
];

/** The immunity period at the interview of 10 November 2022: how many newcomers are weak, and which validators have updated, is not known. */
export const proposeImmunity: Study = {
  ...genesis,
  name: 'propose-immunity',
  question: 'Should the immunity period of the interview, 3,072 blocks, be changed?',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [2048, 3072, 4096, 5000, 7200] },
    { name: 'validator.alpha', values: [0.05, 0.1] },
    { name: 'scenario.poorShare', values: [0.1, 0.5] },
  ],
  seeds: 12,
  statusQuo: [
    { value: 3072, label: '3072: at the interview' },
    { value: 4096, label: '4096: Finney’s default' },
    { value: 5000, label: '5000: new subnets today' },
    { value: 7200, label: '7200: subnet 1' },
  ],
  proposal: { statusQuo: 3072, guardrails: genesisGuardrails, confirmSeeds: 8 },
};

/** The moving average of scores the day before v3.4.2: how many newcomers are weak is not known. */
export const proposeMovingAverage: Study = {
  ...genesis,
  name: 'propose-moving-average',
  question: 'Should the validators’ moving average of scores, .05 until 8 November 2022, be changed?',
  set: {},
  factors: [
    { name: 'validator.alpha', values: [0.05, 0.1, 0.2] },
    { name: 'scenario.poorShare', values: [0.1, 0.5] },
  ],
  // Seeds that no plan has seen. In networks that had just begun, 48 seeds and 24 fresh ones said `change`; a settled network decides.
  firstSeed: 4001,
  seeds: 16,
  statusQuo: [
    { value: 0.05, label: '.05: v3.0.0' },
    { value: 0.1, label: '.1: v3.4.2' },
  ],
  proposal: { statusQuo: 0.05, guardrails: genesisGuardrails, confirmSeeds: 12 },
};

/** A subnet of 2026 in which validators with an unknown share of the stake favour miners of their own. */
const cabal = {
  ...common,
  ruleset: 'burn-2026',
  scenario: 'modern-subnet',
  warmUpDays: 1,
  days: 3,
  set: { 'scenario.cabalMiners': 'working' },
  objectives: [
    {
      metric: 'cabalPay',
      margin: 0.005,
      because:
        'what a cabal takes is missing from the pay of all others; half a hundredth of the emission is borne',
    },
  ],
} as const;

const cabalGuardrails = [
  { metric: 'networkQuality', worseBy: 0.002 },
  { metric: 'servedQuality', worseBy: 0.01 },
  { metric: 'spearman', worseBy: 0.02 },
];

/** κ against a cabal below one half, near it, and above it, that favours itself wholly or in part. */
export const proposeKappa: Study = {
  ...cabal,
  name: 'propose-kappa',
  question: 'Should κ, 32,767 of 65,535 everywhere, be changed against a cabal of unknown share?',
  factors: [
    { name: 'kappa', values: [19_661, 26_214, 32_767, 39_321, 45_875] },
    { name: 'scenario.cabalShare', values: [0.25, 0.45, 0.65] },
    { name: 'scenario.cabalSelfWeight', values: [0.3, 1] },
  ],
  seeds: 12,
  statusQuo: [{ value: 32_767, label: '32767: everywhere' }],
  proposal: { statusQuo: 32_767, guardrails: cabalGuardrails, confirmSeeds: 8 },
};

/** The bonds penalty against a cabal below the majority, with bonds of either kind. */
export const proposeBondsPenalty: Study = {
  ...cabal,
  name: 'propose-bonds-penalty',
  question: 'Should the bonds penalty, 65,535 by default, be changed against a cabal of unknown share?',
  factors: [
    { name: 'bondsPenalty', values: [0, 32_768, 65_535] },
    { name: 'scenario.cabalShare', values: [0.25, 0.45] },
    { name: 'scenario.cabalSelfWeight', values: [0.3, 1] },
    { name: 'yuma3On', values: [true, false] },
  ],
  seeds: 12,
  statusQuo: [{ value: 65_535, label: '65535: default' }],
  proposal: { statusQuo: 65_535, guardrails: cabalGuardrails, confirmSeeds: 8 },
};

/** Subnets of 2026 near their steady state, a quiet one and a busy one: which of the two an owner has, the owner knows. */
const steady = {
  ...common,
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  set: {},
  warmUpDays: 30,
  days: 30,
  seeds: 24,
  objectives: [
    {
      metric: 'networkGap',
      margin: 0.02,
      because:
        'a slot that a worse miner holds is lost to a better one; 0.02 nats are what seven weeks of the frontier’s progress bring',
    },
  ],
} as const;

const steadyGuardrails = [
  {
    metric: 'servedGap',
    worseBy: 0.02,
    because: 'what is paid for is what users of the subnet get',
  },
  { metric: 'spearman', worseBy: 0.05, because: 'miners stay where pay follows quality' },
];

const quietAndBusy = [
  { levels: { scenario: 'flat-subnet' }, weight: 0.75 },
  { levels: { scenario: 'busy-subnet' }, weight: 0.25 },
];

/** How fast the price of entry halves: an owner's button since April 2026. */
export const proposeBurnHalfLife: Study = {
  ...steady,
  name: 'propose-burn-half-life',
  question: 'Should a subnet of 2026 change the half-life of its burn price, 360 blocks by default?',
  factors: [
    { name: 'burnHalfLife', values: [90, 360, 1440, 5400] },
    { name: 'scenario', values: ['flat-subnet', 'busy-subnet'] },
  ],
  statusQuo: [{ value: 360, label: '360: default' }],
  proposal: { statusQuo: 360, guardrails: steadyGuardrails, weights: quietAndBusy, confirmSeeds: 0 },
};

/** The immunity of a subnet to which many come, and of one to which few do. */
export const proposeBusyImmunity: Study = {
  ...steady,
  name: 'propose-busy-immunity',
  question: 'Should a busy subnet of 2026 change its immunity period, 5,000 blocks by default?',
  factors: [
    { name: 'immunityPeriod', values: [1024, 5000, 7200, 14_400] },
    { name: 'scenario', values: ['busy-subnet', 'flat-subnet'] },
  ],
  statusQuo: [{ value: 5000, label: '5000: new subnets today' }],
  proposal: {
    statusQuo: 5000,
    guardrails: steadyGuardrails,
    weights: quietAndBusy.map(({ levels, weight }) => ({ levels, weight: 1 - weight })),
    confirmSeeds: 0,
  },
};

export const proposalStudies: readonly Study[] = [
  proposeBurnHalfLife,
  proposeBusyImmunity,
  proposeImmunity,
  proposeMovingAverage,
  proposeKappa,
  proposeBondsPenalty,
];
