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
import type { Hyperparameters } from '../hyperparameters/registry.ts';
import type { Block, Blocks, Uid } from '../units.ts';
import { u16Max } from '../units.ts';
import type { SubnetVersion } from './subnetVersions.ts';

/** What an epoch reads besides the network and the hyperparameters. */
export interface EpochPlace {
  readonly ownerUid: Uid | null;
  /** Block of the epoch before, 0 if there was none. */
  readonly lastEpoch: Block;
}

/** Parameters of an epoch for the float64 text. */
export function yumaParameters(
  version: SubnetVersion,
  hyperparameters: Hyperparameters,
  place: EpochPlace,
): YumaParameters {
  const parameters = {
    kappa: hyperparameters.kappa / u16Max,
    activityCutoff: activityCutoff(hyperparameters),
    maxAllowedValidators: hyperparameters.maxAllowedValidators,
    bondsAlpha: 1 - hyperparameters.bondsMovingAverage / 1e6,
  };
  const later = laterYuma(version, hyperparameters, place);
  return later === undefined ? parameters : { ...parameters, later };
}

/** The same for the chain's text. */
export function chainParameters(
  version: SubnetVersion,
  hyperparameters: Hyperparameters,
  place: EpochPlace,
  block: Block,
): { readonly parameters: ChainYumaParameters; readonly options: YumaOptions } {
  const later = laterYuma(version, hyperparameters, place);
  return {
    parameters: {
      kappa: hyperparameters.kappa,
      activityCutoff: activityCutoff(hyperparameters),
      maxAllowedValidators: hyperparameters.maxAllowedValidators,
      bondsMovingAverage: hyperparameters.bondsMovingAverage,
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

/** Blocks: as stored, or from v3.4.8 on a part of the tempo, at least one. */
function activityCutoff(hyperparameters: Hyperparameters): Blocks {
  if (!Object.hasOwn(hyperparameters, 'activityCutoffFactorMilli')) return hyperparameters.activityCutoff;
  const { activityCutoffFactorMilli, tempo } = hyperparameters;
  return Math.max(1, Math.floor((activityCutoffFactorMilli * tempo) / 1000));
}

/** What came after v1.1.1; rows that a version lacks take the value under which they do nothing. */
function laterYuma(
  { text, spares }: SubnetVersion,
  hyperparameters: Hyperparameters,
  { ownerUid, lastEpoch }: EpochPlace,
): LaterYuma | undefined {
  if (text === 'first') return undefined;
  const known = <Value>(name: keyof Hyperparameters, neutral: Value): Value =>
    Object.hasOwn(hyperparameters, name) ? (hyperparameters[name] as Value) : neutral;
  return {
    rules: text,
    tempo: hyperparameters.tempo,
    bondsPenalty: known('bondsPenalty', u16Max),
    liquidAlpha: hyperparameters.liquidAlphaOn,
    alphaLow: hyperparameters.alphaLow,
    alphaHigh: hyperparameters.alphaHigh,
    alphaSigmoidSteepness: known('alphaSigmoidSteepness', 1000),
    yuma3: known('yuma3On', false),
    stakeThreshold: BigInt(known('stakeThreshold', 0)),
    ownerUid: spares === 'nobody' ? null : ownerUid,
    lastMechanismStepBlock: lastEpoch,
  };
}
