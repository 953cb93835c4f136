import { type Matrix, mapEntries, shareColumns } from './columns.ts';

/**
 * Bonds as a moving average of stake times weight, each column shared out. The paper’s: not shared out again
 * afterwards. `alpha` [i][j] is the part of the new ones; the first epoch has nothing to average. `padding` is added
 * to the sum of a column.
 */
export function averagedBonds(
  stake: readonly number[],
  bondWeights: Matrix,
  held: Matrix | null,
  alpha: Matrix,
  padding: number,
): number[][] {
  const bought = mapEntries(bondWeights, (weight, i) => stake[i] * weight);
  return average(shareColumns(bought, padding), held, alpha);
}

/**
 * The same, shared out again after averaging, so that a column is always split whole: subtensor’s before Yuma 3.
 * `renewed`: what is held counts as shares, too.
 */
export function averagedShares(
  stake: readonly number[],
  bondWeights: Matrix,
  held: Matrix | null,
  alpha: Matrix,
  renewed: boolean,
): number[][] {
  const bought = shareColumns(mapEntries(bondWeights, (weight, i) => stake[i] * weight));
  const before = held !== null && renewed ? shareColumns(held) : held;
  return shareColumns(average(bought, before, alpha));
}

const average = (bought: Matrix, held: Matrix | null, alpha: Matrix): number[][] =>
  mapEntries(bought, (bond, i, j) =>
    held === null ? bond : alpha[i][j] * bond + (1 - alpha[i][j]) * held[i][j],
  );
