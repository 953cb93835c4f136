import type { Estimate } from './estimate.ts';

/** An estimate as a person reads it: `5.31 ± 0.12 (n 12, 95 %)`, to `digits` decimals. */
export function formatEstimate({ n, mean, low, high, level }: Estimate, digits: number): string {
  const half = (high - low) / 2;
  if (!Number.isFinite(half)) return `${fixed(mean, digits)} (n ${n}, no interval)`;
  return `${fixed(mean, digits)} ± ${fixed(half, digits)} (n ${n}, ${Math.round(100 * level)} %)`;
}

/** An interval as a person reads it: `5.19 … 5.43`. */
export function formatRange(low: number, high: number, digits: number): string {
  return `${fixed(low, digits)} … ${fixed(high, digits)}`;
}

/** Without the minus of a number that rounds to zero. */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
