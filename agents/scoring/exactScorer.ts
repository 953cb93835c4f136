import { type NoiseKey, noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import { sweepUid } from '../../sim/sweepOrder.ts';
import type { Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import { shownLoss } from './guise.ts';
import { type RowLaw, rowLosses } from './rowLosses.ts';
import { lowestLoss } from './scalingLaw.ts';
import type { Sweep, SweepScorer } from './sweepScorer.ts';
import { type ScorePowers, scoreForward } from './synergy.ts';

/**
 * Scores row by row, as the validators' code did: `topk` peers of the random order at a time, base score of each
 * and pair synergy among those that answered. For small networks: a forward costs 190 pairs × 32 rows.
 */
export class ExactScorer implements SweepScorer {
  readonly capacity: number;
  private readonly book: MinerBook;
  private readonly topk: number;
  private readonly law: RowLaw;
  private readonly powers: ScorePowers;
  private readonly losses: Float64Array;
  private readonly gained: Float64Array;

  constructor(book: MinerBook, topk: number, law: RowLaw, powers: ScorePowers) {
    this.book = book;
    this.topk = topk;
    this.law = law;
    this.powers = powers;
    this.capacity = book.quality.length;
    this.losses = new Float64Array(topk * law.rows);
    this.gained = new Float64Array(topk);
  }

  fold(sweep: Sweep): number {
    const { size, key, missed } = sweep;
    const unasked = new Set(missed);
    for (let first = 0, forward = 0; first < size; first += this.topk, forward++) {
      const asked: Uid[] = [];
      for (let place = first; place < Math.min(size, first + this.topk); place++) {
        const uid = sweepUid(key.a, key.b, place, size);
        if (!unasked.has(uid)) asked.push(uid);
      }
      this.ask(asked, forward, sweep);
    }
    return size - missed.length;
  }

  /** One forward: those that answer are scored together, the rest move towards zero. */
  private ask(asked: readonly Uid[], forward: number, { scores, hotkey, key, alpha }: Sweep): void {
    const luck = noiseSubkey(key, 3);
    const answering = asked.filter((uid) => {
      const word = noiseOf(luck, hotkey[uid]);
      return word < this.book.responds[uid] * 2 ** 32;
    });
    const serials = answering.map((uid) => hotkey[uid]);
    const { guises } = this.book;
    const voices = answering.map((uid, peer) => guises[uid]?.voice ?? serials[peer]);
    const losses = answering.map((uid) => this.shownLoss(uid, key));
    rowLosses({ sweep: key, number: forward, serials: voices, losses }, this.law, this.losses);
    this.lookUp(answering, key);
    scoreForward(this.losses, answering.length, this.law.rows, this.powers, this.gained);
    for (const [peer, uid] of answering.entries()) this.gained[peer] *= guises[uid]?.penalty ?? 1;
    for (const uid of asked) scores[uid] *= 1 - alpha;
    for (const [peer, uid] of answering.entries()) scores[uid] += alpha * this.gained[peer];
  }

  /** Mean loss of a query; where no miner deceives, that of the miner. */
  private shownLoss(uid: Uid, key: NoiseKey): number {
    const guise = this.book.guises[uid];
    if (guise === null) return this.book.loss[uid];
    if (guise.spread === 0) return guise.shown;
    const luck = noiseSubkey(key, 5);
    return shownLoss(guise, this.law.rows, uniformAt(noiseOf(luck, guise.voice)));
  }

  /** Rows that a look-up miner knows by heart have the lowest loss there is. */
  private lookUp(answering: readonly Uid[], key: NoiseKey): void {
    const { rows } = this.law;
    for (const [peer, uid] of answering.entries()) {
      const guise = this.book.guises[uid];
      if (guise === null || guise.hits === 0) continue;
      const hits = noiseSubkey(noiseSubkey(key, 6), guise.voice);
      for (let row = 0; row < rows; row++) {
        if (uniformAt(noiseOf(hits, row)) < guise.hits) this.losses[peer * rows + row] = lowestLoss;
      }
    }
  }
}
