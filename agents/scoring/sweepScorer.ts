import { type NoiseKey, noiseAt, noiseSubkey } from '../../sim/noise.ts';
import type { Share, Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';

/** One sweep of one validator: what it thinks so far, of whom, and its luck. */
export interface Sweep {
  /** [uid] moving averages, moved in place. */
  readonly scores: Float64Array;
  /** [uid] serial of the hotkey. */
  readonly hotkey: Float64Array;
  /** Uids in use. */
  readonly size: number;
  readonly key: NoiseKey;
  /** Weight of the newest score in the moving average. */
  readonly alpha: Share;
  /** Uids whose newcomer came after its turn: not asked. */
  readonly missed: readonly Uid[];
}

/** Turns one sweep over all uids into moved scores: one query of every miner, folded into its moving average. */
export interface SweepScorer {
  readonly capacity: number;
  /** Joined answers evaluated so far, where the rule counts them. */
  readonly forwards?: number;
  /**
   * Moves `scores` by one query each, except for the `missed` uids; returns the number of updates.
   * A miner that does not answer is moved towards zero.
   */
  fold(sweep: Sweep): number;
}

/** Subkeys of a sweep's queries start here: those below have other uses. */
const firstQuery = 64;

/** A name of this file's own: the loop calls it without a look-up in another module. */
const draw = noiseAt;

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
  /** Queries of a sweep to each uid, averaged. */
  private readonly queries: number;

  constructor(book: MinerBook, bins: Float64Array, queries = 1) {
    this.queries = queries;
    this.book = book;
    this.bins = bins;
    this.capacity = book.quality.length;
  }

  fold(sweep: Sweep): number {
    return this.queries > 1 ? this.foldMany(sweep) : this.foldOne(sweep);
  }

  /**
   * As `foldOne`, with the mean of several queries, each with luck of its own. Uid after uid, as all queries of one read the same two levels
   * of the table.
   */
  private foldMany({ scores, hotkey, size, key, alpha, missed }: Sweep): number {
    const { level, fraction, responds } = this.book;
    const { bins, queries } = this;
    const { a, b, flip } = queryKeys(key, queries);
    const unmoved = missed.map((uid) => scores[uid]);
    for (let uid = 0; uid < size; uid++) {
      const serial = hotkey[uid];
      const answers = responds[uid] * 0x1000000;
      const first = level[uid] * binsPerLevel;
      const part = fraction[uid];
      let sum = 0;
      for (let query = 0; query < queries; query++) {
        const word = (draw(a[query], b[query], serial) ^ flip) >>> 0;
        if ((word & 0xffffff) >= answers) continue;
        const bin = first + (word >>> 24);
        const low = bins[bin];
        sum += low + (bins[bin + binsPerLevel] - low) * part;
      }
      scores[uid] += alpha * (sum / queries - scores[uid]);
    }
    for (const [k, uid] of missed.entries()) scores[uid] = unmoved[k];
    return (size - missed.length) * queries;
  }

  private foldOne({ scores, hotkey, size, key, alpha, missed }: Sweep): number {
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

/** [query] both words of the key of each query of a sweep, int32. */
function queryKeys(key: NoiseKey, queries: number) {
  const [a, b] = [new Int32Array(queries), new Int32Array(queries)];
  for (let query = 0; query < queries; query++) {
    const subkey = noiseSubkey(key, firstQuery + query);
    a[query] = subkey.a;
    b[query] = subkey.b;
  }
  return { a, b, flip: key.flip };
}
