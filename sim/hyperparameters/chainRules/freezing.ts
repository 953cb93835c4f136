import {
  by,
  type ChainRule,
  type ChainRules,
  type ChainType,
  justBelowOne,
  nobody,
  type RateLimit,
  smallestFraction,
} from './chainRule.ts';
import { yuma3of2025 } from './subnetOwner.ts';

/**
 * Calls since an owner has a limit for each parameter (#2048) and the last blocks before an epoch are closed (#2017): subtensor
 * v3.4.9-424 and spec 475, pallets/admin-utils/src/lib.rs, `ensure_sn_owner_or_root_with_limits` and `ensure_admin_window_open`.
 */

/** AdminFreezeWindow: blocks before the next epoch in which the chain takes no such call. */
export const freezeWindow = 10;
/** OwnerHyperparamRateLimit. */
const ownerLimit: RateLimit = { once: 2, unit: 'tempos' };
const daily: RateLimit = { once: 7200, unit: 'blocks' };

/** The owner, limited, or root; closed before an epoch for both. */
const owned = (type: ChainType, checks: Partial<ChainRule> = {}): ChainRule => ({
  ...by('ownerOrRoot', type, { rateLimit: ownerLimit, freezes: ['owner', 'root'] }),
  ...checks,
});
/** Root, but not before an epoch. */
const frozen = (type: ChainType, checks: Partial<ChainRule> = {}): ChainRule => ({
  ...by('root', type, { freezes: ['root'] }),
  ...checks,
});
const root16 = by('root', 'u16');
const root64 = by('root', 'u64');
/** The owner or root, closed before an epoch, as often as they like. */
const unlimited = by('ownerOrRoot', 'bool', { freezes: ['owner', 'root'] });

const { coldkeySwapScheduleDuration: _swap, ...kept } = yuma3of2025;

const mechanisms = {
  rateLimit: daily,
  also: 'mechanisms times maxAllowedUids must be at most 256',
} as const;

