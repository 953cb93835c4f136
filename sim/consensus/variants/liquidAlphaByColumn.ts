import { exp, ln } from '../../math/elementary.ts';
import { clamp } from './columns.ts';
import type { VariantSettings } from './variant.ts';

/**
 * Liquid alpha of release A: a server’s part of new bonds by a sigmoid of its consensus, steep between the quartiles
 * of all of them. Unlike the chain’s, 1 less the sigmoid. Where the quantiles stay equal the peer divides by zero;
 * here the plain alpha is taken then, as on the chain. `parted`: equal quantiles are parted by 1e-6 instead.
 */
export function alphaByColumn(
  consensus: readonly number[],
  { low, high }: NonNullable<VariantSettings['liquidAlpha']>,
  plain: number,
  parted: boolean,
): number[] {
  const from = quantile(consensus, 0.25);
  let to = quantile(consensus, 0.75);
  if (to === from) to = quantile(consensus, 0.99);
  if (to === from && parted) to += 1e-6;
  if (to === from) return consensus.map(() => plain);
  const slope = (ln(1 / high - 1) - ln(1 / low - 1)) / (from - to);
  const shift = ln(1 / low - 1) + slope * from;
  return consensus.map((agreed) => 1 - clamp(1 / (1 + exp(-slope * agreed + shift)), low, high));
}

/** Between the two nearest values of the sorted list, in proportion. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
