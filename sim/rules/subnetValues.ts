import type { LiquidAlphaConsensusMode } from '../consensus/chain/yumaOptions.ts';
import type { RecycleOrBurn } from '../drain/subnetStakes.ts';
import { isBurnEra, type SubnetHyperparameters } from '../hyperparameters/registry.ts';
import { type Blocks, type Rao, u16Max } from '../units.ts';

/** What the settings of a subnet say, in one form for all versions of the chain; units as in the registry. */
export interface SubnetValues
  extends Pick<
    SubnetHyperparameters,
    'kappa' | 'tempo' | 'maxAllowedValidators' | 'bondsMovingAverage' | 'immunityPeriod'
  > {
  readonly activityCutoff: Blocks;
  /** RAO below which weights are refused. */
  readonly stakeThreshold: Rao;
  readonly bondsPenalty: number;
  readonly liquidAlphaOn: boolean;
  readonly alphaLow: number;
  readonly alphaHigh: number;
  readonly alphaSigmoidSteepness: number;
  readonly yuma3On: boolean;
  readonly subnetOwnerCut: number;
  readonly rootProportion: number;
  readonly minNonImmuneUids: number;
  /** Uids of the owner that nobody replaces. */
  readonly immuneOwnerUidsLimit: number;
  readonly liquidAlphaConsensusMode: LiquidAlphaConsensusMode;
  readonly recycleOrBurn: RecycleOrBurn;
  readonly commitRevealWeightsEnabled: boolean;
  readonly revealPeriodEpochs: number;
  readonly mechanismCount: number;
  /** Text as in the registry. */
  readonly mechanismEmissionSplit: string;
}

/** Rows that some version lacks, each with the value under which it does nothing. */
const neutral = {
  stakeThreshold: 0,
  bondsPenalty: u16Max,
  liquidAlphaOn: false,
  alphaLow: 0,
  alphaHigh: 0,
  alphaSigmoidSteepness: 1000,
  yuma3On: false,
  subnetOwnerCut: 0,
  rootProportion: 0,
  minNonImmuneUids: 0,
  immuneOwnerUidsLimit: 1,
  liquidAlphaConsensusMode: 'auto' as const,
  // Before v3.2.8 there was no choice: what was withheld stayed in the issuance.
  recycleOrBurn: 'burn' as const,
  commitRevealWeightsEnabled: false,
  revealPeriodEpochs: 0,
  mechanismCount: 1,
  mechanismEmissionSplit: 'even',
};

/** Reads settings, each record once. */
export function subnetReader(): (hyperparameters: SubnetHyperparameters) => SubnetValues {
  const known = new WeakMap<SubnetHyperparameters, SubnetValues>();
  return (hyperparameters) => {
    const before = known.get(hyperparameters);
    if (before !== undefined) return before;
    const values = subnetValuesOf(hyperparameters);
    known.set(hyperparameters, values);
    return values;
  };
}

export const subnetValuesOf = (hyperparameters: SubnetHyperparameters): SubnetValues => ({
  ...neutral,
  ...hyperparameters,
  activityCutoff: activityCutoffOf(hyperparameters),
});

/** Blocks: as stored, or from v3.4.8 on a part of the tempo, at least one. */
function activityCutoffOf(hyperparameters: SubnetHyperparameters): Blocks {
  if (!isBurnEra(hyperparameters)) return hyperparameters.activityCutoff;
  const { activityCutoffFactorMilli, tempo } = hyperparameters;
  return Math.max(1, Math.floor((activityCutoffFactorMilli * tempo) / 1000));
}
