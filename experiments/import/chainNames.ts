import { chainOnly } from '../../sim/hyperparameters/chainOnly/byRuleset.ts';
import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../sim/rulesets.ts';
import { u16Max } from '../../sim/units.ts';
import type { Mark } from '../input/networkSchema.ts';
import type { Marked } from './mark.ts';
import { nearInteger, ofAmount } from './mark.ts';
import type { Setting } from './part.ts';

/** In which numbers the chain keeps a hyperparameter; tools write some of them as fractions or as TAO. */
type Unit = 'whole' | 'u16' | 'u64' | 'rao' | 'flag' | 'number' | 'word';

/** The laboratory’s name of a hyperparameter and its numbers. */
interface Translation {
  readonly setting: string;
  readonly unit: Unit;
}

const of = (unit: Unit, names: Readonly<Record<string, string>>): (readonly [string, Translation])[] =>
  Object.entries(names).map(([name, setting]) => [name, { setting, unit }]);

/** The chain’s and the tools’ names, in snake_case, of the settings of the laboratory and of what it knows not to have. */
const translations: ReadonlyMap<string, Translation> = new Map([
  ...of('whole', {
    rho: 'rho',
    immunity_period: 'immunityPeriod',
    tempo: 'tempo',
    weights_version: 'weightsVersionKey',
    weights_version_key: 'weightsVersionKey',
    weights_rate_limit: 'weightsSetRateLimit',
    weights_set_rate_limit: 'weightsSetRateLimit',
    adjustment_interval: 'adjustmentInterval',
    activity_cutoff: 'activityCutoff',
    activity_cutoff_factor: 'activityCutoffFactorMilli',
    activity_cutoff_factor_milli: 'activityCutoffFactorMilli',
    target_regs_per_interval: 'targetRegistrationsPerInterval',
    target_registrations_per_interval: 'targetRegistrationsPerInterval',
    max_regs_per_block: 'maxRegistrationsPerBlock',
    max_registrations_per_block: 'maxRegistrationsPerBlock',
    serving_rate_limit: 'servingRateLimit',
    max_validators: 'maxAllowedValidators',
    max_allowed_validators: 'maxAllowedValidators',
    max_allowed_uids: 'maxAllowedUids',
    max_uids: 'maxAllowedUids',
    min_allowed_uids: 'minAllowedUids',
    commit_reveal_period: 'revealPeriodEpochs',
    commit_reveal_weights_interval: 'revealPeriodEpochs',
    reveal_period_epochs: 'revealPeriodEpochs',
    burn_half_life: 'burnHalfLife',
    min_non_immune_uids: 'minNonImmuneUids',
    owner_immune_neuron_limit: 'immuneOwnerUidsLimit',
    immune_owner_uids_limit: 'immuneOwnerUidsLimit',
    mechanism_count: 'mechanismCount',
    mechanisms: 'mechanismCount',
    alpha_sigmoid_steepness: 'alphaSigmoidSteepness',
  }),
  ...of('u16', {
    kappa: 'kappa',
    kappa_ratio: 'kappa',
    min_allowed_weights: 'minAllowedWeights',
    max_weight_limit: 'maxWeightsLimit',
    max_weights_limit: 'maxWeightsLimit',
    alpha_high: 'alphaHigh',
    alpha_low: 'alphaLow',
    bonds_penalty: 'bondsPenalty',
    collateral_lock_share: 'collateralLockShare',
    min_childkey_take: 'minChildkeyTakePerSubnet',
    subnet_owner_cut: 'subnetOwnerCut',
  }),
  ...of('u64', {
    difficulty: 'difficulty',
    min_difficulty: 'minDifficulty',
    max_difficulty: 'maxDifficulty',
    adjustment_alpha: 'adjustmentAlpha',
    bonds_moving_avg: 'bondsMovingAverage',
    bonds_moving_average: 'bondsMovingAverage',
    bonds_moving_avg_raw: 'bondsMovingAverage',
  }),
  ...of('rao', {
    burn: 'burn',
    burn_tao: 'burn',
    min_burn: 'minBurn',
    min_burn_tao: 'minBurn',
    max_burn: 'maxBurn',
    max_burn_tao: 'maxBurn',
    stake_threshold: 'stakeThreshold',
  }),
  ...of('flag', {
    registration_allowed: 'networkRegistrationAllowed',
    network_registration_allowed: 'networkRegistrationAllowed',
    pow_registration_allowed: 'networkPowRegistrationAllowed',
    network_pow_registration_allowed: 'networkPowRegistrationAllowed',
    commit_reveal_weights_enabled: 'commitRevealWeightsEnabled',
    liquid_alpha_enabled: 'liquidAlphaOn',
    yuma3_enabled: 'yuma3On',
    yuma3_on: 'yuma3On',
    bonds_reset_enabled: 'bondsResetOn',
    transfers_enabled: 'transferToggle',
    user_liquidity_enabled: 'userLiquidityEnabled',
    subnet_is_active: 'subtokenEnabled',
    subtoken_enabled: 'subtokenEnabled',
    owner_cut_enabled: 'ownerCutEnabled',
    owner_cut_auto_lock_enabled: 'ownerCutAutoLockEnabled',
    subnet_emission_enabled: 'subnetEmissionEnabled',
  }),
  ...of('number', {
    burn_increase_mult: 'burnIncreaseMult',
    collateral_drain_ratio: 'collateralDrainRatio',
  }),
  ...of('word', {
    recycle_or_burn: 'recycleOrBurn',
    liquid_alpha_consensus_mode: 'liquidAlphaConsensusMode',
    mechanism_emission_split: 'mechanismEmissionSplit',
  }),
]);

