import { raoPerTao } from '../../sim/units.ts';
import { steadyTurnover } from '../scenarios/archetypes.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** One uid in so many validates. */
const minersPerValidator = 8;
/** RAO a block for each uid: as on subnet 31, a fiftieth of a TAO for 128. */
const emissionPerUid = 2e7 / 128;

/** Of validator k, counted from 1: 10,000 TAO over the root of k, so that none holds half of the stake; a miner brings one TAO. */
const stakeOf = (uid: number, validators: number): string =>
  String(Math.round((uid < validators ? 10_000 / Math.sqrt(uid + 1) : 1) * raoPerTao));

/**
 * A network of 2023 of so many uids, one in eight of which validates. Both of a pair begin as one: same founders, same stakes. `steady`:
 * in the turnover of a steady state; otherwise its founders are like those who arrive. Validators score as in late 2022: one query a sweep, 0.05 of the newest.
 */
export function pairedNetwork(uids: number, isSteady: boolean): Scenario {
  const validators = uids / minersPerValidator;
  const numbers = Array.from({ length: uids }, (_, uid) => uid);
  const emissionPerBlock = emissionPerUid * uids;
  return {
    name: 'paired-network',
    description: `${uids} uids, ${validators} validators: one of a pair of subnets under the rules of 2023`,
    source: 'made up; turnover as in the steady subnets (assumptions A60 to A62)',
    ruleset,
    stakes: 'network',
    network: {
      name: 'paired network',
      ruleset,
      block: start,
      stakeRao: numbers.map((uid) => stakeOf(uid, validators)),
      owner: numbers,
      validators: numbers.slice(0, validators),
      ownerUid: null,
      burn: 1e9,
      uids,
      emissionPerBlock,
      settings: {},
    },
    uids,
    validators,
    scale: 1,
    peersOfAnyStake: true,
    emissionPerBlock,
    start,
    warmUpDays: 0,
    days: 60,
    settings: {
      ...steadyTurnover,
      'scenario.founders': isSteady ? 'stationary' : 'arrivals',
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
      'scenario.synergy': 'table',
      'scenario.foresight': 'observed',
      'scenario.clientTopk': 10,
    },
    gate: { difficulty: 4_611_686_018_427_387_903n, burn: 1e9 },
  };
}

const ruleset = 'finney-2023';
const start = 3_600_000;
