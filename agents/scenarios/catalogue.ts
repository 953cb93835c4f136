import { archetypes, steadyTurnover } from './archetypes.ts';
import type { Scenario } from './scenario.ts';

/** 10 M hashes × 2^26: the difficulty of Nakamoto at block 3,606,775. */
const nakamotoDifficulty = 671_088_640_000_000n;
const genesisSource =
  'stakes of the 4,096 hotkeys carried from Nakamoto to Finney (subtensor snapshot.json, block 3,606,775, March 2023)';

/** A world that starts up has seen no newcomer fare: its candidates expect nothing of that. */
const startUp = { 'scenario.foresight': 'none' };

const nakamotoGenesis: Scenario = {
  name: 'nakamoto-genesis',
  description: 'all 4,096 hotkeys with their real stakes: the 128 largest validate, the others mine',
  source: genesisSource,
  ruleset: 'nakamoto-2022',
  stakes: 'genesis',
  uids: 4096,
  validators: 128,
  scale: 1,
  emissionPerBlock: 1e9,
  start: 3_606_775,
  warmUpDays: 2,
  days: 8,
  settings: startUp,
  gate: { difficulty: nakamotoDifficulty, burn: 0 },
};

const nakamoto256: Scenario = {
  ...nakamotoGenesis,
  name: 'nakamoto-256',
  description:
    'the genesis world scaled 1:16: 32 validators, each the sum of four interleaved ranks, and 224 miners; limits per block are the chain’s, not scaled',
  uids: 256,
  validators: 32,
  scale: 1 / 16,
  emissionPerBlock: 1e9 / 16,
  days: 10,
  settings: {
    ...startUp,
    maxAllowedUids: 256,
    adjustmentInterval: 1600,
    minAllowedWeights: 64,
    maxWeightLimit: 17_179_868 * 16,
    stakePruningMin: 1.024e12 / 16,
    // Stakes are a sixteenth of the chain's, a miner's income is not: with 1,000 TAO some would soon be ranked by stake.
    'scenario.minerStakeCap': 600,
  },
};

const nakamotoSettled: Scenario = {
  ...nakamoto256,
  name: 'nakamoto-settled',
  description:
    'the same in its steady state: newcomers get better, incumbents fall behind and fail, the weak mend',
  peersOfAnyStake: true,
  // As many newcomers come in sixteen times the time.
  limitBlocks: 16,
  warmUpDays: 30,
  settings: {
    ...nakamoto256.settings,
    'scenario.foresight': 'observed',
    // The chain's own limit: a miner of the scaled world earns what one of the whole world does, and in 60 days would pass a sixteenth.
    stakePruningMin: 1.024e12,
    ...steadyTurnover,
    // So that the mean loss drifts by less than 0.01 nats in 100 days; the flow is 12 to 13 a day, of which many have no chance.
    'scenario.foundersFlow': 5,
  },
};

const finneySn31: Scenario = {
  name: 'finney-sn31',
  description: 'subnet 31 in August 2024: 256 uids with their real stakes, weights and registration blocks',
  source: 'renlabs-dev/subspace-network@e8f04bb (MIT-0), block 3,600,000',
  ruleset: 'finney-2023',
  stakes: 'subnet 31',
  uids: 256,
  validators: 64,
  scale: 1,
  // A subnet's share of the emission is not in the record; 2 % of 1 TAO a block is the mean of 50 subnets.
  emissionPerBlock: 2e7,
  start: 3_600_000,
  warmUpDays: 0,
  days: 5,
  settings: {
    ...startUp,
    maxAllowedUids: 256,
    maxAllowedValidators: 64,
    tempo: 359,
    immunityPeriod: 14_400,
    adjustmentInterval: 360,
    targetRegistrationsPerInterval: 1,
    minAllowedWeights: 1,
    maxWeightsLimit: 65_535,
    // Subnets made since 2024 have proof of work shut: its least difficulty is its greatest.
    minDifficulty: 2 ** 62,
    'validator.sweepBlocks': 360,
    // So that about 2.6 a day come, as recorded.
    'scenario.arrivalRate': 0.012,
  },
  gate: { difficulty: 4_611_686_018_427_387_903n, burn: 1e9 },
};

