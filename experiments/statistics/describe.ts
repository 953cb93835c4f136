import type { Estimate } from './estimate.ts';

/** An estimate as a person reads it: `5.31 ± 0.12 (n 12, 95 %)`, to `digits` decimals. */
export function formatEstimate({ n, mean, low, high, level }: Estimate, digits: number): string {
  const half = (high - low) / 2;
  const spread = Number.isFinite(half) ? ` ± ${half.toFixed(digits)}` : '';
  return `${mean.toFixed(digits)}${spread} (n ${n}, ${Math.round(100 * level)} %)`;
}

/** An interval as a person reads it: `5.19 … 5.43`. */
export function formatRange(low: number, high: number, digits: number): string {
  return `${low.toFixed(digits)} … ${high.toFixed(digits)}`;
}
