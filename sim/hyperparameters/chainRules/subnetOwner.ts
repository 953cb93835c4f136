import { by, type ChainRules, nobody } from './chainRule.ts';
import { finney2023 } from './sudo.ts';

/**
 * Calls of the years in which an owner could set a hyperparameter as often as it liked, in any block: subtensor v1.1.1 to v3.2.0,
 * pallets/admin-utils/src/lib.rs, `ensure_subnet_owner_or_root` against `ensure_root`.
 */

const {
  emissionValues: _,
  networkConnection: _connection,
  initialIssuance: _issuance,
  ...inherited
} = finney2023;
const {
  validatorBatchSize: _batch,
  validatorSequenceLength: _length,
  validatorEpochLen: _epoch,
  validatorEpochsPerReset: _reset,
  validatorExcludeQuantile: _quantile,
  validatorPruneLen: _prune,
  validatorLogitsDivergence: _divergence,
  scalingLawPower: _power,
  synergyScalingLawPower: _synergy,
  ...rooted
} = inherited;

const owned16 = by('ownerOrRoot', 'u16');
const owned64 = by('ownerOrRoot', 'u64');
const ownedSwitch = by('ownerOrRoot', 'bool');
const root64 = by('root', 'u64');

export const finney2024: ChainRules = {
  ...rooted,
  rho: owned16,
  kappa: owned16,
  bondsMovingAverage: owned64,
  activityCutoff: owned16,
  immunityPeriod: owned16,
  maxAllowedUids: by('root', 'u16', { also: 'more than the neurons there are' }),
  maxAllowedValidators: by('root', 'u16', { beside: [{ is: 'atMost', other: 'maxAllowedUids' }] }),
  minAllowedWeights: owned16,
  maxWeightsLimit: owned16,
  weightsVersionKey: owned64,
  weightsSetRateLimit: owned64,
  difficulty: owned64,
  minDifficulty: owned64,
  maxDifficulty: owned64,
  burn: nobody('u64', 'the chain moves it with every adjustment'),
  minBurn: owned64,
  maxBurn: owned64,
  adjustmentAlpha: owned64,
  servingRateLimit: owned64,
  subnetOwnerCut: by('root', 'u16'),
  commitRevealWeightsEnabled: ownedSwitch,
  networkRegistrationAllowed: ownedSwitch,
  networkPowRegistrationAllowed: ownedSwitch,
  weightsMinStake: root64,
  subnetLimit: by('root', 'u16'),
  networkImmunityPeriod: root64,
  networkMinLockCost: root64,
  lockReductionInterval: root64,
  networkRateLimit: root64,
  minDelegateTake: by('root', 'u16'),
  nominatorMinRequiredStake: root64,
  targetStakesPerInterval: root64,
  txRateLimit: root64,
  txDelegateTakeRateLimit: root64,
};

/** 0.8 of 65,535, at which v1.1.4 parted the two alphas. */
const fourFifths = 52_428;

export const liquid2025: ChainRules = {
  ...finney2024,
  revealPeriodEpochs: owned64,
  liquidAlphaOn: ownedSwitch,
  alphaLow: by('ownerOrRoot', 'u16', { least: 1, most: fourFifths - 1 }),
  alphaHigh: by('ownerOrRoot', 'u16', { least: fourFifths }),
  hotkeyEmissionTempo: root64,
  networkMaxStake: root64,
  coldkeySwapScheduleDuration: root64,
  dissolveNetworkScheduleDuration: root64,
};

const {
  weightsMinStake: _stake,
  hotkeyEmissionTempo: _tempo,
  networkMaxStake: _most,
  targetStakesPerInterval: _stakes,
  subnetLimit: _subnets,
  ...kept
} = liquid2025;

/** The owner of v2.0 lost the floor of the burn (#1207), the rate limit of weights, and all of the work but its ceiling. */
export const dtao2025: ChainRules = {
  ...kept,
  activityCutoff: by('ownerOrRoot', 'u16', { least: 360 }),
  weightsVersionKey: by('ownerOrRoot', 'u64', { rateLimit: { once: 5, unit: 'tempos' } }),
  weightsSetRateLimit: root64,
  difficulty: root64,
  minDifficulty: root64,
  minBurn: root64,
  bondsPenalty: owned16,
  stakeThreshold: root64,
  rootProportion: nobody('U64F64', 'the chain computes it from stakes'),
  taoWeight: root64,
  subnetMovingAlpha: by('root', 'U64F64'),
  emaPriceHalvingBlocks: root64,
  transferToggle: ownedSwitch,
  subtokenEnabled: by('root', 'bool'),
  ownerHotkey: by('owner', 'choice'),
};

/** The average of bonds has had a ceiling for owners, and the ceiling of the burn has been root's, since #1573 (May 2025). */
export const yuma3of2025: ChainRules = {
  ...dtao2025,
  bondsMovingAverage: by('ownerOrRoot', 'u64', { owner: { most: 975_000 } }),
  maxBurn: root64,
  yuma3On: ownedSwitch,
  ownerHotkey: by('ownerOrRoot', 'choice', { rateLimit: { once: 50_400, unit: 'blocks' } }),
  bondsResetOn: ownedSwitch,
  alphaLow: by('ownerOrRoot', 'u16', { least: 1638, beside: [{ is: 'atMost', other: 'alphaHigh' }] }),
  alphaHigh: by('ownerOrRoot', 'u16', { least: 1638, beside: [{ is: 'atLeast', other: 'alphaLow' }] }),
  alphaSigmoidSteepness: by('ownerOrRoot', 'i16', { owner: { least: 0 } }),
};