const subnet31: Scenario = {
  ...finneySn31,
  name: 'subnet-31',
  description: 'the same, with validators and newcomers fitted to the first half of its record',
  ratedBy: 'consensus',
  settings: {
    ...finneySn31.settings,
    // The chain's client of 2024 drops no quantile of the weights (bittensor v7 process_weights_for_netuid, exclude_quantile 0).
    validatorExcludeQuantile: 0,
    // Epochs 1 to 50: 0.51 of the rows change in one; disagreement 0.066, change of a row 0.021 (medians of blocks of ten epochs).
    'validator.sweepBlocks': 710,
    'validator.alpha': 0.09,
    'validator.queries': 4,
    // Of its 13 newcomers one came to validate; of the twelve others three got no weight at first, and one of these after 1.4 days.
    'scenario.poorResponds': 0,
    'scenario.poorShare': 0.25,
    'scenario.repairMedianDays': 4.35,
    'scenario.arrivalRate': 0.00584,
  },
};

const synthetic: Scenario = {
  name: 'synthetic',
  description: '48 uids, 8 validators with halving stakes: a small world for tests, under any ruleset',
  source: 'made up',
  ruleset: 'nakamoto-2022',
  stakes: 'made up',
  uids: 48,
  validators: 8,
  scale: 1,
  emissionPerBlock: 1e9,
  start: 100_000,
  warmUpDays: 0.5,
  days: 3,
  settings: {
    ...startUp,
    maxAllowedUids: 48,
    adjustmentInterval: 1000,
    minAllowedWeights: 1,
    // A cap of so many times the mean weight makes no sense among 40 miners.
    maxWeightLimit: 4_294_967_295,
    maxWeightsLimit: 65_535,
    'scenario.arrivalRate': 0.6,
  },
  gate: { difficulty: 10_000_000n << 28n, burn: 1e9 },
};

const modernSubnet: Scenario = {
  name: 'modern-subnet',
  description:
    'a subnet as they are made in 2026: 256 uids of which 12 have the stake to validate, an alpha a block',
  source: 'stakes of subnet 1 at block 6,852,690, November 2025 (opentensor/bittensor@bb526e6, MIT)',
  ruleset: 'autumn-2026',
  stakes: 'subnet 1',
  uids: 256,
  validators: 12,
  scale: 1,
  // One alpha: subnet 1 paid 41.000229 to miners and as much to validators in 100 blocks, after the owner's 18 %.
  emissionPerBlock: 1e9,
  start: 8_500_000,
  warmUpDays: 1,
  days: 5,
  ownerUid: 10,
  settings: {
    ...startUp,
    maxAllowedUids: 256,
    maxAllowedValidators: 64,
    tempo: 360,
    immunityPeriod: 5000,
    kappa: 32_767,
    yuma3On: true,
    // On mainnet no neuron below 1,000 held a permit (1,024 of 1,024 on subnet 1).
    stakeThreshold: 1000e9,
    'validator.sweepBlocks': 360,
    // So that about two a day come, the median of 128 subnets in September 2026.
    'scenario.arrivalRate': 0.012,
  },
  gate: { difficulty: 2n ** 64n - 1n, burn: 500_000 },
};

/** Every named starting state, with its source. */
export const scenarios: readonly Scenario[] = [
  nakamotoGenesis,
  nakamoto256,
  finneySn31,
  subnet31,
  modernSubnet,
  ...archetypes(modernSubnet),
  nakamotoSettled,
  synthetic,
];

/** Names of the starting states, such as `nakamoto-256`. */
export const scenarioNames: readonly string[] = scenarios.map(({ name }) => name);

/** The starting state of a name; undefined for an unknown one. */
export function scenarioOf(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
