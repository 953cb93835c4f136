import { shared } from '../../sim/copy.ts';
import { type NoiseKey, noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import type { Uid } from '../../sim/units.ts';
import { type Guise, shownLoss } from './guise.ts';
import type { Sweep, SweepScorer, TableScorer } from './sweepScorer.ts';
import { beyondTable, locate, type Place, type ScoreTable, scoreAt } from './synergyTable.ts';

/**
 * The table's scores where some deceive: honest miners are scored as ever, the others by the loss that their query
 * shows. A look-up's rows enter by their share of hits, so that of the synergy of a row that is hit only the mean is
 * kept (assumption A51); row by row they are drawn in `ExactScorer`.
 */
export class GuisedScorer implements SweepScorer {
  readonly capacity: number;
  private readonly inner: TableScorer;
  private readonly table: ScoreTable;
  private readonly rows: number;
  /** Where a loss that does not vary from query to query lies: looked up once for each guise, which never changes. */
  private readonly steady = shared(new WeakMap<Guise, Standing>());

  constructor(inner: TableScorer, table: ScoreTable, rows: number) {
    this.inner = inner;
    this.table = table;
    this.rows = rows;
    this.capacity = inner.capacity;
  }

  fold(sweep: Sweep): number {
    const { scores, hotkey, size, key, alpha, missed } = sweep;
    const { guises } = this.inner.book;
    const odd: { readonly uid: Uid; readonly guise: Guise; readonly before: number }[] = [];
    for (let uid = 0; uid < size; uid++) {
      const guise = guises[uid];
      if (guise !== null && isOdd(guise, hotkey[uid])) odd.push({ uid, guise, before: scores[uid] });
    }
    const updates = this.inner.fold(sweep);
    const luck = noiseSubkey(key, 5);
    for (const { uid, guise, before } of odd) {
      if (missed.includes(uid)) continue;
      const word = noiseOf(key, guise.voice);
      const answers = (word & 0xffffff) < this.inner.book.responds[uid] * 0x1000000;
      const score = answers ? guise.penalty * this.scoreOf(this.standingOf(guise, luck), word) : 0;
      scores[uid] = before + alpha * (score - before);
    }
    return updates;
  }

  private standingOf(guise: Guise, luck: NoiseKey): Standing {
    if (guise.hits > 0 || guise.spread > 0)
      return this.standingAt(shownLoss(guise, this.rows, uniformAt(noiseOf(luck, guise.voice))));
    let standing = this.steady.get(guise);
    if (standing === undefined) {
      standing = this.standingAt(guise.shown);
      this.steady.set(guise, standing);
    }
    return standing;
  }

  private standingAt(loss: number): Standing {
    return { beyond: beyondTable(this.table, loss), place: locate(this.table, loss) };
  }

  private scoreOf({ beyond, place }: Standing, word: number): number {
    return beyond + scoreAt(this.table, place, word);
  }
}

/** A loss in terms of the table: its place, and what it scores besides. */
interface Standing {
  readonly beyond: number;
  readonly place: Place;
}

/** Whether its queries differ from those of an honest miner of its own hotkey. */
const isOdd = ({ hits, spread, penalty, voice }: Guise, hotkey: number): boolean =>
  hits > 0 || spread > 0 || penalty < 1 || voice !== hotkey;
