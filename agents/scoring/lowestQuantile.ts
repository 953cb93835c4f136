import type { Share } from '../../sim/units.ts';

/** How far above the last quantile the next one is still expected. */
const slack = 1.25;

/** The first `count` entries in use; `sorted` is working memory. */
interface Entries {
  readonly uids: Uint16Array;
  readonly weights: Float64Array;
  readonly sorted: Float64Array;
  /** Quantile of the last row: where to look for that of the next one. */
  lastThreshold: number;
}

/**
 * Keeps, in place and in order, the entries whose weight is at least the quantile min(quantile, (count − fewest) /
 * count), and returns how many remain (at least `fewest` where there were as many). Ties with the threshold stay.
 * Source: bittensor v3.4.2 core_validator calculate_weights (`lowest_quantile <= sample_weights`).
 */
export function dropLowest(entries: Entries, count: number, quantile: Share, fewest: number): number {
  const share = Math.min(quantile, (count - fewest) / count);
  if (!(share > 0)) return count;
  const { uids, weights, sorted } = entries;
  const wanted = Math.floor(share * (count - 1)) + 2;
  let gathered = copyBelow(weights, count, slack * entries.lastThreshold, sorted);
  if (gathered < wanted) gathered = copyBelow(weights, count, Number.POSITIVE_INFINITY, sorted);
  const threshold = quantileAmongLowest(sorted, gathered, share * (count - 1));
  entries.lastThreshold = threshold;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (weights[i] < threshold) continue;
    uids[kept] = uids[i];
    weights[kept++] = weights[i];
  }
  return kept;
}

/** Copies the values below `bound`; a low quantile is then searched among few. Returns how many they are. */
function copyBelow(values: Float64Array, count: number, bound: number, copy: Float64Array): number {
  let gathered = 0;
  for (let i = 0; i < count; i++) if (values[i] < bound) copy[gathered++] = values[i];
  return gathered;
}

/**
 * The quantile of the first `count` values by linear interpolation between order statistics at share · (count − 1),
 * as torch.quantile (R's type 7). Reorders `values`.
 */
export function linearQuantile(values: Float64Array, count: number, share: Share): number {
  return quantileAmongLowest(values, count, share * (count - 1));
}

/** The value at `place` (0 = smallest, fractions interpolate) of a set of which the lowest are the first `count`. */
function quantileAmongLowest(lowest: Float64Array, count: number, place: number): number {
  const rank = Math.floor(place);
  const low = selectRank(lowest, count, rank);
  if (rank === place) return low;
  let next = Number.POSITIVE_INFINITY;
  for (let i = rank + 1; i < count; i++) next = Math.min(next, lowest[i]);
  return low + (next - low) * (place - rank);
}

/**
 * The value of the given rank (0 = smallest) among the first `count`; afterwards smaller or equal values are before
 * it and larger or equal ones behind. Source: Hoare 1961, algorithm 65 "find", with the middle as pivot.
 */
function selectRank(values: Float64Array, count: number, rank: number): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = values[(left + right) >>> 1];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank];
}
