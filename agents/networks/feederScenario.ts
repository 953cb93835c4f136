import { raoPerTao } from '../../sim/units.ts';
import { steadyTurnover } from '../scenarios/archetypes.ts';
import type { Scenario } from '../scenarios/scenario.ts';

const uids = 128;
const validators = 16;

/** Of validator k, counted from 1: 10,000 TAO over the root of k, so that no four hold half of the stake; a miner brings one TAO. */
const stakeOf = (uid: number): bigint =>
  BigInt(Math.round((uid < validators ? 10_000 / Math.sqrt(uid + 1) : 1) * raoPerTao));

const numbers = Array.from({ length: uids }, (_, uid) => uid);

/**
 * A network of 2023 of 128 uids, 16 of which validate, in the turnover of a steady state. Both of a pair begin as one: same founders, same
 * stakes. How validators score is that of subnet 31 (assumption A63).
 */
export const pairedNetwork: Scenario = {
  name: 'paired-network',
  description: '128 uids, 16 validators, 0.02 TAO a block: one of a pair of subnets under the rules of 2023',
  source: 'made up; turnover and scoring as in the steady subnets (assumptions A60 to A63)',
  ruleset: 'finney-2023',
  stakes: 'network',
  network: {
    name: 'paired network',
    ruleset: 'finney-2023',
    block: 3_600_000,
    stakeRao: numbers.map((uid) => String(stakeOf(uid))),
    owner: numbers,
    validators: numbers.slice(0, validators),
    ownerUid: null,
    burn: 1e9,
    uids,
    emissionPerBlock: 2e7,
    settings: {},
  },
  uids,
  validators,
  scale: 1,
  peersOfAnyStake: true,
  emissionPerBlock: 2e7,
  start: 3_600_000,
  warmUpDays: 0,
  days: 60,
  settings: {
    ...steadyTurnover,
    maxAllowedUids: uids,
    maxAllowedValidators: validators,
    tempo: 359,
    adjustmentInterval: 360,
    targetRegistrationsPerInterval: 1,
    minAllowedWeights: 1,
    maxWeightsLimit: 65_535,
    minDifficulty: 2 ** 62,
    validatorExcludeQuantile: 3277,
    'validator.sweepBlocks': 360,
    'validator.alpha': 0.05,
    'scenario.foresight': 'observed',
    'scenario.clientTopk': 10,
  },
  gate: { difficulty: 4_611_686_018_427_387_903n, burn: 1e9 },
};
