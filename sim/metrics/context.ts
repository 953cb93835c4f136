import type { WorldEvent } from '../tempo.ts';
import { type Block, blocksPerDay, type Rao, type Uid } from '../units.ts';
import type { World } from '../world.ts';
import { CutFinder } from './cuts.ts';
import {
  enter,
  evict,
  followStep,
  type LifeTables,
  lifeTablesAt,
  type Newcomers,
  newNewcomers,
} from './newcomers.ts';
import { newPeers, type Peers, rankAmong, refresh } from './peers.ts';
import type { Truth } from './truth.ts';

/** How a world is watched. */
export interface Watch {
  /** First block whose events count; before it the world warms up. */
  readonly from: Block;
  /** Stake from which a uid is ranked by stake and not among the peers, RAO. */
  readonly stakeLimit: Rao;
  /** Width of the age bins of the life tables, blocks: one step of the network. */
  readonly binBlocks: number;
  /** Blocks between two samples of the costly measures. */
  readonly sampleBlocks?: number;
}

/** What measures read: the world, what is true of it, and what several of them need and is worked out once an event. */
export interface MeasureContext {
  /** Live: read it before the next event, and change nothing. */
  readonly world: World;
  readonly truth: Truth;
  readonly watch: Watch;
  /** Whether this event belongs to the measured window. */
  readonly measuring: boolean;
  /** Whether this is a measured step at which costly measures take their sample, one a day. */
  readonly sampling: boolean;
  /** Uids judged by incentive, as of the last eviction or measured step. */
  readonly peers: Peers;
  /** [`cutShares`] quality below which so many of the peers lie, as of the last eviction, or of the first registration or departure after a step. */
  readonly cuts: readonly number[];
  /** All that registered during the run; an evicted one is still among them while its eviction is seen. */
  readonly newcomers: Newcomers;
  /** The lives of the newcomers of the measured window up to now. */
  readonly lives: LifeTables;
  /** Whether a candidate of this quality belongs into the network: it is above the cut that validators exclude below. */
  isViable(quality: number): boolean;
}

/** The context of one world. What it holds depends on the events alone, never on which measures read it. */
export class WatchedWorld implements MeasureContext {
  readonly world: World;
  readonly truth: Truth;
  readonly watch: Watch;
  readonly peers: Peers;
  readonly newcomers: Newcomers;
  sampling = false;
  private readonly finder: CutFinder;
  /** Empty from a step until they are needed. */
  private kept: readonly number[] = [];
  private nextSample: Block;

  constructor(world: World, truth: Truth, watch: Watch) {
    this.world = world;
    this.truth = truth;
    this.watch = watch;
    this.peers = newPeers(world);
    this.newcomers = newNewcomers(watch.binBlocks);
    this.finder = new CutFinder(world.network.capacity);
    this.nextSample = watch.from;
  }

  get measuring(): boolean {
    return this.world.block >= this.watch.from;
  }

  get cuts(): readonly number[] {
    return this.kept.length > 0 ? this.kept : this.finder.cuts(this.peers, this.truth);
  }

  get lives(): LifeTables {
    return lifeTablesAt(this.newcomers, this.world.block);
  }

  isViable(quality: number): boolean {
    return quality > this.cuts[1];
  }

  /** Brings up to date what an event changes, before the measures see it. */
  before(event: WorldEvent): void {
    this.sampling = false;
    if (event.kind === 'eviction') this.look();
    else if (event.kind === 'registration') this.meet(event.uid);
    else if (event.kind === 'departure') this.missOut();
    else this.step();
  }

  /** What must not happen before they have seen it. */
  after(event: WorldEvent): void {
    if (event.kind === 'eviction') evict(this.newcomers, event.uid, this.world.block);
  }

  private look(): void {
    refresh(this.peers, this.world, this.truth, this.watch.stakeLimit);
    this.kept = this.finder.cuts(this.peers, this.truth);
  }

  private meet(uid: Uid): void {
    if (this.kept.length === 0) this.look();
    const quality = this.truth.quality[uid];
    enter(this.newcomers, uid, this.world.block, {
      quality,
      viable: this.isViable(quality),
      rank: rankAmong(this.peers, this.truth, quality),
      measured: this.measuring,
    });
  }

  private missOut(): void {
    if (this.measuring && this.kept.length === 0) this.look();
  }

  private step(): void {
    followStep(this.newcomers, this.world, this.truth);
    if (!this.measuring) return;
    refresh(this.peers, this.world, this.truth, this.watch.stakeLimit);
    this.kept = [];
    this.sampling = this.world.block >= this.nextSample;
    if (this.sampling) this.nextSample += this.watch.sampleBlocks ?? blocksPerDay;
  }
}
