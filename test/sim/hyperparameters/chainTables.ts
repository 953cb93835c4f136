import type { RulesetName } from '../../../sim/rulesets.ts';

/**
 * What public sources say of the chain's settings, written down apart from the registry: who may set what (admin-utils of each
 * version, and pull requests #251, #1207, #1573, #1808, #2017, #2048, #2139 of RaoFoundation/subtensor), limits, and what is new
 * in spec 475.
 */

/** Owner or root; root alone; by version. */
const setters: readonly [RulesetName, 'ownerOrRoot' | 'root' | 'nobody', string][] = [
  ['nakamoto-2022', 'root', 'rho kappa immunityPeriod maxWeightLimit stakePruningMin blocksPerStep'],
  ['nakamoto-2022', 'nobody', 'selfOwnership initialIssuance'],
  ['finney-2023', 'root', 'rho kappa tempo immunityPeriod minBurn maxBurn difficulty maxWeightsLimit'],
  [
    'finney-2024',
    'ownerOrRoot',
    'servingRateLimit minDifficulty maxDifficulty weightsVersionKey weightsSetRateLimit adjustmentAlpha maxWeightsLimit immunityPeriod minAllowedWeights kappa rho activityCutoff networkRegistrationAllowed networkPowRegistrationAllowed minBurn maxBurn difficulty bondsMovingAverage commitRevealWeightsEnabled',
  ],
  [
    'finney-2024',
    'root',
    'tempo maxAllowedUids maxAllowedValidators adjustmentInterval targetRegistrationsPerInterval maxRegistrationsPerBlock subnetOwnerCut defaultTake subnetLimit networkImmunityPeriod',
  ],
  [
    'liquid-2025',
    'ownerOrRoot',
    'kappa maxWeightsLimit weightsSetRateLimit difficulty minDifficulty minBurn maxBurn liquidAlphaOn alphaLow alphaHigh commitRevealWeightsEnabled revealPeriodEpochs',
  ],
  ['liquid-2025', 'root', 'tempo maxAllowedUids maxAllowedValidators adjustmentInterval'],
  [
    'dtao-2025',
    'ownerOrRoot',
    'kappa maxWeightsLimit maxBurn bondsMovingAverage activityCutoff bondsPenalty maxDifficulty networkRegistrationAllowed',
  ],
  [
    'dtao-2025',
    'root',
    'minBurn weightsSetRateLimit difficulty minDifficulty maxAllowedUids tempo stakeThreshold',
  ],
  [
    'yuma3-2025',
    'ownerOrRoot',
    'kappa maxWeightsLimit bondsMovingAverage yuma3On alphaSigmoidSteepness liquidAlphaOn bondsResetOn',
  ],
  ['yuma3-2025', 'root', 'minBurn maxBurn weightsSetRateLimit difficulty minDifficulty maxAllowedUids tempo'],
  ...(['burn-2026', 'autumn-2026'] as const).flatMap(
    (ruleset): [RulesetName, 'ownerOrRoot' | 'root', string][] => [
      [
        ruleset,
        'ownerOrRoot',
        'maxAllowedUids tempo rho bondsMovingAverage bondsPenalty bondsResetOn immunityPeriod minAllowedWeights weightsVersionKey liquidAlphaOn alphaLow alphaHigh alphaSigmoidSteepness yuma3On commitRevealWeightsEnabled revealPeriodEpochs minBurn maxBurn burnHalfLife burnIncreaseMult immuneOwnerUidsLimit servingRateLimit maxDifficulty adjustmentAlpha activityCutoffFactorMilli mechanismCount mechanismEmissionSplit trimToMaxAllowedUids ownerCutEnabled ownerCutAutoLockEnabled minChildkeyTakePerSubnet',
      ],
      [
        ruleset,
        'root',
        'kappa maxAllowedValidators minAllowedUids weightsSetRateLimit stakeThreshold taoWeight difficulty minDifficulty adjustmentInterval targetRegistrationsPerInterval maxRegistrationsPerBlock minNonImmuneUids subnetOwnerCut subnetEmissionEnabled subnetLimit networkImmunityPeriod networkMinLockCost lockReductionInterval maxEpochsPerBlock emaPriceHalvingBlocks adminFreezeWindow ownerHyperparamRateLimit',
      ],
    ],
  ),
  ['burn-2026', 'root', 'networkRegistrationAllowed'],
  ['burn-2026', 'nobody', 'maxWeightsLimit networkPowRegistrationAllowed'],
  [
    'autumn-2026',
    'ownerOrRoot',
    'networkRegistrationAllowed networkPowRegistrationAllowed liquidAlphaConsensusMode subnetEpochConsensus collateralLockShare collateralDrainRatio nullTrim',
  ],
  ['autumn-2026', 'root', 'emissionBarRank emissionBarQuantile emissionGateExponent'],
];

