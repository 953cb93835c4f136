import { U64F64 } from '../math/saturating.ts';
import { evenWeight, type WeightedPool } from '../pools/weightedPool.ts';
import type { TaoRao } from '../units.ts';

/**
 * Median of the pools' prices, those of 0 left out, the mean of both middle ones of an even number; 1 where there is none. `prices` and
 * result: U64F64 bits of TAO per alpha (subtensor v3.4.9 subnets/subnet.rs, get_median_subnet_alpha_price()).
 */
export function medianPrice(prices: readonly bigint[]): bigint {
  const sorted = prices
    .filter((price) => price > 0n)
    .sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return U64F64.one;
  if (sorted.length % 2 === 1) return sorted[middle];
  return U64F64.div(U64F64.add(sorted[middle - 1], sorted[middle]), U64F64.fromInt(2));
}

/**
 * The pool of a new subnet: the TAO that was paid for it, at least the minimum, and as much alpha as that is at the median price. Throws a
 * RangeError at a price of 0, of which no pool can be made (subtensor v3.4.9, do_register_network()).
 */
export function newPool(paid: TaoRao, minLock: TaoRao, price: bigint): WeightedPool {
  if (price <= 0n)
    throw new RangeError(
      `price must be above 0 TAO per alpha; received ${price} bits of U64F64: give the median of the other pools, or 1`,
    );
  const tao = paid > minLock ? paid : minLock;
  return { tao, alphaIn: U64F64.whole(U64F64.div(U64F64.fromInt(tao), price)), quoteWeight: evenWeight };
}
