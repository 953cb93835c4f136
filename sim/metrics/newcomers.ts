import type { Block, Uid } from '../units.ts';
import type { World } from '../world.ts';
import { addLife, copyOf, type LifeTable, type LifeTally, lifeTableOf, newLifeTally } from './lifeTable.ts';
import type { Truth } from './truth.ts';

/** Steps over which a newcomer's incentive is averaged before it is held against its steady one. */
const window = 5;
/** Share of its steady score at which the validators' opinion of a newcomer counts as formed. */
const settledShare = 0.9;

/** Quality classes of the survival curves: upper end of the rank among the peers at registration. */
export const qualityClasses = [
  { name: 'below the cut', upTo: 0.05 },
  { name: '5–25 %', upTo: 0.25 },
  { name: '25–50 %', upTo: 0.5 },
  { name: '50–75 %', upTo: 0.75 },
  { name: 'top quarter', upTo: Number.POSITIVE_INFINITY },
] as const;

/** How the lives of newcomers went: until they were paid half and 90 % of their steady incentive, and until they were evicted. */
export interface LifeTables {
  readonly to50: LifeTable;
  readonly to90: LifeTable;
  /** [quality class] */
  readonly survival: LifeTable[];
}

interface Newcomer {
  readonly registered: Block;
  readonly quality: number;
  /** Registered after the warm-up: its life enters the tables. */
  readonly measured: boolean;
  readonly viable: boolean;
  readonly qualityClass: number;
  /** Last incentives, one a step, newest last; at most `window`. */
  readonly recent: number[];
  settled: boolean;
  reached50: boolean;
  reached90: boolean;
}

/** All that registered during the run and are still there, and the lives of those that are not. Plain data. */
export interface Newcomers {
  readonly byUid: Map<Uid, Newcomer>;
  readonly to50: LifeTally;
  readonly to90: LifeTally;
  /** [quality class] */
  readonly lives: readonly LifeTally[];
}

export const newNewcomers = (binBlocks: number): Newcomers => ({
  byUid: new Map(),
  to50: newLifeTally(binBlocks),
  to90: newLifeTally(binBlocks),
  lives: qualityClasses.map(() => newLifeTally(binBlocks)),
});

/** What is known of a newcomer when it registers; `rank` is the share of the peers with a lower quality. */
export interface Arrival {
  readonly quality: number;
  readonly viable: boolean;
  readonly rank: number;
  readonly measured: boolean;
}

export function enter(
  { byUid }: Newcomers,
  uid: Uid,
  registered: Block,
  { rank, ...arrival }: Arrival,
): void {
  byUid.set(uid, {
    ...arrival,
    registered,
    qualityClass: qualityClasses.findIndex(({ upTo }) => rank < upTo),
    recent: [],
    settled: false,
    reached50: false,
    reached90: false,
  });
}

/** A uid that the validators have not yet got to know since it registered. */
export const isNewcomer = ({ byUid }: Newcomers, uid: Uid): boolean => byUid.get(uid)?.settled === false;

export function evict(newcomers: Newcomers, uid: Uid, block: Block): void {
  const newcomer = newcomers.byUid.get(uid);
  newcomers.byUid.delete(uid);
  if (newcomer?.measured) end(newcomers, newcomer, 'evicted', block);
}

/** After a step: the newcomers that are known by now, and those that are paid as they should be. */
export function followStep(newcomers: Newcomers, world: World, truth: Truth): void {
  for (const [uid, newcomer] of newcomers.byUid) {
    newcomer.settled ||= truth.meanScore(uid) >= settledShare * newcomer.quality;
    if (newcomer.measured && newcomer.viable && !newcomer.reached90)
      followPay(newcomers, newcomer, world.network.incentive[uid], world.block, truth);
  }
}

function followPay(
  { to50, to90 }: Newcomers,
  newcomer: Newcomer,
  incentive: number,
  block: Block,
  truth: Truth,
): void {
  newcomer.recent.push(incentive);
  if (newcomer.recent.length > window) newcomer.recent.shift();
  if (newcomer.recent.length < window) return;
  const steady = truth.steadyIncentive(newcomer.quality);
  if (steady <= 0) return;
  const paid = newcomer.recent.reduce((sum, one) => sum + one, 0) / window / steady;
  const age = block - newcomer.registered;
  if (!newcomer.reached50 && paid >= 0.5) {
    newcomer.reached50 = true;
    addLife(to50, 'reached', age);
  }
  if (paid >= 0.9) {
    newcomer.reached90 = true;
    addLife(to90, 'reached', age);
  }
}

/** The tables if the run ended at `block`: newcomers that are still there are censored. */
export function lifeTablesAt(newcomers: Newcomers, block: Block): LifeTables {
  const ended = {
    byUid: newcomers.byUid,
    to50: copyOf(newcomers.to50),
    to90: copyOf(newcomers.to90),
    lives: newcomers.lives.map(copyOf),
  };
  for (const newcomer of ended.byUid.values()) if (newcomer.measured) end(ended, newcomer, 'censored', block);
  return {
    to50: lifeTableOf(ended.to50),
    to90: lifeTableOf(ended.to90),
    survival: ended.lives.map(lifeTableOf),
  };
}

function end(
  { lives, to50, to90 }: Newcomers,
  { registered, qualityClass, viable, reached50, reached90 }: Newcomer,
  how: 'evicted' | 'censored',
  block: Block,
): void {
  const age = block - registered;
  addLife(lives[qualityClass], how, age);
  if (!viable) return;
  if (!reached50) addLife(to50, how, age);
  if (!reached90) addLife(to90, how, age);
}
