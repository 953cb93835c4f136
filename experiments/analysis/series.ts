import { type MarketPoint, marketColumns } from '../../agents/market/series.ts';
import type { CompleteRow, Level, Row } from '../plan/rows.ts';
import { seedsOf } from '../plan/rows.ts';
import { type Estimate, estimate } from '../statistics/estimate.ts';

export type MarketColumn = (typeof marketColumns)[number];

/** A cell of a study of the market: its trials by seed, null where one is missing. */
export interface MarketCell {
  readonly levels: Readonly<Record<string, Level>>;
  readonly trials: readonly (CompleteRow | null)[];
}

/** Rows by cell, in the order of the study's cells; seeds ascending and alike for all. */
export function marketCells(
  cells: readonly Readonly<Record<string, Level>>[],
  rows: readonly Row[],
): MarketCell[] {
  const seeds = seedsOf(rows);
  const keyOf = (levels: Readonly<Record<string, Level>>) =>
    JSON.stringify(Object.entries(levels).sort(([one], [other]) => (one < other ? -1 : 1)));
  const found = new Map<string, CompleteRow>();
  for (const row of rows)
    if (row.status === 'complete' && row.market !== undefined)
      found.set(`${row.plan.seed} ${keyOf(row.levels)}`, row);
  return cells.map((levels) => ({
    levels,
    trials: seeds.map((seed) => found.get(`${seed} ${keyOf(levels)}`) ?? null),
  }));
}

const placeOf = (name: MarketColumn): number => marketColumns.indexOf(name);

/** One column of a trial's looks, with their days. */
export function columnOf(
  points: readonly MarketPoint[],
  name: MarketColumn,
): { day: number; value: number }[] {
  return points.map((point) => ({ day: point[0], value: point[placeOf(name)] }));
}

/** Mean of a column over the looks of days `from` … `to` (the last excluded); null without looks. */
export function meanBetween(
  points: readonly MarketPoint[],
  name: MarketColumn,
  from: number,
  to: number,
): number | null {
  const values = columnOf(points, name).filter(({ day }) => day >= from && day < to);
  return values.length > 0 ? values.reduce((sum, { value }) => sum + value, 0) / values.length : null;
}

/** Least-squares slope of a column against days, between two days; null for fewer than three looks. */
export function slopeBetween(
  points: readonly MarketPoint[],
  name: MarketColumn,
  from: number,
  to: number,
  of: (value: number) => number = (value) => value,
): number | null {
  const looks = columnOf(points, name).filter(({ day }) => day >= from && day < to);
  if (looks.length < 3) return null;
  const mean = (pick: (look: (typeof looks)[number]) => number) =>
    looks.reduce((sum, look) => sum + pick(look), 0) / looks.length;
  const day = mean((look) => look.day);
  // From the first look on, so that what never moves has a slope of 0 and not of a rounding.
  const moved = (look: (typeof looks)[number]) => of(look.value) - of(looks[0].value);
  const value = mean(moved);
  const xy = mean((look) => (look.day - day) * (moved(look) - value));
  const xx = mean((look) => (look.day - day) ** 2);
  return xy / xx;
}

/** A mean over seeds at every look. */
export interface SeriesPoint {
  readonly day: number;
  readonly estimate: Estimate;
}

/** Mean over the seeds of a cell, look by look. */
export function seriesOf({ trials }: MarketCell, name: MarketColumn): SeriesPoint[] {
  const all = trials.flatMap((trial) => (trial === null ? [] : [columnOf(trial.market!, name)]));
  if (all.length === 0) return [];
  return all[0].map(({ day }, look) => ({
    day,
    estimate: estimate(all.map((series) => series[look].value)),
  }));
}
