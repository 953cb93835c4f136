import { exp, ln } from '../math/elementary.ts';
import type { LiquidAlpha } from './yumaVersion.ts';

/**
 * Liquid alpha in float64: how fast bonds move depends on consensus, column by column (first generation, subtensor
 * v1.1.4 … v3.0.x) or pair by pair (Yuma 3). The chain's own arithmetic: `chain/columnAlpha.ts`, `chain/bondAlpha.ts`.
 */

const clamp = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;

/**
 * [uid] the part of the bonds that is renewed in each column: logistic in its consensus, through the quartiles
 * of all of them; null without any consensus (v1.2.4 run_epoch.rs, compute_ema_bonds_sparse()).
 */
export function columnAlphas(consensus: Float64Array, size: number, range: LiquidAlpha): Float64Array | null {
  const sorted = consensus.slice(0, size).sort();
  if (size === 0 || sorted[size - 1] === 0) return null;
  const upper = quantile(sorted, 0.75);
  const lower = quantile(sorted, 0.25);
  if (upper <= lower && upper === 0) return null;
  const { a, b } = logisticThrough(range, upper, lower);
  const alphas = new Float64Array(size);
  for (let uid = 0; uid < size; uid++) {
    alphas[uid] = clamp(1 / (1 + exp(b - a * consensus[uid])), range.low, range.high);
  }
  return alphas;
}

/** Linear between the sorted values. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}

/** a and b of 1 / (1 + exp(b − a C)): low at the lower quartile, high at the upper one. */
function logisticThrough({ low, high }: LiquidAlpha, upper: number, lower: number): { a: number; b: number } {
  if (upper <= lower || low === 0 || high === 0) return { a: 0, b: 0 };
  const atLow = safeLn(1 / low - 1);
  const a = (safeLn(1 / high - 1) - atLow) / (lower - upper);
  return { a, b: atLow + a * lower };
}

/** ln, or 0 where it does not exist, as the chain's safe_ln. */
const safeLn = (x: number): number => (x > 0 ? ln(x) : 0);

/** Above 20 either way the chain asks for no exponential. */
const exponentLimit = 20;

/**
 * The part of one pair's bond that is renewed: by a sigmoid of what the weight exceeds the consensus where it is
 * at or above the bond (buying), of what the bond exceeds the weight elsewhere (v3.2.0 run_epoch.rs, alpha_sigmoid).
 */
export function pairAlpha(
  { low, high, slope }: LiquidAlpha,
  consensus: number,
  weight: number,
  bond: number,
): number {
  const gap = clamp(weight >= bond ? weight - consensus : bond - weight, 0, 1);
  const exponent = clamp(-slope * (gap - 0.5), -exponentLimit, exponentLimit);
  return clamp(low + (high - low) / (1 + exp(exponent)), low, high);
}
