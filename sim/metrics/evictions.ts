import type { Share, Uid } from '../units.ts';
import type { Newcomers } from './newcomers.ts';
import type { Peers } from './peers.ts';
import type { Truth } from './truth.ts';

/** Cuts that evictions are judged by; the middle one is the validators' exclude quantile. */
export const cutShares: readonly Share[] = [0.025, 0.05, 0.1];

/** Sums over the evictions of the measured window, for one cut. */
export interface EvictionSums {
  wronglyEvictedNewcomers: number;
  /** Viable incumbents evicted, each by the share of weak peers that immunity protected at that moment. */
  wronglyEvictedIncumbents: number;
  /** … each counted whole if any weaker peer was immune. */
  wronglyEvictedIncumbentsAny: number;
  /** The rest of their evictions: nobody weak was protected, their score was unlucky. */
  noisyEvictions: number;
}

const nothing = (): EvictionSums => ({
  wronglyEvictedNewcomers: 0,
  wronglyEvictedIncumbents: 0,
  wronglyEvictedIncumbentsAny: 0,
  noisyEvictions: 0,
});

/** Judges evictions at the moment they happen, before the slot changes hands. */
export class Evictions {
  readonly byCut: EvictionSums[] = cutShares.map(nothing);
  /** Evicted uids that were not in D: validators, and miners above the stake limit. */
  outsidePeers = 0;
  private readonly peers: Peers;
  private readonly truth: Truth;
  private readonly newcomers: Newcomers;

  constructor(peers: Peers, truth: Truth, newcomers: Newcomers) {
    this.peers = peers;
    this.truth = truth;
    this.newcomers = newcomers;
  }

  /** `cuts` as of now, one for each of `cutShares`. */
  judge(uid: Uid, cuts: readonly number[]): void {
    if (!this.peers.uids.subarray(0, this.peers.count).includes(uid)) {
      this.outsidePeers += 1;
      return;
    }
    const quality = this.truth.quality[uid];
    const newcomer = this.newcomers.isNewcomer(uid);
    for (const [k, cut] of cuts.entries()) {
      if (quality <= cut) continue;
      if (newcomer) this.byCut[k].wronglyEvictedNewcomers += 1;
      else this.blameImmunity(this.byCut[k], this.peers.immuneWeakShare(cut));
    }
  }

  private blameImmunity(sums: EvictionSums, protectedShare: Share): void {
    sums.wronglyEvictedIncumbents += protectedShare;
    sums.wronglyEvictedIncumbentsAny += protectedShare > 0 ? 1 : 0;
    sums.noisyEvictions += 1 - protectedShare;
  }
}
