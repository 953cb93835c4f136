import { clampedI96F32, U96F32 } from '../math/saturating.ts';
import { checkPrice, checkReserves } from '../pools/checkReserves.ts';
import { poolPrice } from '../pools/constantProduct.ts';
import { checkWeight } from '../pools/weightedPool.ts';
import type { PricedSubnet } from './priceCoinbase.ts';
import { priceOf, type WeightedSubnet } from './weightedSubnet.ts';

/** Throws a RangeError at a subnet of which the coinbase with weighted pools can make no share: key, value, rule and remedy are named. */
export function checkWeightedSubnet(subnet: WeightedSubnet): void {
  const { netuid, dynamic, movingPrice, minerBurned, quoteWeight } = subnet;
  checkBits(`subnets[${netuid}].movingPrice`, movingPrice, clampedI96F32.highest, 'a price is never below 0');
  checkBits(`subnets[${netuid}].minerBurned`, minerBurned, U96F32.highest, 'it is the share withheld');
  if (!dynamic) return;
  checkReserves(netuid, subnet);
  checkWeight(`subnets[${netuid}].quoteWeight`, quoteWeight);
  checkPrice(netuid, priceOf(subnet), subnet);
}

/** The same of the coinbase of prices. */
export function checkPricedSubnet({ netuid, movingPrice, pool }: PricedSubnet): void {
  checkBits(`subnets[${netuid}].movingPrice`, movingPrice, clampedI96F32.highest, 'a price is never below 0');
  if (!pool.dynamic) return;
  checkReserves(netuid, pool);
  checkPrice(netuid, poolPrice(pool), pool);
}

function checkBits(key: string, bits: bigint, highest: bigint, remedy: string): void {
  if (bits < 0n || bits > highest)
    throw new RangeError(`${key} must be 0 … ${highest} bits; received ${bits}: ${remedy}`);
}
