import type { ChainView } from '../sim/roles.ts';
import { type Block, type Blocks, blocksPerDay, type Share, type Uid } from '../sim/units.ts';
import { movedOdds, moveOfOdds } from './foresight.ts';
import { type MinerBook, placeOf } from './minerBook.ts';

/** How long after the end of its immunity a newcomer must still be there to have survived it (assumption A12.9). */
const graceBlocks: Blocks = blocksPerDay;

/** How a newcomer fared. Plain data. */
interface Case {
  /** Block at which it was known: that of its eviction, or a day after its immunity. */
  readonly known: Block;
  readonly survived: boolean;
  /** Immunity period of that block; null where nobody has looked yet. */
  readonly immune: Blocks | null;
  /** Its incentive then, and that of settled miners of like quality; 0 for both if it was evicted. */
  readonly paid: Share;
  readonly usual: Share;
}

/** Two factors of what a newcomer may expect: the chance to survive, and its pay then beside the usual. */
interface Summary {
  readonly survival: Share;
  readonly pay: Share;
}

/** For how long a newcomer of now will be immune, and how validators learn of it. */
export interface Told {
  readonly immune: Blocks;
  readonly hyperparameters: ChainView['hyperparameters'];
}

/**
 * What everybody can see of the newcomers of late: which of them survived immunity, and what those earn beside settled
 * miners of like quality.
 */
export class TrackRecord {
  private readonly book: MinerBook;
  /** [uid] block of registration of those who have not been judged, in the order in which they came. */
  private readonly unproven = new Map<Uid, Block>();
  /** In the order in which they were known. */
  private readonly cases: Case[] = [];
  /** What the cases say; null while it has to be worked out. */
  private summary: Summary | null = null;
  /** Immunity period at the last look. */
  private immune: Blocks | null = null;

  constructor(book: MinerBook) {
    this.book = book;
  }

  /** A newcomer has just taken `uid`, to mine or not; the fate of the one before it may be known by that. */
  seated(uid: Uid, block: Block, mines = true): void {
    if (this.unproven.delete(uid))
      this.learn({ known: block, survived: false, immune: this.immune, paid: 0, usual: 0 });
    if (mines) this.unproven.set(uid, block);
  }

  /**
   * Income that a newcomer may expect over that of a settled miner of its quality: the share of those known since `since` that
   * survived, times what they earn of the usual. Each factor counts one more newcomer that fared as was hoped, so that the
   * first to be seen does not decide alone. Null before any are seen. `told`: for how long a newcomer of now will be immune, where people
   * were told that this changes; the log odds of survival then move by what it shows more, or less, than those who were seen.
   */
  expected(since: Block, told: Told | null = null): Share | null {
    this.forget(since);
    if (this.cases.length === 0) return null;
    this.summary ??= summaryOf(this.cases);
    const { survival, pay } = this.summary;
    if (told === null) return survival * pay;
    const others = this.cases.map(({ immune }) => immune);
    return movedOdds(survival, moveOfOdds(told.immune, others, told.hyperparameters)) * pay;
  }

  /** Who has survived by now. To be called before anyone takes a slot, for the slots of this block. */
  judge({ block, hyperparameters, network }: ChainView): void {
    const immune = hyperparameters.immunityPeriod;
    const age = immune + graceBlocks;
    this.immune = immune;
    for (const [uid, registered] of this.unproven) {
      if (block - registered < age) break;
      this.unproven.delete(uid);
      const usual = this.usualPay(uid, network.incentive);
      const paid = usual === null ? 0 : network.incentive[uid];
      this.learn({ known: block, survived: true, immune, paid, usual: usual ?? 0 });
    }
  }

  /** Mean incentive of the settled miners next above and below in quality; null if there are none. */
  private usualPay(uid: Uid, incentive: Float64Array): Share | null {
    const place = placeOf(this.book.ranking, this.book.quality[uid]);
    const near = [this.settled(uid, place, 1), this.settled(uid, place - 1, -1)].filter(
      (peer) => peer !== null,
    );
    if (near.length === 0) return null;
    return near.reduce((sum, peer) => sum + incentive[peer], 0) / near.length;
  }

  /** The first settled miner besides `uid` from a place of the ranking on, upwards or downwards. */
  private settled(uid: Uid, from: number, step: 1 | -1): Uid | null {
    const { uids, count } = this.book.ranking;
    for (let place = from; place >= 0 && place < count; place += step)
      if (uids[place] !== uid && !this.unproven.has(uids[place])) return uids[place];
    return null;
  }

  private learn(one: Case): void {
    this.cases.push(one);
    this.summary = null;
  }

  private forget(before: Block): void {
    const kept = this.cases.findIndex(({ known }) => known >= before);
    const gone = kept < 0 ? this.cases.length : kept;
    if (gone === 0) return;
    this.cases.splice(0, gone);
    this.summary = null;
  }
}

function summaryOf(cases: readonly Case[]): Summary {
  let survived = 0;
  let paid = 0;
  let usual = 0;
  for (const one of cases) {
    if (one.survived) survived += 1;
    paid += one.paid;
    usual += one.usual;
  }
  const hoped = survived > 0 ? usual / survived : 0;
  const pay = usual > 0 ? (hoped + paid) / (hoped + usual) : 1;
  return { survival: (1 + survived) / (1 + cases.length), pay };
}
