import { type Matrix, mapEntries } from './columns.ts';
import type { VariantSettings } from './variant.ts';

/** All stake together may hold as many bonds of one server. */
const wholeCapacity = 2 ** 64;

/**
 * Bonds that are bought (Rhef): a validator’s stake is its capacity for each server; an epoch buys a part of it in
 * proportion to the weight, and a part of what is held fades. Consensus plays no part.
 */
export function boughtBonds(
  stake: readonly number[],
  weights: Matrix,
  held: Matrix | null,
  { capacityAlpha, decayRate }: VariantSettings,
): number[][] {
  return mapEntries(weights, (weight, i, j) => {
    const capacity = stake[i] * wholeCapacity;
    const before = held?.[i][j] ?? 0;
    const buys = Math.min(capacityAlpha * capacity, Math.max(capacity - before, 0));
    return Math.min((1 - decayRate) * before + buys * weight, capacity);
  });
}
