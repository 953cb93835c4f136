import type { Block, Uid } from '../units.ts';
import type { World } from '../world.ts';
import { type LifeTable, LifeTally } from './lifeTable.ts';
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

/** Follows everyone who registered during the run: when the validators know them, when they are paid, when they go. */
export class Newcomers {
  private readonly byUid = new Map<Uid, Newcomer>();
  private readonly world: World;
  private readonly truth: Truth;
  private readonly to50: LifeTally;
  private readonly to90: LifeTally;
  private readonly lives: LifeTally[];

  constructor(world: World, truth: Truth, binBlocks: number) {
    this.world = world;
    this.truth = truth;
    this.to50 = new LifeTally(binBlocks);
    this.to90 = new LifeTally(binBlocks);
    this.lives = qualityClasses.map(() => new LifeTally(binBlocks));
  }

  /** `rank` is the share of the peers with a lower quality. */
  enter(uid: Uid, viable: boolean, rank: number, measured: boolean): void {
    this.byUid.set(uid, {
      registered: this.world.block,
      quality: this.truth.quality[uid],
      measured,
      viable,
      qualityClass: qualityClasses.findIndex(({ upTo }) => rank < upTo),
      recent: [],
      settled: false,
      reached50: false,
      reached90: false,
    });
  }

  /** A uid that the validators have not yet got to know since it registered. */
  isNewcomer(uid: Uid): boolean {
    return this.byUid.has(uid) && !this.byUid.get(uid)!.settled;
  }

  evict(uid: Uid): void {
    const newcomer = this.byUid.get(uid);
    this.byUid.delete(uid);
    if (newcomer?.measured) this.end(newcomer, 'evicted');
  }

  /** After a step: who is known by now, and who is paid as it should be. */
  step(): void {
    for (const [uid, newcomer] of this.byUid) {
      newcomer.settled ||= this.truth.meanScore(uid) >= settledShare * newcomer.quality;
      if (newcomer.measured && newcomer.viable && !newcomer.reached90) this.followPay(uid, newcomer);
    }
  }

  private followPay(uid: Uid, newcomer: Newcomer): void {
    newcomer.recent.push(this.world.network.incentive[uid]);
    if (newcomer.recent.length > window) newcomer.recent.shift();
    if (newcomer.recent.length < window) return;
    const steady = this.truth.steadyIncentive(newcomer.quality);
    if (steady <= 0) return;
    const paid = newcomer.recent.reduce((sum, incentive) => sum + incentive, 0) / window / steady;
    const age = this.world.block - newcomer.registered;
    if (!newcomer.reached50 && paid >= 0.5) {
      newcomer.reached50 = true;
      this.to50.add('reached', age);
    }
    if (paid >= 0.9) {
      newcomer.reached90 = true;
      this.to90.add('reached', age);
    }
  }

  /** Ends the run: whoever is still there is censored. */
  finish(): { to50: LifeTable; to90: LifeTable; survival: LifeTable[] } {
    for (const newcomer of this.byUid.values()) if (newcomer.measured) this.end(newcomer, 'censored');
    this.byUid.clear();
    return {
      to50: this.to50.table(),
      to90: this.to90.table(),
      survival: this.lives.map((life) => life.table()),
    };
  }

  private end(newcomer: Newcomer, how: 'evicted' | 'censored'): void {
    const age = this.world.block - newcomer.registered;
    this.lives[newcomer.qualityClass].add(how, age);
    if (!newcomer.viable) return;
    if (!newcomer.reached50) this.to50.add(how, age);
    if (!newcomer.reached90) this.to90.add(how, age);
  }
}
