import { blocksPerDay } from '../../../sim/units.ts';
import type { Incidence } from '../../analysis/analysis.ts';
import { longRunOf } from '../../analysis/beginning/path.ts';
import { runOf } from '../../analysis/beginning/runs.ts';
import type { Levels } from '../../analysis/cells.ts';
import { incidenceOf } from '../../analysis/lives.ts';
import type { SeriesPoint } from '../../analysis/series.ts';
import { type BeginningPlan, changeOf, shortRunDays } from '../../plan/beginningPlan.ts';
import type { CompleteRow, Row } from '../../plan/rows.ts';
import { cellsOf, type Study } from '../../plan/study.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { pairedDifference } from '../../statistics/paired.ts';

/** US dollars a day against the status quo, in which nothing new is there, paired by seed. */
export interface Gains {
  /** The finder against the miners without a GPU; null where there is none. */
  readonly finder: Estimate | null;
  /** Those that take to the new, those that do not, and all, against all miners. */
  readonly adopters: Estimate | null;
  readonly others: Estimate | null;
  readonly all: Estimate | null;
}

/** What one change brings to whom. */
export interface NewWay {
  readonly levels: Levels;
  readonly change: Levels;
  readonly soon: Gains;
  readonly late: Gains;
  /** [day] means over seeds: share of running miners that have taken to it, and of the pay. */
  readonly uids: readonly SeriesPoint[];
  readonly pay: readonly SeriesPoint[];
  /** Day by which half of the miners had in half of the worlds; that it dies out is the competing end. */
  readonly half: Incidence | null;
  /** Worlds in which half had, in which it died out, and all. */
  readonly worlds: { readonly half: number; readonly died: number; readonly of: number };
  readonly served: Estimate | null;
  readonly client: Estimate | null;
}

type Values = (metric: string, from: number, to: number) => (number | null)[];

/** Every change of a study against its status quo, in the order of its cells. */
export function newWays(
  study: Study & { readonly beginning: BeginningPlan },
  rows: readonly Row[],
): NewWay[] {
  const { beginning, days } = study;
  const seeds = [...new Set(rows.map(({ plan }) => plan.seed))].sort((a, b) => Number(a) - Number(b));
  const trialsOf = (cell: Levels) =>
    seeds.map((seed) => rows.find((row) => row.plan.seed === seed && isOf(row, cell)) ?? null);
  const cells = cellsOf(study);
  const isQuo = (cell: Levels) => Object.keys(changeOf(beginning, cell)).length === 0;
  const changed = cells.filter((cell) => !isQuo(cell));
  const base = valuesOf(trialsOf(cells.find(isQuo) ?? {}));
  return changed.map((levels) => {
    const trials = trialsOf(levels);
    const own = valuesOf(trials);
    // Bonferroni: a column of the table holds for all changes together.
    const level = 1 - 0.05 / changed.length;
    const against = (one: string, other: string, from: number, to: number) =>
      pairedDifference(own(one, from, to), base(other, from, to), level);
    const gains = (from: number, to: number): Gains => ({
      finder: against('finderProfit', 'cpuProfit', from, to),
      adopters: against('adopterProfit', 'minerProfit', from, to),
      others: against('otherProfit', 'minerProfit', from, to),
      all: against('minerProfit', 'minerProfit', from, to),
    });
    const [from, to] = longRunOf(days);
    const ends = trials.flatMap((row) => endOf(row, days));
    return {
      levels,
      change: changeOf(beginning, levels),
      soon: gains(0, Math.min(shortRunDays, days)),
      late: gains(from, to),
      uids: seriesOf(own, 'adopterShare', days),
      pay: seriesOf(own, 'adopterPay', days),
      half: incidenceOf(ends.map(tableOf), `half ${JSON.stringify(levels)}`, 400),
      worlds: {
        half: ends.filter(({ end }) => end === 'reached').length,
        died: ends.filter(({ end }) => end === 'evicted').length,
        of: ends.length,
      },
      served: against('servedGap', 'servedGap', from, to),
      client: against('clientGap', 'clientGap', from, to),
    };
  });
}

const isOf = (row: Row, cell: Levels): row is CompleteRow =>
  row.status === 'complete' && Object.entries(cell).every(([name, value]) => row.levels[name] === value);

/** [seed] means of some days; null where a trial or its values are missing. */
const valuesOf =
  (trials: readonly (Row | null)[]): Values =>
  (metric, from, to) =>
    trials.map((row) =>
      row === null || row.status === 'failed' ? null : (runOf(row, metric)?.mean(from, to) ?? null),
    );

function seriesOf(own: Values, metric: string, days: number): SeriesPoint[] {
  return Array.from({ length: days }, (_, day) => day).flatMap((day) => {
    const known = own(metric, day, day + 1).filter((value) => value !== null);
    return known.length < 2 ? [] : [{ day: day + 1, estimate: estimate(known) }];
  });
}

/** How one world ends its wait for half of its miners, and on which day. */
interface HalfEnd {
  readonly end: 'reached' | 'evicted' | 'censored';
  readonly day: number;
}

function endOf(row: Row | null, days: number): HalfEnd[] {
  const shares = row === null || row.status === 'failed' ? undefined : row.path?.adopterShare;
  if (shares === undefined) return [];
  const half = shares.findIndex((share) => share !== null && share >= 0.5);
  if (half >= 0) return [{ end: 'reached', day: half + 1 }];
  const last = shares.findLastIndex((share) => share !== null && share > 0);
  return last >= 0 && last < shares.length - 1
    ? [{ end: 'evicted', day: last + 2 }]
    : [{ end: 'censored', day: days }];
}

const tableOf = ({ end, day }: HalfEnd) => ({
  binBlocks: blocksPerDay,
  reached: [],
  evicted: [],
  censored: [],
  [end]: [[day - 1, 1] satisfies [number, number]],
});
