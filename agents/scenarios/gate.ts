import { over } from '../../sim/copy.ts';
import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Network } from '../../sim/network.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import type { Block, Blocks, Share } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { type ArrivalSettings, Arrivals, type SeatMiner } from '../arrivals.ts';
import type { Candidate } from '../candidate.ts';
import type { Connection } from '../connection.ts';
import type { Notices } from '../governance.ts';
import { ImmunityFarmers } from '../immunityFarmer.ts';
import type { Market } from '../market/market.ts';
import type { Miner } from '../miner.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { OwnCandidates } from '../own/ownCandidates.ts';
import { type OwnMiners, reborn } from '../own/ownMiners.ts';
import { Purses } from '../purses.ts';
import type { QualityModel } from '../qualityModel.ts';
import { registrantSettingsOf } from '../registrant.ts';
import { disguiseOf } from '../tricks/handOut.ts';
import type { Trick } from '../tricks/trick.ts';
import type { Comebacks } from '../validators/comebacks.ts';
import type { WaitingList } from '../waitingList.ts';
import type { Scenario } from './scenario.ts';

/** Uids that the rate of arrivals is stated for. */
const referenceUids = 4096;

/** Candidates that arrive per block at a network of so many uids. */
export const candidatesPerBlock = (hyperparameters: Hyperparameters, uids: number): number =>
  (hyperparameters['scenario.arrivalRate'] * uids) / referenceUids;

/** What else decides which candidates come. */
export interface AtTheGate {
  readonly market: Market | null;
  /** Those who will look at the price of a slot. */
  readonly waiting: WaitingList;
  /** What they have been told. */
  readonly notices: Notices;
  readonly ownMiners: OwnMiners;
  readonly candidates: OwnCandidates;
  /** Validators that come back; null where none does. */
  readonly comebacks: Comebacks | null;
  /** Null: no other network has a say. */
  readonly connection: Connection | null;
}

/** All that will come to the gate of a world, and how a newcomer's model enters the book. */
export function arrivalsOf(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  { uids }: Scenario,
  seed: string,
  { market, waiting, notices, ownMiners, candidates, comebacks, connection }: AtTheGate,
): Arrivals {
  const { hyperparameters, network } = world;
  const { tricks } = qualityModel;
  const farmerTricks = farmerTricksOf(tricks, hyperparameters, uids);
  const pace = over({ world }, paceOver);
  const farmers = new ImmunityFarmers(seed, pace, farmerTricks);
  const door: Door = {
    ...{ book, qualityModel, market, ownMiners, network, farmers, comebacks, pace, connection },
    holders: new Map(),
    arrivals: null,
  };
  const arrivals = new Arrivals(
    over(
      {
        world,
        seed,
        uids,
        tricks,
        market,
        notices,
        candidates,
        connection,
        pace,
        founded: hyperparameters,
        start: world.block,
      },
      settingsOver,
    ),
    book,
    over({ qualityModel }, qualityOver),
    over(door, seatOver),
    waiting,
    { purses: new Purses(world), comebacks },
  );
  door.arrivals = arrivals;
  for (let farmer = 0; farmer < farmerTricks.length; farmer++) send(door, farmer, world.block);
  return arrivals;
}

/** What a change of the rules may move while the world runs. */
interface Pace {
  /** Blocks after which it is worth asking for the price again. */
  readonly interval: Blocks;
  /** Share of the scores that validators leave out. */
  readonly cutShare: Share;
}

function paceOver({ world }: { readonly world: World }): Pace {
  const reading = () => readingOf(world.hyperparameters);
  return {
    get interval() {
      return reading().priceInterval;
    },
    get cutShare() {
      return reading().weightRule.excludeQuantile;
    },
  };
}

