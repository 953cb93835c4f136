/**
 * `yuma-lab/sim`: the mechanism as pure functions. No files, no clock, no hidden randomness, nothing of Node: the same input gives the
 * same bytes on every machine.
 *
 * @packageDocumentation
 */

// Versions of the chain

export {
  defaultRuleset,
  isRuleset,
  type Ruleset,
  type RulesetName,
  rulesetNames,
  rulesets,
} from './rulesets.ts';

// Hyperparameters and settings

export { type Fault, HyperparameterError } from './hyperparameters/fault.ts';
export {
  type Hyperparameter,
  type Hyperparameters,
  type HyperparametersOf,
  hyperparameter,
  hyperparametersOf,
  resolve,
} from './hyperparameters/registry.ts';

// A network

export { cloneNetwork, createNetwork, type Network, type Newcomer, seat } from './network.ts';
export { emptyRow, type Row, rowOf } from './row.ts';

// One consensus step in float64

export {
  type NakamotoEpoch,
  type NakamotoParameters,
  nakamotoEpochBuffers,
  nakamotoStep,
} from './consensus/nakamoto.ts';
export { weightedMedian } from './consensus/weightedMedian.ts';
export { type YumaEpoch, type YumaParameters, yumaEpoch, yumaEpochBuffers } from './consensus/yuma.ts';

// A world from block to block

export type { Arithmetic, ChainState, Gate } from './chainState.ts';
export type { Cast, ChainView } from './roles.ts';
export { rulesOf } from './rules/byName.ts';
export type { Rules } from './rules.ts';
export { simulate } from './simulate.ts';
export { type Phase, phases, type WorldEvent } from './tempo.ts';
export type { World } from './world.ts';

// What a world shows

export type { MeasureContext } from './metrics/context.ts';
export type { Measure } from './metrics/measure.ts';
export type { Metric } from './metrics/metric.ts';

// Randomness

export { antitheticOf } from './antithetic.ts';
export { type Stream, stream } from './random.ts';

// Errors

export { AgentFault } from './agentFault.ts';
export { UnrunnableWorld } from './unrunnable.ts';

// Units

export {
  type Block,
  type Blocks,
  blocksPerDay,
  type Nats,
  type Rao,
  raoPerTao,
  type Serial,
  type Share,
  secondsPerBlock,
  type Uid,
  u16Max,
  u32Max,
} from './units.ts';
