import { normalQuantile, pow } from '../../sim/math/elementary.ts';
import { type NoiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import type { Serial, Share } from '../../sim/units.ts';
import type { Attention } from './attention.ts';
import { type MinerSkill, scoreOfLoss } from './minerSkill.ts';

/** Slots of miners. */
export interface SeatSettings {
  readonly domains: number;
  /** Slots of a network; one network has as many for each domain. */
  readonly slots: number;
  /** Power of the score in the pay. */
  readonly payPower: number;
  /** Part of the gap between its pay and what it spends on its model that a miner closes in a week. */
  readonly upgrading: Share;
}

/** A vacant slot has no miner. */
const vacant = -1;
/** Least that a miner spends, over the mean pay of a slot: a machine that it has anyway. */
export const leastSpent = 0.01;

/** All slots of all domains: who has them, how it scores and what it is paid. [seat] arrays, changed in place. */
export class Seats {
  readonly settings: SeatSettings;
  readonly isOne: boolean;
  readonly count: number;
  readonly miner: Int32Array;
  /** A seat of one network works in the domain of its miner, a seat of several in that of its network. */
  readonly domain: Int32Array;
  readonly since: Int32Array;
  readonly talent: Float64Array;
  readonly spent: Float64Array;
  readonly score: Float64Array;
  /** What the score comes to in the end: the mean score of a query at its loss. */
  readonly steady: Float64Array;
  readonly loss: Float64Array;
  /** The mean pay of a slot is 1. */
  readonly pay: Float64Array;
  /** [domain] Scores to the power of the pay, summed, and the domain's pay; of the last day. */
  readonly worth: Float64Array;
  readonly domainPay: Float64Array;
  /** [domain] Miners that work there, of the last day. */
  readonly workers: Int32Array;
  private readonly skill: MinerSkill;

  constructor(settings: SeatSettings, skill: MinerSkill, isOne: boolean) {
    const { domains, slots } = settings;
    this.settings = settings;
    this.skill = skill;
    this.isOne = isOne;
    this.count = domains * slots;
    this.miner = new Int32Array(this.count).fill(vacant);
    this.domain = Int32Array.from({ length: this.count }, (_, seat) => Math.floor(seat / slots));
    this.since = new Int32Array(this.count);
    this.talent = new Float64Array(this.count);
    this.spent = new Float64Array(this.count);
    this.score = new Float64Array(this.count);
    this.steady = new Float64Array(this.count);
    this.loss = new Float64Array(this.count);
    this.pay = new Float64Array(this.count);
    this.worth = new Float64Array(domains);
    this.domainPay = new Float64Array(domains);
    this.workers = new Int32Array(domains);
  }

  isTaken(seat: number): boolean {
    return this.miner[seat] !== vacant;
  }

  /** A miner takes a seat and works in a domain. `spent`: on its model; `known`: the share of its score that validators know. */
  take(seat: number, miner: Serial, domain: number, day: number, spent: number, known: Share = 0): void {
    this.miner[seat] = miner;
    this.domain[seat] = domain;
    this.since[seat] = day;
    this.talent[seat] = this.skill.talent(miner, domain);
    this.spent[seat] = Math.max(leastSpent, spent);
    this.run(seat);
    this.score[seat] = known * this.steady[seat];
    this.pay[seat] = 0;
  }

  /** The miner runs the model that it spends its money on. */
  private run(seat: number): void {
    this.loss[seat] = this.skill.lossOf(this.talent[seat], this.spent[seat]);
    this.steady[seat] = scoreOfLoss(this.loss[seat]);
  }

  leave(seat: number): void {
    this.miner[seat] = vacant;
    this.score[seat] = 0;
    this.pay[seat] = 0;
  }

  /** A day of sweeps: every score moves towards what the day's queries showed. */
  judge({ perDay, noise }: Attention, luck: NoiseKey): void {
    for (let seat = 0; seat < this.count; seat++) {
      if (!this.isTaken(seat)) continue;
      const lucky = noise > 0 ? noise * normalQuantile(uniformAt(noiseOf(luck, this.miner[seat]))) : 0;
      const shown = this.steady[seat] * Math.max(0, 1 + lucky);
      this.score[seat] += perDay * (shown - this.score[seat]);
    }
  }

  /** Pays a day. `shares`: [domain] of the miners' pay; what goes to a domain without miners is lost. */
  payOut(shares: readonly Share[]): void {
    const { payPower } = this.settings;
    this.worth.fill(0);
    this.workers.fill(0);
    for (let seat = 0; seat < this.count; seat++) {
      this.pay[seat] = payPower === 1 ? this.score[seat] : pow(this.score[seat], payPower);
      if (!this.isTaken(seat)) continue;
      this.worth[this.domain[seat]] += this.pay[seat];
      this.workers[this.domain[seat]] += 1;
    }
    for (const [domain, share] of shares.entries()) this.domainPay[domain] = share * this.count;
    for (let seat = 0; seat < this.count; seat++) {
      const worth = this.worth[this.domain[seat]];
      if (this.pay[seat] > 0) this.pay[seat] *= this.domainPay[this.domain[seat]] / worth;
    }
  }

  /** A week's end: miners fit what they spend to their pay, once they have had some. */
  upgrade(): void {
    const { upgrading } = this.settings;
    for (let seat = 0; seat < this.count; seat++) {
      if (!this.isTaken(seat) || this.pay[seat] === 0) continue;
      this.spent[seat] += upgrading * (Math.max(leastSpent, this.pay[seat]) - this.spent[seat]);
      this.run(seat);
    }
  }

  /**
   * The seat that a newcomer to a domain gets: a vacant one, else the least paid that is no longer immune; null: all are immune. In one
   * network every seat is one of them. `immunity`: days.
   */
  seatFor(domain: number, day: number, immunity: number): number | null {
    const { slots } = this.settings;
    const [first, end] = this.isOne ? [0, this.count] : [domain * slots, (domain + 1) * slots];
    let worst: number | null = null;
    for (let seat = first; seat < end; seat++) {
      if (!this.isTaken(seat)) return seat;
      if (day - this.since[seat] < immunity) continue;
      if (worst === null || this.pay[seat] < this.pay[worst]) worst = seat;
    }
    return worst;
  }

  /** What a miner of this talent would be paid a day in a domain once it is known, if it spent as others there do. */
  prospect(talent: number, domain: number): number {
    const share = this.domainPay[domain];
    const spent = Math.max(leastSpent, this.usualPay(domain));
    const worth = pow(scoreOfLoss(this.skill.lossOf(talent, spent)), this.settings.payPower);
    return (share * worth) / (this.worth[domain] + worth);
  }

  /** Mean pay of those who work in a domain: what a newcomer spends at first. */
  usualPay(domain: number): number {
    return this.domainPay[domain] / Math.max(1, this.workers[domain]);
  }

  talentOf(miner: Serial, domain: number): number {
    return this.skill.talent(miner, domain);
  }
}
