import { bisectedRoot } from '../math/bisectedRoot.ts';
import { clampedI64F64, U64F64 } from '../math/saturating.ts';
import { sharePower } from '../math/sharePower.ts';
import { overSum } from './ratedSubnet.ts';

/** Settings of the shares by flow. */
export interface FlowParameters {
  /** FlowNormExponent, U64F64 bits. */
  readonly exponent: bigint;
  /** TaoFlowCutoff, I64F64 bits of RAO of TAO: what a flow must be above, or the lowest flow if that is higher. */
  readonly cutoff: bigint;
  /** The chain's protocol flow is taken off the users' (NetTaoFlowEnabled, v3.4.0 on). */
  readonly net: boolean;
}

/** Averaged flows of a subnet, I64F64 bits of RAO of TAO a block. */
export interface AveragedFlow {
  /** TAO staked less TAO unstaked. */
  readonly user: bigint;
  /** TAO that the chain itself put in, less what it took out. */
  readonly protocol: bigint;
}

const { add, fromInt, mul, sub } = clampedI64F64;
const positive = (bits: bigint): bigint => (bits > 0n ? bits : 0n);

/**
 * Shares of subnets in a block's TAO by the flow of TAO into each, U64F64 bits: what a flow is above the cutoff, to a power, over the sum.
 * All 0 where no flow is (subtensor v3.2.10 to v3.4.5, subnet_emissions.rs, get_shares_flow()).
 */
export function flowShares(parameters: FlowParameters, flows: readonly AveragedFlow[]): bigint[] {
  const own = parameters.net ? netFlows(flows) : flows.map(({ user }) => user);
  const lowest = own.reduce((least, flow) => (flow < least ? flow : least), 0n);
  const limit = lowest > parameters.cutoff ? lowest : parameters.cutoff;
  const above = own.map((flow) => (flow > limit ? clampedI64F64.convert(sub(flow, limit), U64F64) : 0n));
  return powerNormalised(above, parameters.exponent);
}

/** Users' flows less as much of the protocol's as users brought in all together; what the protocol took out counts as brought. */
function netFlows(flows: readonly AveragedFlow[]): bigint[] {
  const users = flows.reduce((sum, { user }) => add(sum, positive(user)), 0n);
  const protocol = flows.reduce((sum, each) => add(sum, positive(each.protocol)), 0n);
  const covered = clampedI64F64.div(users, protocol);
  const part = covered > clampedI64F64.one ? clampedI64F64.one : covered;
  return flows.map(({ user, protocol: own }) => sub(user, own > 0n ? mul(part, own) : own));
}

/** Scale at which the powers use what I32F32 can hold. */
const highestPower = 2n ** 31n - 1n;
/** Below it there is nothing to scale. */
const leastSquares = U64F64.ratio(highestPower, 2n ** 64n - 1n);

/** Powers of values over their sum, scaled before so that they fit; all 0 where all values are. */
export function powerNormalised(values: readonly bigint[], exponent: bigint): bigint[] {
  const { div, mul: times, one, fromInt: whole } = U64F64;
  const inverse = div(one, highest(values));
  const scaled = values.map((value) => times(inverse, value));
  const largest = highest(scaled);
  const squares = times(whole(values.length), times(largest, largest));
  if (squares < leastSquares) return scaled;
  const factor = bisectedRoot(div(whole(highestPower), squares));
  return overSum(scaled.map((value) => sharePower(times(factor, value), exponent)));
}

const highest = (values: readonly bigint[]): bigint =>
  values.reduce((most, value) => (value > most ? value : most), 0n);

/** An averaged flow as it is stored. */
export interface StoredFlow {
  readonly block: number;
  /** I64F64 bits of RAO of TAO a block. */
  readonly average: bigint;
}

/** FlowEmaSmoothingFactor as a share, I64F64 bits: u64 of 2^63 − 1. */
export const smoothingOf = (factor: bigint): bigint => clampedI64F64.ratio(factor, 2n ** 63n - 1n);

/**
 * The average after a block's flow (RAO of TAO): unchanged where it is of this block already. `smoothing`: I64F64 bits
 * (get_ema_tao_flow()).
 */
export function averagedFlow(before: StoredFlow, block: number, flow: bigint, smoothing: bigint): StoredFlow {
  if (before.block === block) return before;
  const past = mul(sub(clampedI64F64.one, smoothing), before.average);
  return { block, average: add(past, mul(smoothing, fromInt(flow))) };
}

/** Where v3.2.10 began an average: the lower one of moving price and price, TAO per alpha read as RAO, I64F64 bits. */
export function firstFlow(block: number, movingPrice: bigint, price: bigint): StoredFlow {
  return { block, average: movingPrice < price ? movingPrice : price };
}
