import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import type { Block, Share } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { Arrivals, type SeatMiner } from '../arrivals.ts';
import type { Candidate } from '../candidate.ts';
import { ImmunityFarmers } from '../immunityFarmer.ts';
import type { Market } from '../market/market.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { OwnCandidates } from '../own/ownCandidates.ts';
import { type OwnMiners, reborn } from '../own/ownMiners.ts';
import type { QualityModel } from '../qualityModel.ts';
import { registrantSettingsOf } from '../registrant.ts';
import { disguiseOf } from '../tricks/handOut.ts';
import type { Trick } from '../tricks/trick.ts';
import type { WaitingList } from '../waitingList.ts';
import type { Scenario } from './scenario.ts';

/** Uids that the rate of arrivals is stated for. */
const referenceUids = 4096;

/** What else decides which candidates come. */
export interface AtTheGate {
  readonly market: Market | null;
  /** Those who will look at the price of a slot. */
  readonly waiting: WaitingList;
  readonly ownMiners: OwnMiners;
  readonly candidates: OwnCandidates;
}

/** All that will come to the gate of a world, and how a newcomer's model enters the book. */
export function arrivalsOf(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  { uids }: Scenario,
  seed: string,
  { market, waiting, ownMiners, candidates }: AtTheGate,
): Arrivals {
  const { hyperparameters, network, block } = world;
  const reading = () => readingOf(world.hyperparameters);
  // A change of the rules may move these while the world runs.
  const pace = {
    get interval() {
      return reading().priceInterval;
    },
    get cutShare() {
      return reading().weightRule.excludeQuantile;
    },
  };
  const { tricks } = qualityModel;
  const farmerTricks = farmerTricksOf(tricks, hyperparameters, uids);
  const farmers = new ImmunityFarmers(seed, pace, farmerTricks);
  const disguise = disguiseOf(tricks, hyperparameters, uids, seed);
  const settings = {
    ...registrantSettingsOf(hyperparameters, pace.cutShare),
    get cutShare() {
      return pace.cutShare;
    },
    tricks,
    seed,
    perBlock: (hyperparameters['scenario.arrivalRate'] * uids) / referenceUids,
    patience: hyperparameters['scenario.patience'],
    get interval() {
      return pace.interval;
    },
    firstSerial: uids,
    start: block,
    ...(market !== null && {
      money: market,
      outfit: (candidate: Candidate, at: Block) => market.entrants.outfit(candidate, at),
    }),
    own: candidates,
    ...(disguise !== null && { disguise }),
  };
  const holders = new Map<number, number>();
  const seat: SeatMiner = (uid, candidate, at) => {
    const again = ownMiners.rebornOf(uid);
    enter(book, uid, qualityModel.answersOf(candidate.miner));
    book.validator[uid] = 0;
    ownMiners.seat(uid, at);
    if (again !== null) arrivals.insist(reborn(again, at), at + pace.interval);
    market?.seated(uid, candidate, at);
    const evicted = holders.get(uid);
    holders.delete(uid);
    if (evicted !== undefined) send(evicted, at);
    const farmer = farmers.farmerOf(network.hotkey[uid]);
    if (farmer !== null) holders.set(uid, farmer);
  };
  const arrivals = new Arrivals(settings, book, qualityModel.qualityOf, seat, waiting);
  const send = (farmer: number, at: number) => {
    const { candidate, at: asks } = farmers.nextLife(farmer, at);
    arrivals.insist(candidate, asks);
  };
  for (let farmer = 0; farmer < farmerTricks.length; farmer++) send(farmer, block);
  return arrivals;
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
