import type { Study } from '../plan/study.ts';

const levels = [512, 1024, 2048, 3072, 4096, 5000, 7200, 14_400];

/**
 * The question the interview of 10 Nov 2022 leaves open, in a network that has just begun: its answers are of the start (until 0.1.0 this
 * was `immunity-period`). Both moving averages are swept because the day before
 * it the validators went from 0.05 to 0.1, which halves the time a newcomer needs to be known.
 */
const common = {
  name: 'immunity-start-up',
  question: 'How long may a new miner prove itself before it can be evicted?',
  ruleset: 'nakamoto-2022',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: levels },
    { name: 'validator.alpha', values: [0.05, 0.1] },
  ],
  warmUpDays: 2,
  objectives: [
    {
      metric: 'networkQuality',
      margin: 0.002,
      because:
        'a slot that a worse miner holds is emission paid for less; 0.002 nats are what five days of the frontier’s progress bring (0.15 nats a year)',
    },
    {
      metric: 'viableEvictions',
      margin: 3,
      because:
        'a good miner that is put out loses what its entry cost, and the network its work; one in 33 of those that enter is borne',
    },
  ],
  statusQuo: [
    { value: 3072, label: '3072: at the interview' },
    { value: 4096, label: '4096: Finney’s default' },
    { value: 5000, label: '5000: new subnets today' },
    { value: 7200, label: '7200: subnet 1' },
  ],
  armSet: { 'validator.alpha': 0.1 },
} as const;

/** The RAO reading of the stake limit: 1,024 RAO, at the scenario's scale. */
const raoReading = (scale: number) => ({
  name: 'stakePruningMin read as RAO',
  set: { stakePruningMin: 1024 * scale },
});

const arms = [
  { name: 'no weak newcomers', set: { 'scenario.poorShare': 0 } },
  { name: '10 % weak newcomers', set: { 'scenario.poorShare': 0.1 } },
  { name: '50 % weak newcomers', set: { 'scenario.poorShare': 0.5 } },
  { name: 'smooth foresight', set: { 'scenario.foresight': 'smooth' } },
  { name: 'perfect foresight', set: { 'scenario.foresight': 'perfect' } },
  { name: 'ties broken at random', set: { 'scenario.tieOrder': 'random' } },
  { name: 'incumbents fail, 1 % a day', set: { 'scenario.failPerDay': 0.01 } },
  { name: 'stale metagraph', set: { 'validator.staleMetagraph': true } },
];

const inertKnobs = [
  { name: 'minAllowedWeights 1', set: { minAllowedWeights: 1 } },
  { name: 'rho 5', set: { rho: 5 } },
];

export const immunityStartUpQuick: Study = {
  ...common,
  size: 'quick',
  scenario: 'nakamoto-256',
  seeds: 24,
  days: 10,
  arms: [...arms, raoReading(1 / 16), ...inertKnobs],
  armSeeds: 4,
  armLevels: [1024, 3072, 5000, 7200, 14_400],
};

export const immunityStartUpFull: Study = {
  ...common,
  size: 'full',
  scenario: 'nakamoto-genesis',
  seeds: 6,
  days: 8,
  arms: [],
  armSeeds: 0,
  armLevels: [],
};