type Ends = readonly [number, number];
const u64: Ends = [0, 2 ** 64];
const latest = ['burn-2026', 'autumn-2026'] as const;

/** Smallest and largest value that the chain takes of the owner and of root; null: none. */
const limits: readonly [RulesetName, string, Ends | null, Ends | null][] = [
  ...latest.flatMap((ruleset): [RulesetName, string, Ends | null, Ends | null][] => [
    [ruleset, 'burnIncreaseMult', [1, 3], [1, 3]],
    [ruleset, 'burnHalfLife', [1, 36_100], [1, 36_100]],
    [ruleset, 'minBurn', [0, 999_999_999], [0, 999_999_999]],
    [ruleset, 'maxBurn', [100_000_001, 2 ** 64], [100_000_001, 2 ** 64]],
    [ruleset, 'immuneOwnerUidsLimit', [1, 10], [1, 10]],
    [ruleset, 'maxAllowedUids', [0, 256], [0, 256]],
    [ruleset, 'bondsMovingAverage', [0, 975_000], u64],
    [ruleset, 'tempo', [360, 50_400], [0, 65_535]],
    [ruleset, 'alphaSigmoidSteepness', [0, 32_767], [-32_768, 32_767]],
    [ruleset, 'activityCutoffFactorMilli', [1000, 50_000], [1000, 50_000]],
    [ruleset, 'alphaHigh', [1638, 65_535], [1638, 65_535]],
    [ruleset, 'kappa', null, [0, 65_535]],
    [ruleset, 'maxEpochsPerBlock', null, [1, 255]],
  ]),
  ['dtao-2025', 'activityCutoff', [360, 65_535], [360, 65_535]],
  ['yuma3-2025', 'activityCutoff', [360, 65_535], [360, 65_535]],
  ['yuma3-2025', 'bondsMovingAverage', [0, 975_000], u64],
  ['yuma3-2025', 'alphaSigmoidSteepness', [0, 32_767], [-32_768, 32_767]],
  ['yuma3-2025', 'alphaLow', [1638, 65_535], [1638, 65_535]],
  ['liquid-2025', 'activityCutoff', [0, 65_535], [0, 65_535]],
  ['liquid-2025', 'alphaHigh', [52_428, 65_535], [52_428, 65_535]],
  ['liquid-2025', 'alphaLow', [1, 52_427], [1, 52_427]],
  ['liquid-2025', 'bondsMovingAverage', u64, u64],
  ['nakamoto-2022', 'validatorExcludeQuantile', null, [0, 100]],
  ['burn-2026', 'mechanismCount', [1, 2], [1, 2]],
  ['autumn-2026', 'mechanismCount', [1, 8], [1, 8]],
  ['autumn-2026', 'collateralLockShare', [0, 62_258], [0, 62_258]],
  ['autumn-2026', 'collateralDrainRatio', [2 ** -64, 10], [2 ** -64, 10]],
  ['autumn-2026', 'emissionGateExponent', null, [1, 8]],
];

/** Comparisons with other settings. */
const besides: readonly [RulesetName, string, string, string][] = latest.flatMap(
  (ruleset): [RulesetName, string, string, string][] => [
    [ruleset, 'minBurn', 'below', 'maxBurn'],
    [ruleset, 'maxBurn', 'above', 'minBurn'],
    [ruleset, 'maxAllowedUids', 'atLeast', 'minAllowedUids'],
    [ruleset, 'maxAllowedValidators', 'atMost', 'maxAllowedUids'],
    [ruleset, 'alphaLow', 'atMost', 'alphaHigh'],
  ],
);

/** Rate limit of an owner (number and unit), and whose calls the freeze window refuses. */
const timing: readonly [RulesetName, string, string, string][] = [
  ...latest.flatMap((ruleset): [RulesetName, string, string, string][] => [
    [ruleset, 'immunityPeriod', '2 tempos', 'owner,root'],
    [ruleset, 'bondsPenalty', '2 tempos', 'owner,root'],
    [ruleset, 'maxAllowedUids', '2 tempos', 'owner,root'],
    [ruleset, 'weightsVersionKey', '5 tempos', 'owner,root'],
    [ruleset, 'tempo', '360 blocks', 'owner,root'],
    [ruleset, 'ownerHotkey', '50400 blocks', ''],
    [ruleset, 'mechanismCount', '7200 blocks', 'owner,root'],
    [ruleset, 'trimToMaxAllowedUids', '216000 blocks', 'owner,root'],
    [ruleset, 'activityCutoffFactorMilli', '2 tempos', 'owner'],
    [ruleset, 'ownerCutEnabled', 'none', 'owner,root'],
    [ruleset, 'maxAllowedValidators', 'none', 'root'],
    [ruleset, 'kappa', 'none', ''],
    [ruleset, 'weightsSetRateLimit', 'none', ''],
    [ruleset, 'subnetEmissionEnabled', 'none', ''],
  ]),
  ['burn-2026', 'networkRegistrationAllowed', 'none', ''],
  ['autumn-2026', 'networkRegistrationAllowed', '2 tempos', 'owner,root'],
  ['yuma3-2025', 'immunityPeriod', 'none', ''],
  ['dtao-2025', 'weightsVersionKey', '5 tempos', ''],
  ['liquid-2025', 'weightsVersionKey', 'none', ''],
  ['finney-2024', 'immunityPeriod', 'none', ''],
];

