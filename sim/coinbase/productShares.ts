import { U64F64, U96F32 } from '../math/saturating.ts';
import { overSum, type RatedSubnet, ratedPrice } from './ratedSubnet.ts';

/** What a subnet's price is multiplied by, beside what its owner did not withhold. */
export type PriceFactor = 'root proportion' | 'none';

/**
 * Shares of eligible subnets in a block's TAO, U64F64 bits: moving price · root proportion · (1 − what was withheld of miners' pay),
 * over the sum; plain shares of the prices where every product is 0, as without stake on root. `rootProportions`: U96F32 bits by
 * subnet (subtensor v3.4.6-421 to v3.4.9-424, subnet_emissions.rs, get_shares(); from spec 425 on without root's factor).
 */
export function productShares(
  factor: PriceFactor,
  subnets: readonly RatedSubnet[],
  rootProportions: readonly bigint[],
): bigint[] {
  const prices = overSum(subnets.map(ratedPrice));
  const products = subnets.map((subnet, index) => {
    const root = factor === 'none' ? U64F64.one : U96F32.convert(rootProportions[index], U64F64);
    return U64F64.mul(prices[index], U64F64.mul(root, paidShare(subnet)));
  });
  return products.some((product) => product > 0n) ? overSum(products) : prices;
}

/** Share of the miners' pay that was not withheld, U64F64 bits. */
export function paidShare({ minerBurned }: RatedSubnet): bigint {
  const withheld = U96F32.convert(minerBurned, U64F64);
  return U64F64.sub(U64F64.one, withheld);
}
