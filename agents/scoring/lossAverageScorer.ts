import { noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import type { Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import { shownLoss } from './guise.ts';
import { batchShape, lossFactors } from './queryLoss.ts';
import type { Sweep, SweepScorer } from './sweepScorer.ts';
import { beyondTable, type ScoreTable, steadyScore } from './synergyTable.ts';

/** What one validator remembers of every uid. */
interface Memory {
  /** [uid] hotkey the memory is of; −1: none yet. */
  readonly of: Float64Array;
  /** [uid] moving average of the loss of the answers; NaN before the first. */
  readonly loss: Float64Array;
  /** [uid] moving average of having answered: it ramps a newcomer up as that of the scores did. */
  readonly answered: Float64Array;
}

/**
 * The moving average is on the loss, and the score is what the averaged loss is worth: bittensor v3.6.0 (13 Dec 2022).
 * A miner that varies its answers gains nothing by it. A loss is worth the expected score of a query, base and
 * synergy, at that loss; silence moves the score towards zero as before.
 */
export class LossAverageScorer implements SweepScorer {
  readonly capacity: number;
  private readonly book: MinerBook;
  private readonly table: ScoreTable;
  private readonly rows: number;
  private readonly factors: Float64Array;
  /** By the scores of each validator. */
  private readonly memories = new Map<Float64Array, Memory>();

  constructor(book: MinerBook, table: ScoreTable, rows: number) {
    this.book = book;
    this.table = table;
    this.rows = rows;
    this.factors = lossFactors(batchShape(rows), 256);
    this.capacity = book.quality.length;
  }

  fold({ scores, hotkey, size, key, alpha, missed }: Sweep): number {
    const memory = this.memoryOf(scores);
    const luck = noiseSubkey(key, 5);
    const skipped = new Set(missed);
    for (let uid = 0; uid < size; uid++) {
      this.meet(memory, uid, hotkey[uid], scores[uid]);
      if (skipped.has(uid)) continue;
      const guise = this.book.guises[uid];
      const voice = guise?.voice ?? hotkey[uid];
      const word = noiseOf(key, voice);
      memory.answered[uid] *= 1 - alpha;
      if ((word & 0xffffff) < this.book.responds[uid] * 0x1000000) {
        memory.answered[uid] += alpha;
        const mean =
          guise === null ? this.book.loss[uid] : shownLoss(guise, this.rows, uniformAt(noiseOf(luck, voice)));
        const loss = mean * this.factors[word >>> 24];
        const before = memory.loss[uid];
        memory.loss[uid] = Number.isNaN(before) ? loss : before + alpha * (loss - before);
      }
      scores[uid] = this.worth(memory, uid);
    }
    return size - missed.length;
  }

  private worth({ loss, answered }: Memory, uid: Uid): number {
    if (Number.isNaN(loss[uid])) return 0;
    return (
      answered[uid] *
      (this.book.guises[uid]?.penalty ?? 1) *
      (beyondTable(this.table, loss[uid]) + steadyScore(this.table, loss[uid]))
    );
  }

  /** A new hotkey starts with nothing; the founders have long been known. */
  private meet(memory: Memory, uid: Uid, hotkey: number, score: number): void {
    if (memory.of[uid] === hotkey) return;
    const isFounder = memory.of[uid] < 0 && score > 0;
    // With a stale metagraph the predecessor's score is still in force, and with it what was remembered of it.
    if (!isFounder && score > 0) return;
    memory.of[uid] = hotkey;
    memory.loss[uid] = isFounder ? (this.book.guises[uid]?.shown ?? this.book.loss[uid]) : Number.NaN;
    memory.answered[uid] = isFounder ? this.book.responds[uid] : 0;
  }

  private memoryOf(scores: Float64Array): Memory {
    const known = this.memories.get(scores);
    if (known !== undefined) return known;
    const memory = {
      of: new Float64Array(this.capacity).fill(-1),
      loss: new Float64Array(this.capacity).fill(Number.NaN),
      answered: new Float64Array(this.capacity),
    };
    this.memories.set(scores, memory);
    return memory;
  }
}
