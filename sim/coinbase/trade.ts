import { clampU64 } from '../math/saturating.ts';
import { afterSwap, type SwapKind, type Swapped, type SwapRefusal, swap } from '../pools/weightedPool.ts';
import type { TaoRao } from '../units.ts';
import { poolOf, type WeightedSubnet, withWeights } from './weightedSubnet.ts';

/** A swap in a subnet's pool. */
export interface Order {
  readonly kind: SwapKind;
  /** RAO of TAO for a buy, of alpha for a sale. */
  readonly amount: bigint;
  /** U64F64 bits of TAO per alpha. */
  readonly limit: bigint;
  /** u16 share of the amount. */
  readonly feeRate: number;
}

/** What an order did. */
export interface Traded<Subnet extends WeightedSubnet = WeightedSubnet> {
  readonly subnet: Subnet;
  readonly swapped: Swapped;
  /** By how much the chain's count of all stake changes: what a buy was given, the fee and what was left over included. */
  readonly stakeChange: TaoRao;
}

/**
 * Carries an order out, or says why not; then nothing changes. The fee of a sale stays outside the pool, as the block author's stake. In a stable subnet a RAO of TAO is one of alpha, without checks or fee
 * (subtensor v3.4.8 on, staking/stake_utils.rs, swap_tao_for_alpha(), swap_alpha_for_tao()).
 */
export function trade<Subnet extends WeightedSubnet>(
  subnet: Subnet,
  order: Order,
): Traded<Subnet> | SwapRefusal {
  const { kind, amount, limit, feeRate } = order;
  const pool = subnet.dynamic ? withWeights(subnet) : poolOf(subnet);
  const swapped = subnet.dynamic
    ? swap(pool, kind, amount, limit, feeRate)
    : { paidIn: amount, out: amount, fee: 0n };
  if (typeof swapped === 'string') return swapped;
  const alphaOut = kind === 'buy' ? subnet.alphaOut + swapped.out : subnet.alphaOut - swapped.paidIn;
  const after = {
    ...subnet,
    ...afterSwap(pool, kind, swapped),
    alphaOut: clampU64(alphaOut),
    hasSwapped: subnet.hasSwapped || subnet.dynamic,
  };
  return { subnet: after, swapped, stakeChange: kind === 'buy' ? amount : -swapped.out };
}
