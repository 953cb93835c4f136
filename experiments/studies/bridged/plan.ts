import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { confirming } from '../fresh/confirming.ts';

/** Open to the members of the feeder that are paid more than a percentile of it. */
const ahead = (percentile: number): ModelCondition => ({
  name: `ahead-${percentile}`,
  words: `open to who is paid more than ${percentile} % of the feeder`,
  set: { percentile },
});

/** Attacks that every size makes. */
const attacks: readonly ModelCondition[] = [
  {
    name: 'young',
    words: 'both networks have just begun: founders like those who arrive',
    set: { start: 'young' },
  },
  {
    name: 'unrelated',
    words: 'no model is worth the same at both networks, and there are no sybils or farmers',
    set: { correlation: 0, sybilShare: 0, farmerShare: 0 },
  },
  { name: 'honest', words: 'no sybils and no farmers', set: { sybilShare: 0, farmerShare: 0 } },
  {
    name: 'flood',
    words:
      'five times the people, a third of them sybils, farmers after a fifth of the slots, immunity five days',
    set: { candidatesPerDay: 20, sybilShare: 0.33, farmerShare: 0.2, immunityDays: 5 },
  },
  { name: 'quiet', words: 'a quarter of the people', set: { candidatesPerDay: 1 } },
  { name: 'captured', words: 'a cabal holds six tenths of the feeder’s stake', set: { cabalShare: 0.6 } },
  { name: 'later', words: 'days 60 to 120 instead of 5 to 45', set: { warmUpDays: 60, days: 120 } },
];

/** Two networks of 64 uids each under the rules of 2023, begun in the turnover of a steady state. */
const common = {
  name: 'bridged',
  question:
    'Is a network’s client served better if newcomers must first do well in a feeder, and what does that cost good newcomers?',
  model: 'bridged',
  base: { warmUpDays: 5, days: 45 },
  conditions: [
    { name: 'apart', words: 'not connected', set: {} },
    {
      name: 'rule-2023',
      words: 'the requirement of 2023: the better half of the feeder by pruning score',
      set: { percentile: 50, rule: 'score' },
    },
    ahead(50),
    ahead(75),
    ahead(90),
    {
      name: 'nested',
      words: 'nested: the better half by pay, put out after three days below it',
      set: { percentile: 50, arrangement: 'nested' },
    },
    {
      name: 'promoted',
      words: 'the better half by pay is registered at once, for nothing',
      set: { percentile: 50, promotes: true },
    },
  ],
  attacks,
  decides: 'clientLoss',
  // What 24 days of the frontier's progress bring, at 0.15 nats a year.
  margin: 0.01,
} as const;

export const bridgedQuick: ModelStudy = { ...common, size: 'quick', seeds: 8, attackSeeds: 2 };

/** Networks of 128 uids over 300 days, with more attacks. */
export const bridgedFull: ModelStudy = {
  ...common,
  size: 'full',
  base: { uids: 128, candidatesPerDay: 8, warmUpDays: 60, days: 300 },
  attacks: [
    ...attacks.filter(({ name }) => name !== 'later'),
    { name: 'half', words: 'days 30 to 180 instead of 60 to 300', set: { warmUpDays: 30, days: 180 } },
    { name: 'kin', words: 'every model is worth the same at both networks', set: { correlation: 1 } },
    {
      name: 'record',
      words: 'validators of the higher network trust the feeder’s record',
      set: { trustsRecord: true },
    },
    {
      name: 'captured-record',
      words: 'they trust it, and a cabal holds six tenths of the feeder’s stake',
      set: { trustsRecord: true, cabalShare: 0.6 },
    },
    { name: 'wide', words: '256 uids each', set: { uids: 256, candidatesPerDay: 16 } },
  ],
  seeds: 32,
  attackSeeds: 12,
};

/** The quick size again on fresh seeds. */
export const bridgedConfirm: ModelStudy = confirming(bridgedQuick, {
  seeds: 16,
  attacks: ['flood'],
  attackSeeds: 4,
});