const unitOfType = {
  integer: 'whole',
  number: 'number',
  boolean: 'flag',
  choice: 'word',
  split: 'word',
} as const;

/** A hyperparameter in the laboratory’s name and numbers. */
export interface Translated extends Marked<number | boolean | string> {
  readonly setting: string;
}

/** Hyperparameters that are told by a number or a switch of another meaning. */
const special: Readonly<Record<string, (setting: Setting) => Translated | null>> = {
  yuma_version: ({ value }) => ({ setting: 'yuma3On', value: Number(value) >= 3, mark: 'exact' }),
  null_consensus_enabled: ({ value }) => ({
    setting: 'subnetEpochConsensus',
    value: isOn(value) ? 'null' : 'yuma',
    mark: 'exact',
  }),
};

/** Every setting of the chain that some ruleset has or knows not to have, by the laboratory’s name. */
const ownNames: ReadonlyMap<string, Unit> = new Map(
  rulesetNames.flatMap((ruleset) => [
    ...hyperparametersOf(ruleset).flatMap(({ name, type }) =>
      name.includes('.') ? [] : [[name, unitOfType[type]] as const],
    ),
    ...Object.keys(chainOnly[ruleset]).map((name) => [name, 'word'] as const),
  ]),
);

/** `bonds_moving_average` and `BondsMovingAverage` are `bondsMovingAverage`. */
const camel = (name: string): string =>
  name
    .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());

const translationOf = (name: string): Translation | undefined => {
  const unit = ownNames.get(camel(name));
  return translations.get(name) ?? (unit === undefined ? undefined : { setting: camel(name), unit });
};

/** Whether a name is that of a hyperparameter of the chain that is known here. */
export const isChainName = (name: string): boolean =>
  translationOf(name) !== undefined || Object.hasOwn(special, name);

/**
 * A hyperparameter in the laboratory’s terms; null where its name is not known, or its value is not of its kind. Fractions become the
 * chain’s integers (of u16, of u64), amounts in TAO become RAO.
 */
export function translate(setting: Setting): Translated | null {
  if (Object.hasOwn(special, setting.name)) return special[setting.name](setting);
  const known = translationOf(setting.name);
  if (known === undefined) return null;
  const read = numbersOf(known.unit, setting);
  return read === null ? null : { setting: known.setting, ...read };
}

const isOn = (value: Setting['value']): boolean => ['true', '1'].includes(String(value).toLowerCase());

function numbersOf(unit: Unit, setting: Setting): Marked<number | boolean | string> | null {
  const { value, isNormalised, name } = setting;
  if (unit === 'flag')
    return /^(?:true|false|0|1)$/i.test(String(value)) ? { value: isOn(value), mark: 'exact' } : null;
  if (unit === 'word') return { value: String(value).toLowerCase(), mark: 'exact' };
  const number = plainNumber(value);
  if (number === null) return null;
  // Beyond this there is no number of RAO.
  if (unit === 'rao' && !(Math.abs(number) < 1e290)) return null;
  if (unit === 'rao') return raoOf(number, isNormalised || name.endsWith('_tao') || /τ/.test(String(value)));
  if (unit === 'u16') return wholeOf(number, u16Max, isNormalised && !isWholeThough(name));
  if (unit === 'u64') return wholeOf(number, 2 ** 64, isNormalised);
  return { value: number, mark: 'exact' };
}

/** `kappa` stays an integer though the SDK calls it a fraction. */
const isWholeThough = (name: string): boolean => name === 'kappa' || name.startsWith('alpha_');

/** Numbers, also with the sign of TAO and with thousands separated. */
function plainNumber(value: Setting['value']): number | null {
  if (typeof value === 'boolean') return null;
  const text = String(value).replace(/[τ,_\s\u200e]/g, '');
  const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** RAO are whole, so a fraction is an amount of TAO. */
function raoOf(number: number, isTao: boolean): Marked<number> {
  if (!isTao && Number.isInteger(number)) return { value: number, mark: 'exact' };
  const { value, mark } = ofAmount(number);
  return { value: Number(value), mark };
}

/** A whole number, or a fraction of `whole` up to one. */
function wholeOf(number: number, whole: number, isNormalised: boolean): Marked<number> {
  const isFraction = number > 0 && number < 1;
  if (!isFraction && !(isNormalised && number === 1)) return { value: number, mark: 'exact' };
  const product = number * whole;
  const value = Math.round(product);
  const mark: Mark =
    Math.abs(product - value) <= Math.max(nearInteger, value * 2 ** -52) ? 'recovered' : 'rounded';
  return { value, mark };
}
