import { ln } from '../../sim/math/elementary.ts';
import { addSome, addTo, meanOf, newMean } from '../../sim/metrics/mean.ts';
import { type Block, blocksPerDay, type Usd } from '../../sim/units.ts';
import type { Account } from './accounts.ts';

/** One look at the market: the columns of `marketColumns`. */
export type MarketPoint = readonly number[];

/** What a point of the series holds, in order. */
export const marketColumns = [
  'day',
  'price',
  'log2Difficulty',
  'compute',
  'running',
  'gpus',
  'meanLoss',
  'qualityPerDollar',
  'exits',
  'changes',
] as const;

/** The market at one look, before it is summed up. */
export interface MarketState {
  readonly block: Block;
  readonly price: Usd;
  readonly difficulty: number;
  readonly meanLoss: number | null;
  readonly accounts: readonly Account[];
  readonly quality: number;
  /** TFLOP/s that the devices of those that run sustain. */
  readonly compute: number;
  /** US dollars a day that they pay. */
  readonly rent: Usd;
  /** How many of them rent a GPU. */
  readonly gpus: number;
  readonly ableShare: number;
}

/** What measures some more of a market, where it is on. */
export interface Measuring {
  readonly measures: Readonly<Record<string, number | null>>;
}

/** Counts what people do and keeps the series of the market; measures are of the window from `from` on. */
export class MarketTally {
  private readonly start: Block;
  /** Block from which on is measured. */
  readonly from: Block;
  private readonly others: Measuring[] = [];
  private readonly series: MarketPoint[] = [];
  private readonly means = {
    price: newMean(),
    compute: newMean(),
    running: newMean(),
    gpus: newMean(),
    able: newMean(),
    profit: newMean(),
    qualityPerDollar: newMean(),
    loss: newMean(),
  };
  private exits = 0;
  private insolvencies = 0;
  private changes = 0;
  private investments = 0;
  private lostInvestments = 0;
  private regretted = 0;
  private regrettedUsd = 0;
  private investedUsd = 0;
  private allExits = 0;
  private allChanges = 0;

  constructor(start: Block, from: Block) {
    this.start = start;
    this.from = from;
  }

  /** Someone else's measures stand in the row behind those of the market. */
  add(measuring: Measuring): void {
    this.others.push(measuring);
  }

  leave(block: Block, insolvent: boolean): void {
    this.allExits += 1;
    if (block < this.from) return;
    this.exits += 1;
    if (insolvent) this.insolvencies += 1;
  }

  change(block: Block): void {
    this.allChanges += 1;
    if (block >= this.from) this.changes += 1;
  }

  invest(block: Block, cost: Usd): void {
    if (block < this.from) return;
    this.investments += 1;
    this.investedUsd += cost;
  }

  /** A device was given up, or lost with its uid: what it had not paid back by then is gone. */
  abandon({ investment }: Account, block: Block, how: 'given up' | 'lost'): void {
    if (investment === null || investment.paidBackAt <= block || block < this.from) return;
    const left = (investment.paidBackAt - block) / (investment.paidBackAt - investment.since);
    if (how === 'lost') this.lostInvestments += 1;
    else {
      this.regretted += 1;
      this.regrettedUsd += left * investment.cost;
    }
  }

  look(state: MarketState): void {
    const { block, price, difficulty, meanLoss, accounts, quality, compute, rent, gpus, ableShare } = state;
    const running = accounts.filter(({ device }) => device !== null);
    const point = [
      (block - this.start) / blocksPerDay,
      price,
      ln(difficulty / 1e7) / Math.LN2,
      compute,
      running.length,
      gpus,
      meanLoss ?? 0,
      rent > 0 ? quality / rent : 0,
      this.allExits,
      this.allChanges,
    ];
    this.series.push(point.map((value) => Number(value.toPrecision(7))));
    if (block < this.from) return;
    const { means } = this;
    addTo(means.price, price);
    addTo(means.compute, compute);
    if (accounts.length > 0) addTo(means.running, running.length / accounts.length);
    if (running.length > 0) {
      addTo(means.gpus, gpus / running.length);
      addTo(means.profit, running.reduce((sum, { profit }) => sum + profit, 0) / running.length);
    }
    if (rent > 0) addTo(means.qualityPerDollar, quality / rent);
    addTo(means.able, ableShare);
    addSome(means.loss, meanLoss);
  }

  finish(block: Block): { readonly measures: Record<string, number | null>; readonly series: MarketPoint[] } {
    const days = (block - this.from) / blocksPerDay;
    const { means } = this;
    return {
      series: this.series,
      measures: {
        price: meanOf(means.price),
        deployedCompute: meanOf(means.compute),
        runningShare: meanOf(means.running),
        gpuShare: meanOf(means.gpus),
        ableShare: meanOf(means.able),
        minerProfit: meanOf(means.profit),
        qualityPerDollar: meanOf(means.qualityPerDollar),
        answeredLoss: meanOf(means.loss),
        exitsPerDay: this.exits / days,
        insolvenciesPerDay: this.insolvencies / days,
        deviceChanges: this.changes,
        investments: this.investments,
        regrettedChanges: this.regretted,
        lostInvestments: this.lostInvestments,
        investedUsd: this.investedUsd,
        regrettedUsd: this.regrettedUsd,
        ...Object.assign({}, ...this.others.map(({ measures }) => measures)),
      },
    };
  }
}
