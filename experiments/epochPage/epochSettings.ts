import { type Hyperparameter, hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';

/** The settings that an epoch reads, in the order of its steps; a ruleset has some of them. */
const names = [
  'kappa',
  'rho',
  'bondsMovingAverage',
  'bondsPenalty',
  'yuma3On',
  'liquidAlphaOn',
  'alphaLow',
  'alphaHigh',
  'alphaSigmoidSteepness',
  'liquidAlphaConsensusMode',
  'selfOwnership',
  'stakeThreshold',
  'maxAllowedValidators',
  'activityCutoff',
  'activityCutoffFactorMilli',
  'tempo',
  'blocksPerStep',
  'minAllowedWeights',
  'maxWeightsLimit',
] as const;

/** Rows of the settings that an epoch of this ruleset reads; the two limits of weights rule which rows are taken. */
export function epochSettings(ruleset: RulesetName): Hyperparameter[] {
  const rows = new Map(hyperparametersOf(ruleset).map((row) => [row.name, row]));
  // The sigmoid of trust went with Nakamoto: later versions store rho and do nothing with it.
  const known = names.filter((name) => name !== 'rho' || ruleset === 'nakamoto-2022');
  return known.flatMap((name) => rows.get(name) ?? []);
}
