import { admitted } from '../../../../sim/hyperparameters/chainLimits.ts';
import type { Hyperparameter } from '../../../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../../../sim/rulesets.ts';
import { levelOf } from '../../../analysis/requirements/levelCode.ts';

/** Names under which `btcli sudo set` takes what an owner may set (`OWNER_HYPERPARAMETERS` of the SDK 11), by the laboratory's name. */
const names: Readonly<Record<string, string>> = {
  tempo: 'tempo',
  immunityPeriod: 'immunity_period',
  minAllowedWeights: 'min_allowed_weights',
  weightsVersionKey: 'weights_version',
  activityCutoffFactorMilli: 'activity_cutoff_factor',
  minBurn: 'min_burn',
  maxBurn: 'max_burn',
  bondsMovingAverage: 'bonds_moving_avg',
  bondsPenalty: 'bonds_penalty',
  servingRateLimit: 'serving_rate_limit',
  revealPeriodEpochs: 'commit_reveal_period',
  maxAllowedUids: 'max_allowed_uids',
  burnIncreaseMult: 'burn_increase_mult',
  burnHalfLife: 'burn_half_life',
  collateralLockShare: 'collateral_lock_share',
  collateralDrainRatio: 'collateral_drain_ratio',
  rho: 'rho',
  alphaSigmoidSteepness: 'alpha_sigmoid_steepness',
  minChildkeyTakePerSubnet: 'min_childkey_take',
  immuneOwnerUidsLimit: 'owner_immune_neuron_limit',
  alphaLow: 'alpha_low',
  alphaHigh: 'alpha_high',
  commitRevealWeightsEnabled: 'commit_reveal_weights_enabled',
  liquidAlphaOn: 'liquid_alpha_enabled',
  networkPowRegistrationAllowed: 'network_pow_registration_allowed',
  yuma3On: 'yuma3_enabled',
};

/** Versions of the chain that today's btcli speaks to. */
const present: readonly RulesetName[] = ['burn-2026', 'autumn-2026'];

/**
 * The command by which an owner sets a value, N its netuid; null where no owner may set it, or the tool has no name for it.
 */
export function ownerCall(ruleset: RulesetName, row: Hyperparameter, value: number): string | null {
  if (!present.includes(ruleset) || !Object.hasOwn(names, row.name)) return null;
  const level = levelOf(value, row);
  if (!admitted(row, level).includes('owner')) return null;
  return `btcli sudo set --netuid N --param ${names[row.name]} --value ${level}`;
}
