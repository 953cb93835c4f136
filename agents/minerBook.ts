import type { Nats, Share, Uid } from '../sim/units.ts';
import type { Miner } from './miner.ts';
import type { Guise } from './scoring/guise.ts';

/**
 * What the miners of a network really are, by uid. Agents that pay to know draw their noisy answers from it;
 * the metrics compare it with what the chain pays. No other code reads it.
 */
export interface MinerBook {
  /** [uid] the model behind the answers as it was set up, or as fate has left it; null where only answers are known. */
  readonly models: (Miner | null)[];
  /** [uid] mean loss of an answer in terms of the founding day's frontier, nats; 0 for a uid that does not mine. */
  readonly loss: Float64Array;
  /** [uid] steady score q: probability to answer times the expected score of one answer. */
  readonly quality: Float64Array;
  /** [uid] row of the score table below the miner's loss, and how far it lies towards the next row. */
  readonly level: Int32Array;
  readonly fraction: Float64Array;
  /** [uid] probability to answer in time; 0 for a uid that does not mine. */
  readonly responds: Float64Array;
  /** [uid] 1 if the uid belongs to a validator of the cast: it neither mines nor counts as a peer. */
  readonly validator: Uint8Array;
  /** [uid] how its answers look to validators; null: as they are (no miner of this world deceives). */
  readonly guises: (Guise | null)[];
  /** [uid] steady score that its true loss would have: its quality if it did not deceive. */
  readonly worth: Float64Array;
  /** How far newcomers have come since the founding. */
  readonly frontier: FrontierState;
  /** Mining uids by rising quality: the order a candidate looks itself up in. */
  readonly ranking: Ranking;
}

/** Where the frontier is: plain data. */
export interface FrontierState {
  /** What the loss of newcomers has fallen since the founding, nats at 256 tokens; 0 where no frontier moves. */
  fallen: Nats;
}

/** The answers of one miner, as a score table describes them. */
export interface Answers {
  readonly loss: Nats;
  readonly quality: number;
  readonly level: number;
  readonly fraction: Share;
  readonly responds: Share;
  /** Absent where no miner deceives. */
  readonly guise?: Guise;
  /** What its true loss would score; absent: its quality. */
  readonly worth?: number;
}

export function createMinerBook(capacity: number): MinerBook {
  const perUid = () => new Float64Array(capacity);
  return {
    models: new Array<Miner | null>(capacity).fill(null),
    loss: perUid(),
    quality: perUid(),
    level: new Int32Array(capacity),
    fraction: perUid(),
    responds: perUid(),
    validator: new Uint8Array(capacity),
    guises: new Array<Guise | null>(capacity).fill(null),
    worth: perUid(),
    frontier: { fallen: 0 },
    ranking: createRanking(capacity),
  };
}

/** Writes the answers of the miner that holds `uid` from now on. */
export function enter(book: MinerBook, uid: Uid, answers: Answers): void {
  leave(book.ranking, uid);
  book.loss[uid] = answers.loss;
  book.quality[uid] = answers.quality;
  book.level[uid] = answers.level;
  book.fraction[uid] = answers.fraction;
  book.responds[uid] = answers.responds;
  book.guises[uid] = answers.guise ?? null;
  book.worth[uid] = answers.worth ?? answers.quality;
  insert(book.ranking, uid, answers.quality);
}

/** The miner of a uid answers nothing any more; what it pretended is still known. */
export function silence(book: MinerBook, uid: Uid): void {
  const guise = book.guises[uid];
  enter(book, uid, {
    loss: book.loss[uid],
    quality: 0,
    level: book.level[uid],
    fraction: book.fraction[uid],
    responds: 0,
    ...(guise !== null && { guise }),
  });
}

/** A validator holds the uid from now on: it does not mine. */
export function withdraw(book: MinerBook, uid: Uid): void {
  leave(book.ranking, uid);
  book.loss[uid] = book.quality[uid] = book.worth[uid] = book.responds[uid] = 0;
  book.guises[uid] = null;
}

/** Uids sorted by rising quality, kept sorted by insertion: a replacement moves one, a look-up is a bisection. */
export interface Ranking {
  readonly uids: Uint16Array;
  readonly qualities: Float64Array;
  count: number;
}

function createRanking(capacity: number): Ranking {
  return { uids: new Uint16Array(capacity), qualities: new Float64Array(capacity), count: 0 };
}

/** Place of the first uid whose quality is at least `quality`; `count` if there is none. */
export function placeOf(ranking: Ranking, quality: number): number {
  let low = 0;
  let high = ranking.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranking.qualities[middle] < quality) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The quality below which a `share` of all mining uids lie (the lower empirical quantile). */
export function qualityQuantile(ranking: Ranking, share: Share): number {
  if (ranking.count === 0) return 0;
  return ranking.qualities[Math.min(ranking.count - 1, Math.floor(share * ranking.count))];
}

function insert(ranking: Ranking, uid: Uid, quality: number): void {
  const place = placeOf(ranking, quality);
  ranking.uids.copyWithin(place + 1, place, ranking.count);
  ranking.qualities.copyWithin(place + 1, place, ranking.count);
  ranking.uids[place] = uid;
  ranking.qualities[place] = quality;
  ranking.count += 1;
}

function leave(ranking: Ranking, uid: Uid): void {
  const place = ranking.uids.subarray(0, ranking.count).indexOf(uid);
  if (place < 0) return;
  ranking.uids.copyWithin(place, place + 1, ranking.count);
  ranking.qualities.copyWithin(place, place + 1, ranking.count);
  ranking.count -= 1;
}
