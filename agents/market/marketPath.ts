import { finishAll, metricsOf, type Running, seeAll, startAll } from '../../sim/metrics/measure.ts';
import type { DailyValues } from '../../sim/metrics/path.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import type { MarketEvent } from './marketEvent.ts';
import { ableShare } from './measures/ableShare.ts';
import { adopters } from './measures/adopters.ts';
import { answeredLoss } from './measures/answeredLoss.ts';
import { cpuProfit } from './measures/cpuProfit.ts';
import { deployedCompute } from './measures/deployedCompute.ts';
import { gpuShare } from './measures/gpuShare.ts';
import type { AnyMarketMeasure, MarketContext } from './measures/marketMeasure.ts';
import { minerProfit } from './measures/minerProfit.ts';
import { runningShare } from './measures/runningShare.ts';

/** Measures of a market that can be read day by day, each the mean of its looks: a new one is a row. */
const followable: readonly AnyMarketMeasure[] = [
  minerProfit,
  cpuProfit,
  gpuShare,
  ableShare,
  runningShare,
  deployedCompute,
  answeredLoss,
  adopters,
];

export const marketPathNames: readonly string[] = followable.flatMap(metricsOf).map(({ name }) => name);

/** The days of a market so far and the one that runs. Plain data. */
export interface MarketPath {
  readonly names: readonly string[];
  readonly values: Record<string, (number | null)[]>;
  days: number;
  nextDay: Block;
  running: Running<MarketEvent, MarketContext>[];
}

/** Follows those of `names` that are of a market. Each day holds the looks up to its last block. */
export const newMarketPath = (names: readonly string[], context: MarketContext): MarketPath => {
  const own = names.filter((name) => marketPathNames.includes(name));
  return {
    names: own,
    values: {},
    days: 0,
    nextDay: context.from + blocksPerDay,
    running: startDay(own, context),
  };
};

export function seeMarketPath(path: MarketPath, event: MarketEvent, context: MarketContext): void {
  if (path.names.length === 0) return;
  seeAll(path.running, event, context);
  if (event.kind === 'look') endDay(path, context);
}

/** The settings have changed: what a world has only now is followed from now on, and was null on the days before. */
export function heedMarketPath(path: MarketPath, context: MarketContext): void {
  const known = new Set(path.running.map(({ measure }) => measure));
  path.running.push(...startDay(path.names, context).filter(({ measure }) => !known.has(measure)));
}

/** Closes a last day after whose end no look came. */
export function finishMarketPath(path: MarketPath, context: MarketContext): DailyValues {
  endDay(path, context);
  return path.values;
}

function endDay(path: MarketPath, context: MarketContext): void {
  if (context.block < path.nextDay) return;
  const values = finishAll(path.running, context);
  const names = path.names.filter((name) => Object.hasOwn(values, name));
  for (const name of names) {
    path.values[name] ??= new Array<null>(path.days).fill(null);
    path.values[name].push(shortened(values[name]));
  }
  path.days += 1;
  path.nextDay += blocksPerDay;
  path.running = startDay(path.names, context);
}

/** Seven digits, as of every daily value. */
const shortened = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(7));

const startDay = (names: readonly string[], context: MarketContext): MarketPath['running'] =>
  startAll(
    followable.filter((measure) => metricsOf(measure).some(({ name }) => names.includes(name))),
    context,
  );
