import { finney } from './finney.ts';
import { type HyperparameterRows, integerOf, u16 } from './hyperparameter.ts';

/**
 * Hyperparameters of `finney-2024` and `liquid-2025`: subnets of the years in which a root network shared the
 * emission out. A network of the lab is a subnet made under the version, so where the creation of a subnet
 * overrides the runtime's default, the override is the default here.
 */

const creation = 'set when a subnet is created (subtensor v1.1.1, init_new_network)';
const runtime = 'runtime default of subtensor v1.1.1';
const offChain = 'off the chain since 2023: the validators’ own; the chain’s last default is kept';

/** Difficulties up to u64::MAX, which as a number reads 2^64. */
export const wholeDifficulty = integerOf('hashes', 1, 2 ** 64);
const shut = { default: 2 ** 64, exact: 2n ** 64n - 1n } as const;

/** 0.97 of u64::MAX. */
const keptOfPrice = 17_893_341_751_498_265_066n;

const { initialIssuance: _, ...base } = finney;

/** subtensor v1.1.1. */
export const rootEra = {
  ...base,
  tempo: {
    ...base.tempo,
    default: 360,
    source: `${creation}: the tempo it is called with; runtime default 99`,
  },
  bondsMovingAverage: { ...base.bondsMovingAverage, source: runtime },
  activityCutoff: { ...base.activityCutoff, source: runtime },
  immunityPeriod: {
    ...base.immunityPeriod,
    default: 5000,
    source: `${creation}; runtime default 4096; subnet 31 had about 14,400 in August 2024`,
  },
  maxAllowedUids: { ...base.maxAllowedUids, default: 256, source: `${creation}; runtime default 4096` },
  maxAllowedValidators: {
    ...base.maxAllowedValidators,
    default: 64,
    source: `${creation}; runtime default 128`,
  },
  minAllowedWeights: {
    ...base.minAllowedWeights,
    default: 1,
    source: `${creation}; runtime default 1024`,
  },
  maxWeightsLimit: {
    ...base.maxWeightsLimit,
    default: 65_535,
    source: `${creation}; runtime default 1000`,
  },
  weightsVersionKey: { ...base.weightsVersionKey, source: runtime },
  weightsSetRateLimit: { ...base.weightsSetRateLimit, default: 100, source: runtime },
  difficulty: { ...base.difficulty, ...wholeDifficulty, ...shut, source: `${creation}: work is shut` },
  minDifficulty: { ...base.minDifficulty, ...wholeDifficulty, ...shut, source: `${creation}: u64::MAX` },
  maxDifficulty: {
    ...base.maxDifficulty,
    ...wholeDifficulty,
    ...shut,
    source: `${creation}: u64::MAX`,
  },
  burn: { ...base.burn, source: runtime },
  minBurn: {
    ...base.minBurn,
    default: 1,
    source: `${creation}: 1 RAO; runtime default 1 TAO`,
  },
  maxBurn: { ...base.maxBurn, source: runtime },
  adjustmentInterval: {
    ...base.adjustmentInterval,
    default: 360,
    source: `${creation}; runtime default 100`,
  },
  adjustmentAlpha: {
    ...integerOf('/(2^64 − 1)', 0, 2 ** 64),
    default: Number(keptOfPrice),
    exact: keptOfPrice,
    influences: 'part of a price that an adjustment keeps (0.97); the rest follows the registrations',
    source: `${creation}; runtime default 0`,
  },
  targetRegistrationsPerInterval: {
    ...base.targetRegistrationsPerInterval,
    default: 1,
    source: `${creation}; runtime default 2`,
  },
  servingRateLimit: { ...base.servingRateLimit, source: runtime },
  subnetOwnerCut: {
    ...u16('/65535'),
    default: 11_796,
    influences: 'part of a subnet’s emission that its owner gets before miners and validators (18 %); global',
    source: runtime,
  },
  validatorBatchSize: { ...base.validatorBatchSize, setter: 'validator', source: offChain },
  validatorSequenceLength: { ...base.validatorSequenceLength, setter: 'validator', source: offChain },
  validatorEpochLen: { ...base.validatorEpochLen, setter: 'validator', source: offChain },
  validatorEpochsPerReset: { ...base.validatorEpochsPerReset, setter: 'validator', source: offChain },
  validatorExcludeQuantile: { ...base.validatorExcludeQuantile, setter: 'validator', source: offChain },
  validatorPruneLen: { ...base.validatorPruneLen, setter: 'validator', source: offChain },
  validatorLogitsDivergence: { ...base.validatorLogitsDivergence, setter: 'validator', source: offChain },
  scalingLawPower: { ...base.scalingLawPower, setter: 'validator', source: offChain },
  synergyScalingLawPower: { ...base.synergyScalingLawPower, setter: 'validator', source: offChain },
} as const satisfies HyperparameterRows;

/** subtensor v1.2.4. */
export const liquid = {
  ...rootEra,
  commitRevealWeightsEnabled: {
    type: 'boolean',
    unit: '',
    default: false,
    influences: 'weights are committed in secret and count when revealed: fresh ones cannot be copied',
    source: 'default of subtensor v1.1.1 up to v3.2',
  },
  revealPeriodEpochs: {
    ...integerOf('epochs', 1, 100),
    default: 1,
    influences: 'epochs between a commit and its reveal',
    source: 'default of subtensor v1.2.4',
  },
  minBurn: {
    ...rootEra.minBurn,
    source: `${creation}: 1 RAO, taken over from there, as the creation of v1.2.4 was not read; runtime default 1 TAO`,
  },
  liquidAlphaOn: {
    type: 'boolean',
    unit: '',
    default: false,
    influences: 'bonds follow the consensus faster where it is high: between alphaLow and alphaHigh',
    source: 'default of subtensor v1.1.4 on; 1 of 16 subnets had it on in June 2026',
  },
  alphaLow: {
    ...u16('/65535', 1),
    default: 45_875,
    influences: 'part of a bond renewed in an epoch where the consensus is low, under liquid alpha (0.7)',
    source: 'default of subtensor v1.1.4 on',
  },
  alphaHigh: {
    ...u16('/65535', 1638),
    default: 58_982,
    influences: 'part of a bond renewed in an epoch where the consensus is high, under liquid alpha (0.9)',
    source: 'default of subtensor v1.1.4 on',
  },
} as const satisfies HyperparameterRows;
