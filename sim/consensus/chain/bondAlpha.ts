import { exp, I32F32 } from '../../math/fixed.ts';

/**
 * The liquid alpha of Yuma3: how fast the bond of one validator towards one miner follows the weight
 * (subtensor v3.1.0 run_epoch.rs, alpha_sigmoid, and math.rs, mat_ema_alpha). I32F32 bits.
 */
export interface BondAlpha {
  readonly low: bigint;
  readonly high: bigint;
  /** As stored: a hundredth is the slope. */
  readonly steepness: number;
}

const { one, mul, div, fromInt } = I32F32;
const half = one >> 1n;
/** exp() is asked for −20 … 20 only. */
const expLimit = fromInt(20);

export const clamp = (value: bigint, low: bigint, high: bigint): bigint =>
  value < low ? low : value > high ? high : value;

/**
 * Between low and high by a sigmoid: of what the weight exceeds the consensus where it is at or above the bond
 * (buying), of what the bond exceeds the weight elsewhere (selling).
 */
export function pairAlpha(
  { low, high, steepness }: BondAlpha,
  consensus: bigint,
  weight: bigint,
  bond: bigint,
): bigint {
  const gap = clamp(weight >= bond ? weight - consensus : bond - weight, 0n, one);
  const exponent = mul(div(fromInt(steepness), fromInt(-100)), gap - half);
  const sigmoid = div(one, one + exp(I32F32, clamp(exponent, -expLimit, expLimit)));
  return clamp(low + mul(sigmoid, high - low), low, high);
}

/** (1 − alpha) · held, and alpha · weight bought on top, up to a bond of one. */
export function cappedBond(weight: bigint, held: bigint, alpha: bigint): bigint {
  const bought = mul(alpha, weight);
  return clamp(mul(one - alpha, held) + (bought > 0n ? bought : 0n), 0n, one);
}

/** start + part · (end − start). */
export const between = (start: bigint, end: bigint, part: bigint): bigint => start + mul(part, end - start);
