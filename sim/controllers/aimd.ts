import { ethereumRate } from './eip1559.ts';

/** What the variable rate remembers: d, and sizes of the last blocks over the largest, oldest first. */
export interface AimdState {
  readonly rate: number;
  readonly sizes: readonly number[];
}

/** Additive increase and multiplicative decrease of d (arXiv 2110.04753 and its repository, AimdEIP1559: n 8, band 0.25 … 0.75, + 0.025, × 0.95, d in 0.025 … 1). */
export const aimdSettings = {
  window: 8,
  low: 0.25,
  high: 0.75,
  rise: 0.025,
  fall: 0.95,
  least: 0.025,
  most: 1,
} as const;

export const aimdStart: AimdState = { rate: ethereumRate, sizes: [] };

/** After a block of `size` over the largest, 0 … 1: the rate judges the blocks before it, as there; the first has none and lowers it. */
export function aimdStep({ rate, sizes }: AimdState, size: number): AimdState {
  const { window, low, high, rise, fall, least, most } = aimdSettings;
  const mean = sizes.reduce((sum, one) => sum + one, 0) / sizes.length;
  const moved = mean >= high || mean < low ? rate + rise : rate * fall;
  return { rate: Math.max(least, Math.min(most, moved)), sizes: [...sizes, size].slice(-window) };
}
