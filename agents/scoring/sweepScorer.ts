import { type NoiseKey, noiseAt } from '../../sim/noise.ts';
import type { Share, Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';

/** Turns one sweep over all uids into moved scores: one query of every miner, folded into its moving average. */
export interface SweepScorer {
  readonly capacity: number;
  /**
   * Moves `scores` [uid] by one query each, except for the `missed` uids; returns the number of updates.
   * A miner that does not answer is moved towards zero.
   */
  fold(
    scores: Float64Array,
    hotkey: Float64Array,
    size: number,
    key: NoiseKey,
    alpha: Share,
    missed: readonly Uid[],
  ): number;
}

/** Bins a level of the score table is divided into: the top 8 bits of a draw pick one. */
export const binsPerLevel = 256;

/**
 * Scores from the table of one query's total score (base and pair synergy together): the draw picks one of 256
 * equally likely bins, the miner's loss lies between two levels. Equal in expectation to the exact rule.
 */
export class TableScorer implements SweepScorer {
  readonly capacity: number;
  readonly book: MinerBook;
  /** [level × bin] score. */
  private readonly bins: Float64Array;

  constructor(book: MinerBook, bins: Float64Array) {
    this.book = book;
    this.bins = bins;
    this.capacity = book.quality.length;
  }

  fold(
    scores: Float64Array,
    hotkey: Float64Array,
    size: number,
    key: NoiseKey,
    alpha: Share,
    missed: readonly Uid[],
  ): number {
    const { level, fraction, responds } = this.book;
    const { bins } = this;
    const { a, b, flip } = key;
    const unmoved = missed.map((uid) => scores[uid]);
    for (let uid = 0; uid < size; uid++) {
      const answers = responds[uid];
      const word = (noiseAt(a, b, hotkey[uid]) ^ flip) >>> 0;
      if (answers < 1 && (word & 0xffffff) >= answers * 0x1000000) {
        scores[uid] *= 1 - alpha;
        continue;
      }
      const bin = level[uid] * binsPerLevel + (word >>> 24);
      const low = bins[bin];
      const score = low + (bins[bin + binsPerLevel] - low) * fraction[uid];
      scores[uid] += alpha * (score - scores[uid]);
    }
    for (const [k, uid] of missed.entries()) scores[uid] = unmoved[k];
    return size - missed.length;
  }
}
