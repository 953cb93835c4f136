import { mul, mul4, ONE } from './fixed';
import { penalty } from './place';

/** Weights that buy bonds: clipped, raw, or in between by the penalty. */

export const CLIPPED: i32 = 0;
export const RAW: i32 = 1;
export const BETWEEN: i32 = 2;
/** Clipped, and their products with the stake are kept from the ranks. */
export const KEPT: i32 = 3;
/** No bonds are bought: what is held only fades. */
export const NONE: i32 = 4;

export function bondMode(): i32 {
  return penalty == ONE ? CLIPPED : penalty == 0 ? RAW : BETWEEN;
}

/** share + floor(penalty · (clipped − share)). */
export function bondWeight(share: u64, agreed: u64, mode: i32): u64 {
  if (share <= agreed || mode == RAW) return share;
  if (mode == CLIPPED) return agreed;
  return share - (((share - agreed) * penalty + (ONE - 1)) >> 32);
}

@inline
export function bondWeights4(shares: v128, agreed: v128, part: v128, mode: i32): v128 {
  if (mode == RAW) return shares;
  const clipped = i32x4.min_u(shares, agreed);
  if (mode == CLIPPED) return clipped;
  const cut = i32x4.sub(shares, clipped);
  const exact = i32x4.eq(i32x4.mul(cut, part), i32x4.splat(0));
  const floor = mul4(cut, part);
  // Rounded up: one more unless the low word is zero.
  return i32x4.sub(shares, i32x4.sub(floor, v128.not(exact)));
}
