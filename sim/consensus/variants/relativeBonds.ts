import { type Matrix, mapEntries } from './columns.ts';

/**
 * Bonds of each pair between 0 and 1, whatever the stake (Rhef; the chain’s Yuma 3): a part alpha [i][j] fades and as
 * much of the weight is bought.
 */
export function relativeBonds(bondWeights: Matrix, held: Matrix | null, alpha: Matrix): number[][] {
  return mapEntries(bondWeights, (weight, i, j) => {
    const left = (held?.[i][j] ?? 0) * (1 - alpha[i][j]);
    const buys = Math.min(alpha[i][j] * weight, Math.max(1 - left, 0));
    return Math.min(left + buys, 1);
  });
}
