import { I32F32 } from '../../math/fixed.ts';
import { safeExp, safeLn } from '../../math/fixedTranscendental.ts';
import { clamp } from './bondAlpha.ts';

/**
 * Liquid alpha of the first generation: bonds towards a miner move the faster the higher its consensus, along
 * a logistic curve through the quartiles (subtensor v1.2.4 run_epoch.rs, compute_ema_bonds_sparse). I32F32 bits.
 */
export interface AlphaRange {
  readonly low: bigint;
  readonly high: bigint;
}

/** What is traced on the way; `liquidAlphaClamped` [uid] is the alpha of each column. */
export interface ColumnAlphas {
  readonly consensusHigh: bigint;
  readonly consensusLow: bigint;
  readonly liquidA: bigint;
  readonly liquidB: bigint;
  readonly liquidAlphaRaw: readonly bigint[];
  readonly liquidAlphaClamped: readonly bigint[];
}

const { one, mul, div } = I32F32;

/** The alphas, or null where the plain moving average applies: without any consensus, or quartiles of zero. */
export function columnAlphas(consensus: readonly bigint[], range: AlphaRange): ColumnAlphas | null {
  if (consensus.every((value) => value === 0n)) return null;
  const consensusHigh = quantile(consensus, 0.75);
  const consensusLow = quantile(consensus, 0.25);
  if (consensusHigh <= consensusLow && consensusHigh === 0n && consensusLow >= 0n) return null;
  const { a, b } = logisticThrough(range, consensusHigh, consensusLow);
  const raw = consensus.map((value) => div(one, one + safeExp(I32F32, b - mul(a, value))));
  return {
    consensusHigh,
    consensusLow,
    liquidA: a,
    liquidB: b,
    liquidAlphaRaw: raw,
    liquidAlphaClamped: raw.map((value) => clamp(value, range.low, range.high)),
  };
}

/** Linear between the sorted values; the place is found in float64, as on the chain. */
function quantile(values: readonly bigint[], share: number): bigint {
  const sorted = [...values].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  const weight = BigInt(Math.round((place - Math.floor(place)) * 2 ** 32));
  return below + mul(above - below, weight);
}

/** a and b of 1 / (1 + exp(b − a C)): low at the lower quartile, high at the upper one. */
function logisticThrough({ low, high }: AlphaRange, upper: bigint, lower: bigint): { a: bigint; b: bigint } {
  if (upper <= lower || low === 0n || high === 0n) return { a: 0n, b: 0n };
  const atHigh = safeLn(I32F32, div(one, high) - one);
  const atLow = safeLn(I32F32, div(one, low) - one);
  const a = div(atHigh - atLow, lower - upper);
  return { a, b: atLow + mul(a, lower) };
}
