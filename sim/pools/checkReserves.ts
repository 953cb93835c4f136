import { checkRao } from '../math/checkRao.ts';
import type { AlphaRao, Netuid, TaoRao } from '../units.ts';

/**
 * Throws a RangeError at a pool that has no price: a side that is empty beside one that is not, both empty, or a side that is no u64. The
 * chain has a price of 0 for such a pool and goes on, so that a block's TAO enters without alpha; no swap leads there, so a world does not
 * begin with it.
 */
export function checkReserves(netuid: Netuid, { tao, alphaIn }: Reserves): void {
  checkRao(`subnets[${netuid}].tao`, tao);
  checkRao(`subnets[${netuid}].alphaIn`, alphaIn);
  if (tao > 0n && alphaIn > 0n) return;
  const [side, other, beside] = tao === 0n ? ['tao', 'alphaIn', alphaIn] : ['alphaIn', 'tao', tao];
  throw new RangeError(
    `subnets[${netuid}].${side} must be above 0 RAO where the subnet has a pool; received 0 beside ${beside} RAO of ${other}: give both sides, as their ratio is the price`,
  );
}

/** Both sides of a pool. */
interface Reserves {
  readonly tao: TaoRao;
  readonly alphaIn: AlphaRao;
}

/** Throws a RangeError at a price that the bits of its type round to 0. */
export function checkPrice(netuid: Netuid, price: bigint, { tao, alphaIn }: Reserves): void {
  if (price <= 0n)
    throw new RangeError(
      `subnets[${netuid}] must have a price above 0 TAO per alpha; received ${tao} RAO of TAO for ${alphaIn} of alpha, whose price is ${price} bits: give more TAO or less alpha`,
    );
}
