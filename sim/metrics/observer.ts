import { ln } from '../math/elementary.ts';
import { stakeAt } from '../stake.ts';
import type { WorldEvent } from '../tempo.ts';
import { type Block, blocksPerDay, type Rao, type Uid } from '../units.ts';
import type { World } from '../world.ts';
import { AdversaryMeasures } from './adversaries.ts';
import { CabalPay } from './cabalPay.ts';
import { byOwner, gini, herfindahl, nakamotoCoefficient } from './concentration.ts';
import { cutShares, Evictions } from './evictions.ts';
import { agreement, spearman, topDecileIncentive } from './fidelity.ts';
import type { LifeTable } from './lifeTable.ts';
import { Mean } from './mean.ts';
import { Newcomers } from './newcomers.ts';
import { Peers } from './peers.ts';
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

/** Measured values by metric name; null where a rate has no denominator. */
export type Measures = Record<string, number | null>;

export interface Observation {
  readonly measures: Measures;
  readonly tables: { readonly to50: LifeTable; readonly to90: LifeTable; readonly survival: LifeTable[] };
  /** One point a day: what the time series charts draw. */
  readonly days: readonly DayPoint[];
}

export interface DayPoint {
  readonly day: number;
  readonly networkQuality: number;
  readonly registrations: number;
  readonly difficulty: number;
  readonly immuneShare: number;
}

/** Candidates of the measured window, as those who keep the gate count them. */
export interface Gatekeeping {
  viableRegistered: number;
  viableLeft: number;
}

/** Watches a running world event by event and sums up what the registry of metrics defines. */
export class Observer {
  readonly gate: Gatekeeping = { viableRegistered: 0, viableLeft: 0 };
  private readonly world: World;
  private readonly truth: Truth;
  private readonly watch: Watch;
  private readonly peers: Peers;
  private readonly newcomers: Newcomers;
  private readonly evictions: Evictions;
  private readonly adversaries: AdversaryMeasures | null;
  private readonly cabalPay: CabalPay | null;
  private readonly means = {
    networkQuality: new Mean(),
    servedQuality: new Mean(),
    immuneShare: new Mean(),
    log2Difficulty: new Mean(),
    spearman: new Mean(),
    topDecile: new Mean(),
    agreement: new Mean(),
    gini: new Mean(),
    nakamoto: new Mean(),
    stakeHhi: new Mean(),
    ownerHhi: new Mean(),
  };
  private readonly days: DayPoint[] = [];
  private registrations = 0;
  private today = { quality: new Mean(), immune: new Mean(), registrations: 0 };
  private nextSample: Block;
  private nextDay: Block;
  private cuts: number[] = [];
  private entries = 0;
  private updatesBefore = 0;

  constructor(world: World, truth: Truth, watch: Watch) {
    this.world = world;
    this.truth = truth;
    this.watch = watch;
    this.peers = new Peers(world, truth, watch.stakeLimit);
    this.newcomers = new Newcomers(world, truth, watch.binBlocks);
    this.evictions = new Evictions(this.peers, truth, this.newcomers);
    this.adversaries = truth.adversaries ? new AdversaryMeasures(world, truth.adversaries, watch.from) : null;
    this.cabalPay = truth.isCabal ? new CabalPay(world, truth.isCabal) : null;
    this.nextSample = watch.from;
    this.nextDay = watch.from + blocksPerDay;
  }

  see(event: WorldEvent): void {
    if (event.kind === 'eviction') this.seeEviction(event.uid);
    else if (event.kind === 'registration') this.seeRegistration(event.uid);
    else this.seeStep(event.payout.entries);
  }

  /** A candidate gave up; `quality` is what it would have been worth. */
  seeLeaving(quality: number): void {
    if (!this.measuring) return;
    if (quality > this.qualityCut()) this.gate.viableLeft += 1;
  }

  private get measuring(): boolean {
    return this.world.block >= this.watch.from;
  }

  /** The cut at the middle share, as of the last eviction or step; computed when asked for. */
  private qualityCut(): number {
    if (this.cuts.length === 0) this.look();
    return this.cuts[1];
  }

  private look(): void {
    this.peers.refresh();
    this.cuts = this.peers.cuts(cutShares);
  }

  private seeEviction(uid: Uid): void {
    this.look();
    if (this.measuring) this.evictions.judge(uid, this.cuts);
    this.newcomers.evict(uid);
  }

  private seeRegistration(uid: Uid): void {
    const quality = this.truth.quality[uid];
    const viable = quality > this.qualityCut();
    this.newcomers.enter(uid, viable, this.rankOf(quality), this.measuring);
    if (!this.measuring) return;
    this.registrations += 1;
    this.today.registrations += 1;
    if (viable) this.gate.viableRegistered += 1;
  }

  private rankOf(quality: number): number {
    let lower = 0;
    for (let k = 0; k < this.peers.count; k++) if (this.truth.quality[this.peers.uids[k]] < quality) lower++;
    return this.peers.count > 0 ? lower / this.peers.count : 0;
  }

