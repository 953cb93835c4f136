import { stakeAt } from '../stake.ts';
import type { Rao, Share, Uid } from '../units.ts';
import type { World } from '../world.ts';
import type { Truth } from './truth.ts';

/** D of the definitions: the uids that are judged by incentive, neither validators nor above the stake limit. */
export class Peers {
  /** First `count` entries: uids of D, ascending. */
  readonly uids: Int32Array;
  count = 0;
  private readonly world: World;
  private readonly truth: Truth;
  private readonly stakeLimit: Rao;
  private readonly sorted: Float64Array;
  /** Where the next cuts are looked for. */
  private bound = Number.POSITIVE_INFINITY;

  /** `stakeLimit` is the stake from which a uid is ranked by stake, read in TAO whatever the chain reads. */
  constructor(world: World, truth: Truth, stakeLimit: Rao) {
    this.world = world;
    this.truth = truth;
    this.stakeLimit = stakeLimit;
    this.uids = new Int32Array(world.network.capacity);
    this.sorted = new Float64Array(world.network.capacity);
  }

  /** Reads who is in D now. */
  refresh(): void {
    const { network } = this.world;
    this.count = 0;
    for (let uid = 0; uid < network.size; uid++) {
      if (this.truth.validator[uid] || stakeAt(network.stakes, uid) >= this.stakeLimit) continue;
      this.uids[this.count++] = uid;
    }
  }

  /** Cuts c: the quality below which each `share` of D lies (lower empirical quantiles). */
  cuts(shares: readonly Share[]): number[] {
    if (this.count === 0) return shares.map(() => 0);
    const places = shares.map((share) => Math.min(this.count - 1, Math.floor(share * this.count)));
    const highest = Math.max(...places);
    // Cuts are low and hardly move: what lies a little above the last ones is all that need be sorted.
    let gathered = this.gatherBelow(this.bound);
    if (gathered <= highest) gathered = this.gatherBelow(Number.POSITIVE_INFINITY);
    const sorted = this.sorted.subarray(0, gathered).sort();
    this.bound = 1.25 * sorted[highest];
    return places.map((place) => sorted[place]);
  }

  /** Copies the qualities of D below `bound` to `sorted`, unsorted; returns how many they are. */
  private gatherBelow(bound: number): number {
    let gathered = 0;
    for (let k = 0; k < this.count; k++) {
      const quality = this.truth.quality[this.uids[k]];
      if (quality < bound) this.sorted[gathered++] = quality;
    }
    return gathered;
  }

  /** Share of the peers with quality at most `cut` that immunity protects now; 0 if there are none. */
  immuneWeakShare(cut: number): Share {
    let weak = 0;
    let immune = 0;
    for (let k = 0; k < this.count; k++) {
      const uid = this.uids[k];
      if (this.truth.quality[uid] > cut) continue;
      weak++;
      if (this.isImmune(uid)) immune++;
    }
    return weak > 0 ? immune / weak : 0;
  }

  /** Share of all uids that are immune. */
  immuneShare(): Share {
    const { network } = this.world;
    let immune = 0;
    for (let uid = 0; uid < network.size; uid++) if (this.isImmune(uid)) immune++;
    return immune / network.size;
  }

  private isImmune(uid: Uid): boolean {
    const { network, block, hyperparameters } = this.world;
    return block - network.registrationBlock[uid] < hyperparameters.immunityPeriod;
  }
}
