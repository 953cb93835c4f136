import type { Share } from '../../sim/units.ts';

/** The first `count` entries in use; `sorted` is working memory. */
interface Entries {
  readonly uids: Uint16Array;
  readonly weights: Float64Array;
  readonly sorted: Float64Array;
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
  for (let i = 0; i < count; i++) sorted[i] = weights[i]!;
  const threshold = linearQuantile(sorted, count, share);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (weights[i]! < threshold) continue;
    uids[kept] = uids[i]!;
    weights[kept++] = weights[i]!;
  }
  return kept;
}

/**
 * The quantile of the first `count` values by linear interpolation between order statistics at share · (count − 1),
 * as torch.quantile (R's type 7). Reorders `values`.
 */
export function linearQuantile(values: Float64Array, count: number, share: Share): number {
  const place = share * (count - 1);
  const rank = Math.floor(place);
  const low = selectRank(values, count, rank);
  if (rank === place) return low;
  let next = Number.POSITIVE_INFINITY;
  for (let i = rank + 1; i < count; i++) next = Math.min(next, values[i]!);
  return low + (next - low) * (place - rank);
}

/**
 * The value of the given rank (0 = smallest) among the first `count`; afterwards smaller or equal values stand before
 * it and larger or equal ones behind. Source: Hoare 1961, algorithm 65 "find", with the middle as pivot.
 */
function selectRank(values: Float64Array, count: number, rank: number): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = values[(left + right) >>> 1]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank]!;
}
