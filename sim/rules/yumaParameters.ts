import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  firstYuma,
  liquidYuma,
  pairwiseYuma,
  type YumaOptions,
} from '../consensus/chain/yumaOptions.ts';
import type { ChainYumaParameters } from '../consensus/chain/yumaState.ts';
import type { LaterYuma, YumaParameters } from '../consensus/yuma.ts';
import { type Block, type Uid, u16Max } from '../units.ts';
import type { SubnetValues } from './subnetValues.ts';
import type { SubnetVersion } from './subnetVersions.ts';

/** What an epoch reads besides the network and the values. */
export interface EpochPlace {
  readonly ownerUid: Uid | null;
  /** Block of the epoch before, 0 if there was none. */
  readonly lastEpoch: Block;
}

/** Parameters of an epoch for the float64 text. */
export function yumaParameters(
  version: SubnetVersion,
  values: SubnetValues,
  place: EpochPlace,
): YumaParameters {
  const parameters = {
    kappa: values.kappa / u16Max,
    activityCutoff: values.activityCutoff,
    maxAllowedValidators: values.maxAllowedValidators,
    bondsAlpha: 1 - values.bondsMovingAverage / 1e6,
  };
  const later = laterYuma(version, values, place);
  return later === undefined ? parameters : { ...parameters, later };
}

/** The same for the chain's text. */
export function chainParameters(
  version: SubnetVersion,
  values: SubnetValues,
  place: EpochPlace,
  block: Block,
): { readonly parameters: ChainYumaParameters; readonly options: YumaOptions } {
  const later = laterYuma(version, values, place);
  return {
    parameters: {
      kappa: values.kappa,
      activityCutoff: values.activityCutoff,
      maxAllowedValidators: values.maxAllowedValidators,
      bondsMovingAverage: values.bondsMovingAverage,
    },
    options: later === undefined ? firstYuma : optionsOf[later.rules](later, block),
  };
}

const optionsOf = {
  liquid: liquidYuma,
  dtao: dtaoYuma,
  pairwise: pairwiseYuma,
  current: currentYuma,
  autumn: autumnYuma,
} as const;

/** What came after v1.1.1. */
function laterYuma(
  { text, spares }: SubnetVersion,
  values: SubnetValues,
  { ownerUid, lastEpoch }: EpochPlace,
): LaterYuma | undefined {
  if (text === 'first') return undefined;
  return {
    rules: text,
    tempo: values.tempo,
    bondsPenalty: values.bondsPenalty,
    liquidAlpha: values.liquidAlphaOn,
    liquidAlphaConsensusMode: values.liquidAlphaConsensusMode,
    alphaLow: values.alphaLow,
    alphaHigh: values.alphaHigh,
    alphaSigmoidSteepness: values.alphaSigmoidSteepness,
    yuma3: values.yuma3On,
    stakeThreshold: BigInt(values.stakeThreshold),
    ownerUid: spares === 'nobody' ? null : ownerUid,
    lastMechanismStepBlock: lastEpoch,
  };
}
