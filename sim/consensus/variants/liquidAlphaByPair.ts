import { exp } from '../../math/elementary.ts';
import { clamp, type Matrix, mapEntries } from './columns.ts';
import type { VariantSettings } from './variant.ts';

/**
 * Liquid alpha of releases B and C [i][j]: the further a weight is above its server’s consensus (buying), or a bond
 * above its weight (selling), the larger the part of new bonds, between the two bounds.
 */
export function alphaByPair(
  weights: Matrix,
  held: Matrix,
  consensus: readonly number[],
  { low, high, steepness }: NonNullable<VariantSettings['liquidAlpha']>,
): number[][] {
  return mapEntries(weights, (weight, i, j) => {
    const bond = held[i][j];
    const distance = clamp(weight >= bond ? weight - consensus[j] : bond - weight, 0, 1);
    const sigmoid = 1 / (1 + exp(-steepness * (distance - 0.5)));
    return clamp(low + sigmoid * (high - low), low, high);
  });
}