/** Defaults of settings that older releases of the laboratory called unknown. */
export const onceUnknown: Readonly<Record<string, number | boolean | string>> = {
  mechanismCount: 1,
  mechanismEmissionSplit: 'even',
  recycleOrBurn: 'burn',
  ownerCutEnabled: true,
  ownerCutAutoLockEnabled: false,
  bondsResetOn: false,
  minAllowedUids: 64,
  trimToMaxAllowedUids: 'never',
  networkRegistrationAllowed: true,
  subnetEmissionEnabled: false,
  adminFreezeWindow: 10,
  ownerHyperparamRateLimit: 2,
  maxEpochsPerBlock: 2,
  taoWeight: 0.0527,
  triggerEpoch: 'never',
  emaPriceHalvingBlocks: 201_600,
  subnetLimit: 128,
  networkImmunityPeriod: 1_296_000,
  networkMinLockCost: 1000e9,
  lockReductionInterval: 100_800,
  minChildkeyTakePerSubnet: 0,
  weightsVersionKeyRateLimit: 5,
};

/** Settings that are new, or have a new default, in spec 475. */
const newInAutumn: Readonly<Record<string, number | boolean | string>> = {
  liquidAlphaConsensusMode: 'auto',
  subnetEpochConsensus: 'yuma',
  networkPowRegistrationAllowed: false,
  networkRegistrationAllowed: true,
  collateralLockShare: 0,
  collateralDrainRatio: 1,
  emissionBarRank: 32,
  emissionBarQuantile: 0.61,
  emissionGateExponent: 3,
  emissionGateBar: 0,
  maxAllowedUids: 256,
  maxAllowedValidators: 64,
  minAllowedWeights: 1,
  immunityPeriod: 5000,
  yuma3On: true,
  burn: 1e9,
  minNonImmuneUids: 10,
  burnHalfLife: 360,
  activityCutoffFactorMilli: 13_889,
  revealPeriodEpochs: 1,
};

/** What is known of a setting, from the registry or from `params --json`. */
interface Told {
  readonly name: string;
  readonly default: unknown;
  readonly setter: string;
  readonly chainRange?: {
    readonly owner?: readonly number[];
    readonly root?: readonly number[];
    readonly beside: readonly { readonly is: string; readonly other: string }[];
  };
  readonly rateLimit?: { readonly once: number; readonly unit: string } | null;
  readonly freezes?: readonly string[];
}

/** Where the settings of a ruleset differ from these tables: a line each. */
export function differences(ruleset: RulesetName, settings: readonly Told[]): string[] {
  const found: string[] = [];
  const compare = (name: string, what: string, wanted: unknown, tell: (setting: Told) => unknown) => {
    const setting = settings.find((known) => known.name === name);
    const told = setting === undefined ? 'no such setting' : JSON.stringify(tell(setting));
    if (told !== JSON.stringify(wanted))
      found.push(`${name}: ${what} ${told}, not ${JSON.stringify(wanted)}`);
  };
  for (const [of, setter, names] of setters)
    if (of === ruleset)
      for (const name of names.split(' ')) compare(name, 'setter', setter, (setting) => setting.setter);
  for (const [of, name, ...ends] of limits)
    if (of === ruleset)
      compare(name, 'limits', ends, ({ chainRange }) => [
        chainRange?.owner ?? null,
        chainRange?.root ?? null,
      ]);
  for (const [of, name, is, other] of besides)
    if (of === ruleset)
      compare(name, `is ${is} ${other}`, true, ({ chainRange }) =>
        chainRange?.beside.some((check) => check.is === is && check.other === other),
      );
  for (const [of, name, limit, freezes] of timing)
    if (of === ruleset)
      compare(name, 'timing', [limit, freezes], ({ rateLimit, freezes: own = [] }) => [
        rateLimit ? `${rateLimit.once} ${rateLimit.unit}` : 'none',
        own.join(),
      ]);
  const defaults = { 'burn-2026': onceUnknown, 'autumn-2026': newInAutumn }[ruleset as string] ?? {};
  for (const [name, value] of Object.entries(defaults))
    compare(name, 'default', value, (setting) => setting.default);
  return found;
}
