import { noiseKey, noiseOf, uniformAt } from '../sim/noise.ts';
import { stream } from '../sim/random.ts';
import type { Application, ChainView, Departure, EntryRole } from '../sim/roles.ts';
import {
  type Block,
  type Blocks,
  blocksPerDay,
  raoPerTao,
  type Serial,
  type Share,
  type Tao,
  type Uid,
} from '../sim/units.ts';
import type { Candidate } from './candidate.ts';
import type { Connection } from './connection.ts';
import { burnAhead, immunityOf, isKnown } from './foresight.ts';
import type { Miner } from './miner.ts';
import type { MinerBook } from './minerBook.ts';
import type { OwnCandidates, OwnLook } from './own/ownCandidates.ts';
import type { Purses } from './purses.ts';
import { costOf, drawCandidate, type RegistrantSettings, wantsIn } from './registrant.ts';
import { type Told, TrackRecord } from './trackRecord.ts';
import { ownerOf, trickOf } from './tricks/handOut.ts';
import type { Comebacks } from './validators/comebacks.ts';
import type { WaitingList } from './waitingList.ts';

/** When candidates arrive, how long they wait, and what they are. */
export interface ArrivalSettings extends RegistrantSettings {
  readonly seed: string;
  readonly perBlock: number;
  readonly patience: Blocks;
  /** Length of an adjustment interval: a candidate that declined asks once in each following one. */
  readonly interval: Blocks;
  readonly firstSerial: Serial;
  readonly start: Block;
  /** Gives a candidate the device it would run on, where miners pay rent. */
  readonly outfit?: (candidate: Candidate, block: Block) => Candidate;
  /** Decides for candidates of one's own; absent: there are none. */
  readonly own?: OwnCandidates;
  /** What another network says about those who come; absent: there is none. */
  readonly connection?: Connection;
}

/** What adversaries can spend, and those that come back. */
export interface Adversaries {
  readonly purses: Purses;
  /** Null where nobody does. */
  readonly comebacks: Comebacks | null;
}

/** Keeps the engine's ignorance of what a miner is: the scenario knows how to seat one. */
export type SeatMiner = (uid: Uid, candidate: Candidate, block: Block) => void;

/**
 * Candidates arrive as a Poisson process, exogenous and keyed by arrival number, so every setting of the chain
 * meets the same people at the same times. One that declines looks again once in each adjustment interval.
 */
export class Arrivals implements EntryRole {
  private readonly settings: ArrivalSettings;
  private readonly book: MinerBook;
  private readonly qualityOf: (miner: Miner) => number;
  private readonly seat: SeatMiner;
  private readonly waiting: WaitingList;
  private readonly adversaries: Adversaries;
  /** How newcomers fared; null where nobody looks. */
  private readonly record: TrackRecord | null;
  private nextSerial: Serial;
  private nextArrival: Block;

  constructor(
    settings: ArrivalSettings,
    book: MinerBook,
    qualityOf: (miner: Miner) => number,
    seat: SeatMiner,
    waiting: WaitingList,
    adversaries: Adversaries,
  ) {
    this.settings = settings;
    this.book = book;
    this.qualityOf = qualityOf;
    this.seat = seat;
    this.waiting = waiting;
    this.adversaries = adversaries;
    this.record = settings.foresight === 'observed' ? new TrackRecord(book) : null;
    this.nextSerial = settings.firstSerial;
    this.nextArrival = settings.start + this.gap(settings.firstSerial);
  }

  get nextBlock(): Block {
    return Math.min(Math.ceil(this.nextArrival), this.waiting.nextBlock);
  }

  ask(view: ChainView): Application | Departure | null {
    this.look(view);
    const arrived = this.next(view.block);
    const admission = this.settings.connection?.admission(arrived) ?? 'open';
    if (admission !== 'open') return admission === 'gone' ? arrived : this.postpone(arrived, view.block);
    const look = this.ownLook(arrived, view);
    if (look !== null && !look.wantsIn) return this.postpone(look.candidate, view.block, look.waits);
    const candidate = look?.candidate ?? arrived;
    if (look === null && !this.wantsIn(candidate, view))
      return this.postpone(this.remembering(candidate, view), view.block);
    const { serial, miner, owner = ownerOf(miner, serial) } = candidate;
    const newcomer = { hotkey: serial, coldkey: owner };
    const { payment, tao } = costOf(candidate, view, this.settings);
    const application: Applied = { newcomer, payment, candidate, price: tao };
    return application;
  }

  /** Its work is done; it tries again at the next block, before all that arrived later. */
  turnedAway(application: Application, view: ChainView): void {
    const { candidate } = application as Applied;
    this.waiting.push(view.block + 1, { ...candidate, insistent: true });
  }

  seated(application: Application, uid: Uid, block: Block): void {
    const { candidate, price } = application as Applied;
    const { purses } = this.adversaries;
    this.record?.seated(uid, block, candidate.stake === undefined);
    purses.lost(uid);
    this.seat(uid, candidate, block);
    if (candidate.purse !== undefined) purses.bought(uid, candidate.purse, price);
  }

