import { ln } from '../../sim/math/elementary.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import type { MarketEvent, MarketState } from './marketEvent.ts';

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

/** The series of a market from its start, warm-up included. Plain data. */
export interface MarketSeries {
  readonly start: Block;
  readonly points: MarketPoint[];
  exits: number;
  changes: number;
}

export const newSeries = (start: Block): MarketSeries => ({ start, points: [], exits: 0, changes: 0 });

export function seeSeries(series: MarketSeries, event: MarketEvent): void {
  if (event.kind === 'exit') series.exits += 1;
  if (event.kind === 'change') series.changes += 1;
  if (event.kind !== 'look') return;
  const point = pointOf(event.state, (event.block - series.start) / blocksPerDay, series);
  series.points.push(point.map((value) => Number(value.toPrecision(7))));
}

function pointOf(state: MarketState, day: number, { exits, changes }: MarketSeries): MarketPoint {
  const { price, difficulty, compute, running, gpus, meanLoss, rent, quality } = state;
  const log2Difficulty = ln(difficulty / 1e7) / Math.LN2;
  const perDollar = rent > 0 ? quality / rent : 0;
  return [
    day,
    price,
    log2Difficulty,
    compute,
    running.length,
    gpus,
    meanLoss ?? 0,
    perDollar,
    exits,
    changes,
  ];
}
