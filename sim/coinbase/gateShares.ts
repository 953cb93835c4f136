import { U64F64 } from '../math/saturating.ts';
import { sharePower } from '../math/sharePower.ts';
import { productShares } from './productShares.ts';
import { overSum, type RatedSubnet } from './ratedSubnet.ts';

/** Blocks between two readings of the bar. */
const barInterval = 360;

/** Settings of the gate. */
export interface GateParameters {
  /** EmissionBarRank: the bar is the share of this rank; 0: by quantile. */
  readonly rank: number;
  /** EmissionBarQuantile, U64F64 bits: the bar is the share at which the largest together reach it. */
  readonly quantile: bigint;
  /** EmissionGateExponent, U64F64 bits. */
  readonly exponent: bigint;
}

/** Shares of a block, and the bar that later blocks go on with; U64F64 bits. */
export interface Gated {
  readonly bar: bigint;
  readonly shares: readonly bigint[];
}

/**
 * Shares of eligible subnets in a block's TAO: prices less what owners withheld, each thinned out by a gate that is half open at the bar,
 * so the share of a subnet below it falls faster than its price. `bar`: U64F64 bits carried from the block before, 0 at first (spec 440 on,
 * subnet_emissions.rs, get_shares()).
 */
export function gateShares(
  parameters: GateParameters,
  block: number,
  bar: bigint,
  subnets: readonly RatedSubnet[],
): Gated {
  const demands = productShares('none', subnets, []);
  const isDue = bar === 0n || block % barInterval === 0;
  const barNow = isDue ? barOf(parameters, demands) || bar : bar;
  return { bar: barNow, shares: gated(demands, barNow, parameters.exponent) };
}

/** The share at the bar; 0: there is none. */
export function barOf({ rank, quantile }: GateParameters, demands: readonly bigint[]): bigint {
  const descending = [...demands].sort((one, other) => (one > other ? -1 : one < other ? 1 : 0));
  if (rank > 0) {
    const positive = descending.filter((demand) => demand > 0n);
    return positive[Math.min(rank, positive.length) - 1] ?? 0n;
  }
  let sum = 0n;
  const crossing = descending.find((demand) => {
    sum = U64F64.add(sum, demand);
    return sum >= quantile;
  });
  return crossing ?? descending.at(-1) ?? 0n;
}

/** How far the gate is open for a share: 1 / (1 + (bar / share)^exponent), U64F64 bits. */
export function gateFactor(demand: bigint, bar: bigint, exponent: bigint): bigint {
  const { add, div, one } = U64F64;
  return div(one, add(one, sharePower(div(bar, demand), exponent)));
}

/** Shares behind the gate, over their sum; as they are without a bar, or where nothing passes. */
export function gated(demands: readonly bigint[], bar: bigint, exponent: bigint): readonly bigint[] {
  if (bar === 0n) return demands;
  const passed = demands.map((demand) =>
    demand === 0n ? 0n : U64F64.mul(demand, gateFactor(demand, bar, exponent)),
  );
  return passed.some((share) => share > 0n) ? overSum(passed) : demands;
}