  /** A candidate that enters at a block of its own choice, besides the flow of arrivals. */
  insist(candidate: Candidate, block: Block): void {
    this.expect({ ...candidate, insistent: true }, block);
  }

  /** A candidate that looks at the price from a block on, besides the flow of arrivals. */
  expect(candidate: Candidate, block: Block): void {
    this.waiting.push(block, candidate);
  }

  /** How a candidate of one's own decides; null: it is none. */
  private ownLook(arrived: Candidate, view: ChainView): OwnLook | null {
    if (arrived.stake !== undefined) return null;
    return this.settings.own?.look(arrived, costOf(arrived, view, this.settings).tao, view) ?? null;
  }

  /** What everyone can see before anyone takes a slot. */
  private look(view: ChainView): void {
    this.record?.judge(view);
    this.adversaries.purses.look();
    this.adversaries.comebacks?.look();
  }

  private wantsIn(candidate: Candidate, view: ChainView): boolean {
    const trick = trickOf(this.settings.tricks, candidate.miner);
    const isTempted = trick.isTempted?.(candidate, view, this.book) ?? true;
    return (
      isTempted &&
      this.affords(candidate, view) &&
      wantsIn(candidate, view, this.book, this.settings, this.faredBy(view)) &&
      !this.waits(candidate, view)
    );
  }

  /** Whether a candidate knows that a slot will be cheaper before its patience ends. */
  private waits(candidate: Candidate, view: ChainView): boolean {
    if (candidate.insistent) return false;
    const { notices, patience } = this.settings;
    const ahead = burnAhead(view, notices.announcement, candidate.arrived + patience);
    return ahead !== null && Number(ahead) / raoPerTao < costOf(candidate, view, this.settings).tao;
  }

  private affords(candidate: Candidate, view: ChainView): boolean {
    const { purse } = candidate;
    return (
      purse === undefined ||
      this.adversaries.purses.affords(purse, costOf(candidate, view, this.settings).tao)
    );
  }

  /** How the newcomers fared that a candidate looks back at. */
  private faredBy(view: ChainView): Share | null {
    const days = view.hyperparameters['scenario.foresightHorizonDays'];
    return this.record?.expected(view.block - days * blocksPerDay, this.told(view)) ?? null;
  }

  /** What a newcomer of now can know of its own immunity that those before it did not have; null where nothing was announced. */
  private told(view: ChainView): Told | null {
    const { announcement } = this.settings.notices;
    if (!isKnown(announcement, view.block) || announcement.name !== 'immunityPeriod') return null;
    return { immune: immunityOf(view, announcement), hyperparameters: view.hyperparameters };
  }

  /** A candidate that stays outside, with what its trick keeps in mind. */
  private remembering(candidate: Candidate, view: ChainView): Candidate {
    return trickOf(this.settings.tricks, candidate.miner).remember?.(candidate, view) ?? candidate;
  }

  /** The next to look at the price at `block`: the one that has just arrived, else the first of the waiting. */
  private next(block: Block): Candidate {
    if (Math.ceil(this.nextArrival) > block) return this.waiting.pop();
    const serial = this.nextSerial++;
    this.nextArrival += this.gap(this.nextSerial);
    return this.person(serial, block);
  }

  /** The candidate of a serial as it is at this network. */
  person(serial: Serial, arrived: Block): Candidate {
    const { seed, connection, outfit } = this.settings;
    const own = connection?.seedOf(serial) ?? seed;
    const candidate = drawCandidate(own, serial, arrived, this.settings, this.qualityOf);
    return outfit?.(candidate, arrived) ?? candidate;
  }

  private gap(serial: Serial): number {
    const { perBlock, connection, seed } = this.settings;
    return perBlock > 0
      ? stream(connection?.crowdSeed ?? seed, 'arrival', serial).exponential(perBlock)
      : Number.POSITIVE_INFINITY;
  }

  /** Asks again at a block drawn uniformly in the next interval, or leaves when its patience is over. */
  private postpone(candidate: Candidate, block: Block, waits: Blocks | null = null): Departure | null {
    const { interval, start, patience, seed } = this.settings;
    const following = Math.floor((block - start) / interval) + 1;
    const own = noiseKey(seed, candidate.serial, following);
    // Snipers are there when the price moves.
    const within = candidate.seen === undefined ? Math.floor(uniformAt(noiseOf(own, 0)) * interval) : 1;
    const again = waits === null ? start + following * interval + within : block + waits;
    if (again - candidate.arrived > patience && !candidate.tireless) return candidate;
    this.waiting.push(again, candidate);
    return null;
  }
}

/** TAO that an applicant pays for its slot, by its own reckoning; null for one that did not come through the gate of a scenario. */
export const pricePaid = (application: Application): Tao | null =>
  'price' in application && typeof application.price === 'number' ? application.price : null;

interface Applied extends Application {
  readonly candidate: Candidate;
  /** TAO. */
  readonly price: Tao;
}