  private seeStep(entries: number): void {
    this.newcomers.step();
    if (!this.measuring) {
      this.updatesBefore = this.truth.updates();
      this.adversaries?.skip(this.updatesBefore);
      return;
    }
    this.entries += entries;
    this.cabalPay?.step();
    this.peers.refresh();
    this.cuts = [];
    this.weighQuality();
    this.adversaries?.step();
    const immuneShare = this.peers.immuneShare();
    this.today.immune.add(immuneShare);
    this.means.immuneShare.add(immuneShare);
    this.means.log2Difficulty.add(log2(Number(this.world.gate.difficulty) / 1e7));
    if (this.world.block >= this.nextSample) this.sample();
    if (this.world.block >= this.nextDay) this.endDay();
  }

  /** Mean true loss of the peers, plain and weighted by what they are paid. */
  private weighQuality(): void {
    const { uids, count } = this.peers;
    let loss = 0;
    let paidLoss = 0;
    let paid = 0;
    for (let k = 0; k < count; k++) {
      const uid = uids[k];
      const incentive = this.world.network.incentive[uid];
      loss += this.truth.loss[uid];
      paidLoss += incentive * this.truth.loss[uid];
      paid += incentive;
    }
    if (count > 0) this.means.networkQuality.add(loss / count);
    if (count > 0) this.today.quality.add(loss / count);
    if (paid > 0) this.means.servedQuality.add(paidLoss / paid);
  }

  private sample(): void {
    const { network } = this.world;
    const stakes = Array.from({ length: network.size }, (_, uid) => stakeAt(network.stakes, uid));
    const paid = Array.from(this.peers.uids.subarray(0, this.peers.count), (uid) => network.incentive[uid]);
    const income = Array.from({ length: network.size }, (_, uid) =>
      this.truth.validator[uid] ? 0 : network.incentive[uid],
    );
    const byUid = stakes.filter((_, uid) => this.truth.validator[uid]);
    this.means.spearman.addSome(spearman(network, this.truth, this.peers));
    this.means.topDecile.addSome(topDecileIncentive(network, this.truth, this.peers));
    this.means.agreement.addSome(agreement(network));
    this.means.gini.add(gini(paid));
    this.means.nakamoto.add(nakamotoCoefficient(byOwner(stakes, network.coldkey, network.size)));
    this.means.stakeHhi.add(herfindahl(byUid));
    this.means.ownerHhi.add(herfindahl(byOwner(income, network.coldkey, network.size)));
    this.nextSample += this.watch.sampleBlocks ?? blocksPerDay;
  }

  private endDay(): void {
    this.days.push({
      day: this.days.length + 1,
      networkQuality: this.today.quality.value ?? 0,
      registrations: this.today.registrations,
      difficulty: Number(this.world.gate.difficulty),
      immuneShare: this.today.immune.value ?? 0,
    });
    this.today = { quality: new Mean(), immune: new Mean(), registrations: 0 };
    this.nextDay += blocksPerDay;
  }

  /** Sums up at the end of the run. */
  finish(): Observation {
    const tables = this.newcomers.finish();
    const days = (this.world.block - this.watch.from) / blocksPerDay;
    const { means } = this;
    return {
      tables,
      days: this.days,
      measures: {
        networkQuality: means.networkQuality.value,
        servedQuality: means.servedQuality.value,
        ...this.judged(),
        deterred: this.deterred(),
        registrationsPerDay: this.registrations / days,
        churn: this.registrations / days / this.world.network.capacity,
        immuneShare: means.immuneShare.value,
        log2Difficulty: means.log2Difficulty.value,
        spearman: means.spearman.value,
        topDecileIncentive: means.topDecile.value,
        agreement: means.agreement.value,
        incentiveGini: means.gini.value,
        nakamotoCoefficient: means.nakamoto.value,
        validatorHhi: means.stakeHhi.value,
        coldkeyHhi: means.ownerHhi.value,
        registrations: this.registrations,
        evictedOutsidePeers: this.evictions.outsidePeers,
        scoreUpdates: this.truth.updates() - this.updatesBefore,
        weightEntries: this.entries,
        ...this.adversaries?.finish(this.truth.updates()),
        ...this.cabalPay?.finish(),
      },
    };
  }

  /** Wrong evictions per 100 registrations; missing below 20 registrations. Suffix: the cut in tenths of a percent. */
  private judged(): Measures {
    const measures: Measures = {};
    const rate = (count: number) =>
      this.registrations >= leastRegistrations ? (100 * count) / this.registrations : null;
    for (const [k, sums] of this.evictions.byCut.entries()) {
      const suffix = k === 1 ? '' : `Cut${Math.round(1000 * cutShares[k])}`;
      for (const [name, count] of Object.entries(sums)) measures[name + suffix] = rate(count);
      measures[`wrongEvictions${suffix}`] = rate(
        sums.wronglyEvictedNewcomers + sums.wronglyEvictedIncumbents,
      );
    }
    return measures;
  }

  private deterred(): number | null {
    const { viableLeft, viableRegistered } = this.gate;
    const decided = viableLeft + viableRegistered;
    return decided > 0 ? (100 * viableLeft) / decided : null;
  }
}

/** Registrations below which a trial has no rates. */
export const leastRegistrations = 20;

const log2 = (x: number): number => ln(x) / Math.LN2;
