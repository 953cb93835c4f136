import type { Share } from '../units.ts';
import type { Peers } from './peers.ts';
import type { Truth } from './truth.ts';

/** Shares of the peers that the cuts leave below; the middle one is the validators' exclude quantile. */
export const cutShares: readonly Share[] = [0.025, 0.05, 0.1];

/** Suffixes of the names of measures by these cuts: the cut in tenths of a percent; none for the middle one. */
export const cutSuffixes: readonly string[] = cutShares.map((share, k) =>
  k === 1 ? '' : `Cut${Math.round(1000 * share)}`,
);

/** Finds the quality below which each share of the peers lies (lower empirical quantiles). */
export class CutFinder {
  private readonly sorted: Float64Array;
  /** Where the next cuts are looked for. */
  private bound = Number.POSITIVE_INFINITY;

  constructor(capacity: number) {
    this.sorted = new Float64Array(capacity);
  }

  /** [share] the cuts now; 0 where there are no peers. */
  cuts(peers: Peers, { quality }: Truth): number[] {
    const { count } = peers;
    if (count === 0) return cutShares.map(() => 0);
    const places = cutShares.map((share) => Math.min(count - 1, Math.floor(share * count)));
    const highest = Math.max(...places);
    // Cuts are low and hardly move: what lies a little above the last ones is all that need be sorted.
    let gathered = this.gatherBelow(this.bound, peers, quality);
    if (gathered <= highest) gathered = this.gatherBelow(Number.POSITIVE_INFINITY, peers, quality);
    const sorted = this.sorted.subarray(0, gathered).sort();
    this.bound = 1.25 * sorted[highest];
    return places.map((place) => sorted[place]);
  }

  /** Copies the qualities of the peers below `bound` to `sorted`, unsorted; returns how many they are. */
  private gatherBelow(bound: number, { uids, count }: Peers, qualities: Float64Array): number {
    let gathered = 0;
    for (let k = 0; k < count; k++) {
      const quality = qualities[uids[k]];
      if (quality < bound) this.sorted[gathered++] = quality;
    }
    return gathered;
  }
}
