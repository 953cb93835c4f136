import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { asAttacks, worldsOf } from './worlds.ts';

/** The setting is wrong at the start. */
const long: ModelCondition = {
  name: 'immunity-long',
  words: 'immunity is set four times too long',
  set: { start: 4 },
};

/** Further starts and aims, what those that search see, windows and subnets. */
const moreAttacks: readonly ModelCondition[] = [
  { name: 'immunity-short', words: 'immunity is set four times too short', set: { start: 0.25 } },
  {
    name: 'chain-sight',
    words:
      'immunity is set four times too long, and those that search see what the chain shows: newcomers’ pay',
    set: { start: 4, sight: 'chain' },
  },
  {
    name: 'half-life-short',
    words: 'the half-life is set four times too short',
    set: { knob: 'burnHalfLife', start: 0.25 },
  },
  {
    name: 'half-life-long',
    words: 'the half-life is set four times too long',
    set: { knob: 'burnHalfLife', start: 4 },
  },
  {
    name: 'young',
    words: 'immunity is set four times too long in a network of founders like those who arrive',
    set: { start: 4, founders: 'arrivals' },
  },
  {
    name: 'wrong-aim',
    words: 'immunity is set four times too long, and the loop aims at twice as many immune slots',
    set: { start: 4, aim: 2 },
  },
  {
    name: 'early',
    words: 'immunity is set four times too long; 30 days from the shock on instead of 90',
    set: { start: 4, days: 30 },
  },
  {
    name: 'steep',
    words: 'immunity is set four times too long in a subnet that pays its twenty best',
    set: { start: 4, scenario: 'steep-subnet' },
  },
];

const common = {
  name: 'autopilot-worlds',
  question: 'Can a chain tune immunity and the price of entry by itself in a full world?',
  model: 'steered',
  conditions: [
    {
      name: 'oracle',
      words: 'the best of three constants, known with hindsight',
      set: { controller: 'oracle' },
    },
    { name: 'nothing', words: 'nothing is moved', set: { controller: 'nothing' } },
    { name: 'loop', words: 'a proportional–integral loop', set: { controller: 'loop' } },
    { name: 'seeking', words: 'extremum seeking', set: { controller: 'seeking' } },
    { name: 'bandit', words: 'a bandit with safe steps', set: { controller: 'bandit' } },
  ],
  decides: 'servedLoss',
  // What 24 days of the frontier's progress bring, at 0.15 nats a year.
  margin: 0.01,
  // Trying and calibrating used other seeds: the first quick size, twice as large, was given up after its first 40 trials, 5001 to 5008.
  firstSeed: 6001,
} as const;

/** Immunity under four shocks, the half-life under those that move the price: 30 days from the shock on. */
export const autopilotWorldsQuick: ModelStudy = {
  ...common,
  size: 'quick',
  base: {},
  attacks: [
    ...asAttacks(worldsOf(['immunityPeriod'])),
    ...asAttacks(worldsOf(['immunityPeriod', 'burnHalfLife'])).filter(
      ({ name }) => name === 'burnHalfLife-price-crash' || name === 'burnHalfLife-spam',
    ),
    long,
  ],
  seeds: 8,
  attackSeeds: 8,
};

const [, ...withoutOracle] = common.conditions;

/**
 * A hundred calm worlds for each of the three knobs, without the oracle. Stated before it ran: a controller has left a setting alone up to its
 * noise where the measure `kept` is 1, in at least 95 of the 100.
 */
export const autopilotWorldsNulls: ModelStudy = {
  ...common,
  size: 'nulls',
  conditions: withoutOracle,
  base: {},
  attacks: asAttacks(worldsOf(['immunityPeriod', 'burnHalfLife', 'burnIncreaseMult'])).filter(({ name }) =>
    name.endsWith('-none'),
  ),
  seeds: 100,
  attackSeeds: 100,
  firstSeed: 7001,
};

/**
 * The loop with a dead zone on both settings of the price, in a hundred calm worlds that no run had seen. In `nulls`, on seeds 7001 … 7100, it left them alone in 84 and
 * 83 without one. Stated before it ran: 95 of 100 by the same measure.
 */
export const autopilotWorldsDeadZone: ModelStudy = {
  ...common,
  size: 'dead-zone',
  conditions: [
    { name: 'nothing', words: 'nothing is moved', set: { controller: 'nothing' } },
    {
      name: 'loop',
      words: 'a proportional–integral loop with a dead zone',
      set: { controller: 'loop', deadZone: true },
    },
  ],
  base: { knob: 'burnHalfLife' },
  attacks: asAttacks(worldsOf(['burnHalfLife', 'burnIncreaseMult'])).filter(
    ({ name }) => name === 'burnIncreaseMult-none',
  ),
  seeds: 100,
  attackSeeds: 100,
  firstSeed: 8001,
};

/** Three knobs, 90 days from the shock on, and a hundred worlds without one. */
export const autopilotWorldsFull: ModelStudy = {
  ...common,
  size: 'full',
  base: { settleDays: 50, calmDays: 20, days: 90 },
  attacks: [
    ...asAttacks(worldsOf(['immunityPeriod', 'burnHalfLife', 'burnIncreaseMult'])),
    long,
    ...moreAttacks,
  ],
  seeds: 100,
  attackSeeds: 32,
};
