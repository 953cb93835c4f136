import { clampedI96F32, type Saturating } from '../math/saturating.ts';
import type { Block, Blocks } from '../units.ts';

/** How quickly moving prices follow. */
export interface PriceAveraging {
  /** SubnetMovingAlpha: weight of the present price in the long run, I96F32. */
  readonly movingAlpha: bigint;
  /** Blocks after which a new subnet's price has half of that weight (EMAPriceHalvingBlocks). */
  readonly halvingBlocks: Blocks;
}

/** 0.000003, as I96F32. */
export const usualMovingAlpha = 12_885n;

/**
 * The moving price after a block, I96F32: an exponential average whose weight grows from 0 with the subnet's age. A price above 1 counts
 * as 1. `format`: the type in which the version reckons; `before` in I96F32 and `price` in `format` (subtensor v2.0.11 to v3.4.9,
 * update_moving_price(): U96F32 first, U64F64 later). A stable subnet's `before` and `price` are 1.
 */
export function movedPrice(
  format: Saturating,
  before: bigint,
  price: bigint,
  { movingAlpha, halvingBlocks }: PriceAveraging,
  { block, firstEmissionBlock }: { readonly block: Block; readonly firstEmissionBlock: Block },
): bigint {
  const { add, convert, mul, one, ratio, sub } = format;
  const age = Math.max(block - Math.max(firstEmissionBlock - 1, 0), 0);
  const weight = mul(clampedI96F32.convert(movingAlpha, format), ratio(age, age + halvingBlocks));
  const present = mul(weight, price < one ? price : one);
  const past = mul(sub(one, weight), clampedI96F32.convert(before, format));
  return convert(add(present, past), clampedI96F32);
}
