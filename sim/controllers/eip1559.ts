import { ln, pow } from '../math/elementary.ts';
import type { PriceRule } from './priceRule.ts';
import { require } from './refuse.ts';

/** Ethereum's learning rate: a full block raises the base fee by an eighth, an empty one lowers it by as much. */
export const ethereumRate = 0.125;
/** Largest block over the target. */
export const fullBlock = 2;

/**
 * EIP-1559: the base fee changes by d (g − 1), g the size of the block over its target, 0 … 2
 * (Leonardos and others 2021, arXiv 2102.10567, equation of the base fee; `linear` in their notebooks). Throws a `RangeError` for a d outside (0, 1).
 */
export function eip1559(rate = ethereumRate): PriceRule {
  checkRate(rate);
  return { name: 'EIP-1559', restsAt: 1, factor: (size) => 1 + rate * (size - 1) };
}

/**
 * The variant with (1 + d)^(g − 1) (arXiv 2212.07175, "an approximate version"): of the same family as the burn rule, and like it without bias.
 */
export function exponentialEip1559(rate = ethereumRate): PriceRule {
  checkRate(rate);
  return { name: 'exponential EIP-1559', restsAt: 1, factor: (size) => pow(1 + rate, size - 1) };
}

/**
 * Largest long-run excess of block sizes over their target, a share: what remains bounded gains nothing, so E ln(1 + d y) = 0 for y = g − 1,
 * and of all laws on [−1, 1] that one of full and empty blocks has the largest mean. 0.0627 at d = 1/8, which is published as "≈ 6 %" (arXiv 2212.07175,
 * abstract); the smallest is 0, by Jensen's inequality.
 */
export function largestExcess(rate = ethereumRate): number {
  checkRate(rate);
  const rise = ln(1 + rate);
  const fall = -ln(1 - rate);
  return (fall - rise) / (fall + rise);
}

/**
 * Range of valuations w at which the base fee at rest becomes unstable: demand 2 blocks at most, valuations uniform on m ± w / 2, premium p; the fee at rest is
 * b = m + w / 4 − p and the slope there 1 − 4 d b / w (model of the notebooks of arXiv 2102.10567: m 210, p 1). Above it the fee rests.
 */
export const restlessBelow = (rate: number, mean: number, premium: number): number =>
  (2 * rate * (mean - premium)) / (1 - rate / 2);

/** Learning rate above which the same fee swings between two values: w / (2 b). */
export const restlessAbove = (range: number, mean: number, premium: number): number =>
  range / (2 * (mean + range / 4 - premium));

function checkRate(rate: number): void {
  require(rate > 0 && rate < 1, 'd', rate, 'a number above 0 and below 1', 'Ethereum has 0.125');
}
