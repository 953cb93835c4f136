import { type ChainOnlyRows, without, withReason } from './chainOnly.ts';
import { liquid2025 } from './early.ts';
import { callsAreFree, entryIsOpen, legacy, oneSubnet, stakesRest } from './reasons.ts';

/** 5.27 % of u64::MAX. */
const taoWeight = 0.0527;

export const dtao2025: ChainOnlyRows = {
  ...without(
    liquid2025,
    'weightsMinStake',
    'hotkeyEmissionTempo',
    'networkMaxStake',
    'targetStakesPerInterval',
    'subnetLimit',
  ),
  ...withReason(oneSubnet, {
    subnetMovingAlpha: [
      'share',
      null,
      'how fast the average price of alpha follows, by which subnets are paid',
    ],
    emaPriceHalvingBlocks: [
      'blocks',
      201_600,
      'age at which a subnet’s average price follows half as fast as at last',
    ],
    subtokenEnabled: ['', true, 'whether the subnet’s alpha may be traded'],
  }),
  ...withReason(stakesRest, {
    taoWeight: [
      'share',
      taoWeight,
      'what a TAO staked on root counts beside an alpha; rootProportion states the outcome',
    ],
    transferToggle: ['', true, 'whether stake may go from one coldkey to another'],
  }),
  ...withReason(callsAreFree, {
    ownerHotkey: ['hotkey', 'the owner’s', 'which hotkey is the owner’s; the scenario’s ownerUid states it'],
  }),
};

export const yuma3of2025: ChainOnlyRows = {
  ...dtao2025,
  ...withReason('metadata are not committed during a run', {
    bondsResetOn: [
      '',
      false,
      'a neuron that commits metadata with the flag for it loses all bonds towards it',
    ],
  }),
};

export const burn2026: ChainOnlyRows = {
  ...without(yuma3of2025, 'coldkeySwapScheduleDuration', 'networkPowRegistrationAllowed'),
  ...withReason(legacy, {
    activityCutoff: ['blocks', 5000, 'nothing: activityCutoffFactorMilli times tempo is the cutoff'],
    difficulty: ['hashes', 10_000_000, 'nothing: there is no entry by work'],
    minDifficulty: ['hashes', 10_000_000, 'nothing: there is no entry by work'],
    maxDifficulty: ['hashes', 2 ** 62, 'nothing: there is no entry by work'],
    adjustmentInterval: ['blocks', 100, 'nothing: the price moves in every block'],
    adjustmentAlpha: ['/(2^64 − 1)', 0, 'nothing: burnHalfLife and burnIncreaseMult move the price'],
    targetRegistrationsPerInterval: ['registrations', 2, 'nothing: no interval has a target'],
    maxRegistrationsPerBlock: ['registrations', 1, 'nothing: entry by burn has no limit a block'],
    networkPowRegistrationAllowed: ['', true, 'nothing: there is no entry by work'],
  }),
  ...withReason('it bounds what an owner may ask for, and mechanismCount has that bound', {
    maxMechanismCount: ['mechanisms', 2, 'the most mechanisms a subnet may have; global'],
  }),
  ...withReason('a world keeps the size that its scenario gives it', {
    minAllowedUids: ['uids', 64, 'maxAllowedUids and a trim must leave so many'],
    trimToMaxAllowedUids: [
      'uids',
      'never',
      'removes the neurons with the least emission and lowers maxAllowedUids',
    ],
  }),
  ...withReason('the owner’s cut is subnetOwnerCut alone, and what it earns is not locked', {
    ownerCutEnabled: ['', true, 'off: the owner’s 18 % stay with miners and validators'],
    ownerCutAutoLockEnabled: ['', false, 'the owner’s cut is locked as it is paid'],
  }),
  ...withReason(stakesRest, {
    minChildkeyTakePerSubnet: [
      '/65535',
      0,
      'the least part that a child hotkey keeps of its parents’ dividends',
    ],
    ckBurn: ['/(2^64 − 1)', null, 'the part of the dividends from child hotkeys that is burned'],
  }),
  ...withReason(oneSubnet, {
    subnetLimit: ['subnets', 128, 'a subnet beyond it replaces the one with the lowest average price'],
    networkImmunityPeriod: ['blocks', 1_296_000, 'a younger subnet is not replaced'],
    subnetEmissionEnabled: [
      '',
      false,
      'off: the pool gets neither TAO nor alpha, and others share what it would',
    ],
    maxEpochsPerBlock: ['epochs', 2, 'further epochs of a block wait for the next one'],
    startCallDelay: ['blocks', 0, 'blocks before a new subnet may start to be paid'],
    taoFlowCutoff: ['TAO', null, 'net flows below it earn a subnet nothing; not in use since v3.4.6'],
    taoFlowNormalizationExponent: ['', null, 'how much more large flows earn; not in use since v3.4.6'],
    taoFlowSmoothingFactor: [
      '/(2^64 − 1)',
      null,
      'how fast the average flow follows; not in use since v3.4.6',
    ],
    netTaoFlowEnabled: ['', null, 'takes the protocol’s own purchases from a subnet’s flow'],
  }),
  ...withReason(callsAreFree, {
    triggerEpoch: ['', 'never', 'the owner asks for an epoch, which comes ten blocks later'],
    adminFreezeWindow: [
      'blocks',
      10,
      'blocks before an epoch in which most calls of the admin pallet are refused',
    ],
    ownerHyperparamRateLimit: ['tempos', 2, 'how long an owner waits between two changes of one parameter'],
    weightsVersionKeyRateLimit: [
      'tempos',
      5,
      'how long an owner waits between two changes of weightsVersionKey',
    ],
    coldkeySwapAnnouncementDelay: [
      'blocks',
      null,
      'blocks between the announcement of a new coldkey and the swap',
    ],
  }),
  ...withReason(entryIsOpen, {
    networkRegistrationAllowed: ['', true, 'lets newcomers in'],
  }),
};

export const autumn2026: ChainOnlyRows = {
  ...without(burn2026, 'networkPowRegistrationAllowed', 'networkRegistrationAllowed'),
  ...withReason('entry by work is not built: its price formula is not known', {
    difficulty: ['hashes', 10_000_000, 'what an entry by work costs, where the owner allows it'],
    minDifficulty: ['hashes', 10_000_000, 'floor of the difficulty'],
    maxDifficulty: ['hashes', 2 ** 62, 'ceiling of the difficulty'],
    maxRegistrationsPerBlock: [
      'registrations',
      1,
      'the most entries of a block after which one by work is refused',
    ],
  }),
  ...withReason('it bounds what an owner may ask for, and mechanismCount has that bound', {
    maxMechanismCount: [
      'mechanisms',
      8,
      'the most mechanisms a subnet may have; global, as it stands on Finney',
    ],
  }),
  ...withReason(oneSubnet, {
    emissionBarRank: [
      'rank',
      32,
      'the share of the subnet of this rank is the bar; 0: the quantile says where it is',
    ],
    emissionBarQuantile: ['share', 0.61, 'the bar is the share at which so much of the demand is reached'],
    emissionGateExponent: ['', 3, 'how sharply subnets below the bar lose their emission'],
    emissionGateBar: ['share', 0, 'the bar as it stands, computed every 360 blocks; 0: no gate'],
    rootWeightSettingEnabled: ['', null, 'whether root validators may choose what their basket holds'],
  }),
  ...withReason('null consensus is not built', {
    nullTrim: ['uids', 'never', 'lowers the number of uids of a subnet under null consensus, 64 a call'],
  }),
};
