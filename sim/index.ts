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

// Emission between networks

export { type AveragedFlow, averagedFlow, type FlowParameters, flowShares } from './coinbase/flowShares.ts';
export { type Gated, type GateParameters, gateFactor, gateShares } from './coinbase/gateShares.ts';
export { type PriceFactor, productShares } from './coinbase/productShares.ts';
export type { RatedSubnet } from './coinbase/ratedSubnet.ts';
export { type RootEpoch, type RootNetwork, type RootSteps, rootEpoch } from './coinbase/rootEpoch.ts';
export { alphaForTao, buyAlpha, type Pool, sellAlpha, taoForAlpha } from './pools/constantProduct.ts';
export { swap, type WeightedPool } from './pools/weightedPool.ts';
export { type ConnectedNetwork, passesConnections } from './subnets/connection.ts';
export { type LockState, lockCost } from './subnets/lockCost.ts';

// Votes and capture

export {
  type TakeoverCost,
  type TakeoverRule,
  takeoverCost,
  takeoverRules,
} from './governance/captureCost.ts';
export { powerOf as seatPowerOf, type SeatPower } from './governance/power.ts';
export { plannedReview, type ReviewResult, type ReviewRule, review } from './governance/review.ts';
export { type StakeVoteResult, type StakeVoteRule, stakeVote, type Voter } from './governance/stakeVote.ts';
export { majorityOf, quotaOf, type WeightedGame } from './governance/weightedGame.ts';

// Controllers of a setting

export { burnRule, hiddenTarget } from './controllers/burnRule.ts';
export type { Controller, Decision, Measurement } from './controllers/controller.ts';
export { doNothing } from './controllers/doNothing.ts';
export { eip1559 } from './controllers/eip1559.ts';
export { type ExtremumSeeking, extremumSeeking } from './controllers/extremumSeeking.ts';
export { type LimitedController, type Limits, limited } from './controllers/limits.ts';
export { type ProportionalIntegral, proportionalIntegral } from './controllers/proportionalIntegral.ts';
export { type SafeBandit, safeBandit } from './controllers/safeBandit.ts';

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