export const burn2026: ChainRules = {
  ...kept,
  rho: owned('u16'),
  kappa: root16,
  tempo: owned('u16', { owner: { least: 360, most: 50_400 }, rateLimit: { once: 360, unit: 'blocks' } }),
  bondsMovingAverage: owned('u64', { owner: { most: 975_000 } }),
  bondsPenalty: owned('u16'),
  bondsResetOn: owned('bool'),
  activityCutoff: owned('u16', { least: 360 }),
  // The owner's call waits for the window and the limit, root's for neither (tempo_control.rs).
  activityCutoffFactorMilli: owned('u32', { least: 1000, most: 50_000, freezes: ['owner'] }),
  immunityPeriod: owned('u16'),
  maxAllowedUids: owned('u16', {
    most: 256,
    beside: [{ is: 'atLeast', other: 'minAllowedUids' }],
    also: 'no less than the neurons there are, at most 256 over the mechanisms',
  }),
  minAllowedUids: frozen('u16', {
    beside: [{ is: 'below', other: 'maxAllowedUids' }],
    also: 'less than the neurons there are',
  }),
  maxAllowedValidators: frozen('u16', { beside: [{ is: 'atMost', other: 'maxAllowedUids' }] }),
  minAllowedWeights: owned('u16'),
  maxWeightsLimit: nobody('u16', 'it is a constant of 65,535 since October 2025'),
  weightsVersionKey: owned('u64', { rateLimit: { once: 5, unit: 'tempos' } }),
  weightsSetRateLimit: root64,
  liquidAlphaOn: owned('bool'),
  alphaLow: owned('u16', { least: 1638, beside: [{ is: 'atMost', other: 'alphaHigh' }] }),
  alphaHigh: owned('u16', { least: 1638, beside: [{ is: 'atLeast', other: 'alphaLow' }] }),
  alphaSigmoidSteepness: owned('i16', { owner: { least: 0 } }),
  yuma3On: owned('bool'),
  commitRevealWeightsEnabled: owned('bool'),
  revealPeriodEpochs: owned('u64', { least: 1, most: 100 }),
  burn: nobody('u64', 'the chain moves it with every block and registration'),
  minBurn: owned('u64', { most: 1e9 - 1, beside: [{ is: 'below', other: 'maxBurn' }] }),
  maxBurn: owned('u64', { least: 1e8 + 1, beside: [{ is: 'above', other: 'minBurn' }] }),
  burnHalfLife: owned('u16', { least: 1, most: 36_100 }),
  burnIncreaseMult: owned('U64F64', { least: 1, most: 3 }),
  minNonImmuneUids: root16,
  immuneOwnerUidsLimit: owned('u16', { least: 1, most: 10 }),
  recycleOrBurn: owned('choice'),
  servingRateLimit: owned('u64'),
  difficulty: frozen('u64'),
  minDifficulty: frozen('u64'),
  maxDifficulty: owned('u64'),
  adjustmentInterval: root16,
  adjustmentAlpha: owned('u64'),
  targetRegistrationsPerInterval: frozen('u16'),
  maxRegistrationsPerBlock: frozen('u16'),
  networkRegistrationAllowed: by('root', 'bool'),
  networkPowRegistrationAllowed: nobody('bool', 'its call always fails'),
  mechanismCount: owned('u8', { ...mechanisms, least: 1, most: 2 }),
  mechanismEmissionSplit: owned('choice', {
    ...mechanisms,
    also: 'shares of 65,535, one for each mechanism',
  }),
  maxMechanismCount: by('root', 'u8', { most: 16 }),
  trimToMaxAllowedUids: owned('u16', {
    rateLimit: { once: 216_000, unit: 'blocks' },
    beside: [
      { is: 'atLeast', other: 'minAllowedUids' },
      { is: 'atMost', other: 'maxAllowedUids' },
    ],
    also: 'less than 80 % of what is left may be immune',
  }),
  ownerCutEnabled: unlimited,
  ownerCutAutoLockEnabled: unlimited,
  ownerHotkey: owned('choice', { rateLimit: { once: 50_400, unit: 'blocks' }, freezes: [] }),
  minChildkeyTakePerSubnet: owned('u16', { most: 11_796 }),
  transferToggle: owned('bool'),
  subtokenEnabled: frozen('bool'),
  triggerEpoch: by('owner', 'choice', { also: 'without commit-reveal', freezes: ['owner'] }),
  subnetEmissionEnabled: by('root', 'bool'),
  subnetLimit: root16,
  maxEpochsPerBlock: by('root', 'u8', { least: 1 }),
  adminFreezeWindow: root16,
  ownerHyperparamRateLimit: root16,
  weightsVersionKeyRateLimit: nobody('u64', 'no call of the admin pallet sets it'),
  ckBurn: root64,
  startCallDelay: root64,
  taoFlowCutoff: by('root', 'U64F64'),
  taoFlowNormalizationExponent: by('root', 'U64F64', { least: 1, most: 2 }),
  taoFlowSmoothingFactor: root64,
  netTaoFlowEnabled: by('root', 'bool'),
  coldkeySwapAnnouncementDelay: root64,
};

export const autumn2026: ChainRules = {
  ...burn2026,
  liquidAlphaConsensusMode: owned('choice'),
  subnetEpochConsensus: owned('choice', { also: 'no time-locked commit waits, uids within the budget' }),
  networkRegistrationAllowed: owned('bool', { also: 'not with proof of work off as well' }),
  networkPowRegistrationAllowed: owned('bool', { also: 'not off with the burn closed as well' }),
  collateralLockShare: owned('u16', { most: 62_258 }),
  collateralDrainRatio: owned('U64F64', { least: smallestFraction, most: 10 }),
  mechanismCount: owned('u8', { ...mechanisms, least: 1, most: 8 }),
  emissionBarRank: root16,
  emissionBarQuantile: by('root', 'U64F64', { least: smallestFraction, most: justBelowOne }),
  emissionGateExponent: by('root', 'U64F64', { least: 1, most: 8 }),
  emissionGateBar: nobody('U64F64', 'it is a state that the chain computes every 360 blocks'),
  rootWeightSettingEnabled: by('root', 'bool'),
  nullTrim: owned('u16', {
    beside: [
      { is: 'atLeast', other: 'minAllowedUids' },
      { is: 'atMost', other: 'maxAllowedUids' },
    ],
    also: '64 uids a call',
  }),
};