/** What candidates are told. */
interface Told {
  readonly world: World;
  /** The settings of the founding: people stay what they are. */
  readonly founded: Hyperparameters;
  readonly seed: string;
  readonly uids: number;
  readonly tricks: readonly Trick[];
  readonly market: Market | null;
  readonly notices: Notices;
  readonly candidates: OwnCandidates;
  readonly connection: Connection | null;
  readonly pace: Pace;
  readonly start: Block;
}

function settingsOver(told: Told): ArrivalSettings {
  const { founded, seed, uids, tricks, market, candidates, connection, start } = told;
  const disguise = disguiseOf(tricks, founded, uids, connection?.crowdSeed ?? seed);
  return {
    ...registrantSettingsOf(founded, 0),
    get cutShare() {
      return told.pace.cutShare;
    },
    tricks,
    notices: told.notices,
    seed,
    perBlock: candidatesPerBlock(founded, uids),
    patience: founded['scenario.patience'],
    get interval() {
      return told.pace.interval;
    },
    firstSerial: uids,
    start,
    ...(market !== null && {
      money: market,
      outfit: (candidate: Candidate, at: Block) => market.entrants.outfit(candidate, at),
    }),
    own: candidates,
    ...(connection !== null && { connection }),
    ...(disguise !== null && { disguise }),
  };
}

const qualityOver =
  (judge: { readonly qualityModel: QualityModel }) =>
  (miner: Miner): number =>
    judge.qualityModel.qualityOf(miner);

/** Those who have to do with a newcomer that takes its slot. */
interface Door {
  readonly book: MinerBook;
  readonly qualityModel: QualityModel;
  readonly market: Market | null;
  readonly ownMiners: OwnMiners;
  readonly network: Network;
  readonly farmers: ImmunityFarmers;
  readonly comebacks: Comebacks | null;
  readonly connection: Connection | null;
  readonly pace: Pace;
  /** [uid] the farmer that holds it. */
  readonly holders: Map<number, number>;
  /** Null until they are there. */
  arrivals: Arrivals | null;
}

const seatOver =
  (door: Door): SeatMiner =>
  (uid, candidate, at) => {
    const { book, ownMiners, market, network, farmers, holders, comebacks } = door;
    const again = ownMiners.rebornOf(uid);
    const exile = comebacks?.leaving(uid, at, door.pace.interval) ?? null;
    if (exile !== null) door.arrivals?.expect(exile.candidate, exile.at);
    if (comebacks?.seated(uid, candidate.serial)) ownMiners.leave(uid);
    else {
      book.models[uid] = candidate.miner;
      enter(book, uid, door.qualityModel.answersOf(candidate.miner));
      book.validator[uid] = 0;
      ownMiners.seat(uid, at);
    }
    if (again !== null) door.arrivals?.insist(reborn(again, at), at + door.pace.interval);
    market?.seated(uid, candidate, at);
    const evicted = holders.get(uid);
    holders.delete(uid);
    if (evicted !== undefined) send(door, evicted, at);
    const farmer = farmers.farmerOf(network.hotkey[uid]);
    if (farmer !== null) holders.set(uid, farmer);
    door.connection?.seated(uid, candidate, at);
  };

/** A farmer sets out for its next life. */
function send({ farmers, arrivals }: Door, farmer: number, at: Block): void {
  const { candidate, at: asks } = farmers.nextLife(farmer, at);
  arrivals?.insist(candidate, asks);
}

/** [farmer] its trick: first those that come back at once, then those that choose their moment. */
function farmerTricksOf(
  tricks: readonly Trick[],
  hyperparameters: Hyperparameters,
  uids: number,
): (string | null)[] {
  const many = (share: Share, trick: string | null) =>
    new Array<string | null>(Math.round(share * uids)).fill(trick);
  const choosing = tricks.filter(({ heldBy }) => heldBy === 'farmers');
  return [
    ...many(hyperparameters['scenario.farmerShare'], null),
    ...choosing.flatMap((trick) => many(trick.shareOf(hyperparameters), trick.name)),
  ];
}
