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

/** US dollars a day against the control, paired by seed. */
export interface Gains {
  /** Null where there is none. */
  readonly finder: Estimate | null;
  readonly adopters: Estimate | null;
  readonly others: Estimate | null;
  readonly all: Estimate | null;
}

/** Whom each is held against: a cell, and what is measured of it. */
export interface Control {
  readonly cell: Levels;
  readonly finder: string;
  readonly adopters: string;
  readonly others: string;
}

/** What one change brings to whom. */
export interface NewWay {
  readonly levels: Levels;
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
  readonly skill: Estimate | null;
}

type Values = (metric: string, from: number, to: number) => (number | null)[];

/** What a study compares: its changes, each with its control. */
export interface Comparing {
  /** Whether a cell is there only to be held against. */
  isControl(levels: Levels): boolean;
  controlOf(levels: Levels, statusQuo: Levels): Control;
}

/** Every change of a study, in the order of its cells; losses are held against the status quo, in which nothing new comes up. */
export function newWays(
  study: Study & { readonly beginning: BeginningPlan },
  rows: readonly Row[],
  { isControl, controlOf }: Comparing,
): NewWay[] {
  const { beginning, days } = study;
  const seeds = [...new Set(rows.map(({ plan }) => plan.seed))].sort((a, b) => Number(a) - Number(b));
  const trialsOf = (cell: Levels) =>
    seeds.map((seed) => rows.find((row) => row.plan.seed === seed && isOf(row, cell)) ?? null);
  const cells = cellsOf(study);
  const isQuo = (cell: Levels) => Object.keys(changeOf(beginning, cell)).length === 0;
  const quo = cells.find(isQuo) ?? {};
  const changed = cells.filter((cell) => !isQuo(cell) && !isControl(cell));
  // Bonferroni: a column of a table holds for all changes together.
  const level = 1 - 0.05 / changed.length;
  return changed.map((levels) => {
    const trials = trialsOf(levels);
    const control = controlOf(levels, quo);
    const compare = { own: valuesOf(trials), base: valuesOf(trialsOf(control.cell)), level };
    return {
      levels,
      ...gainsOf(compare, control, days),
      ...spreadOf(trials, days, JSON.stringify(levels)),
      ...lossesOf({ ...compare, base: valuesOf(trialsOf(quo)) }, days),
    };
  });
}

interface Compare {
  readonly own: Values;
  readonly base: Values;
  readonly level: number;
}

function gainsOf({ own, base, level }: Compare, control: Control, days: number) {
  const gains = (from: number, to: number): Gains => {
    const against = (one: string, other: string) =>
      pairedDifference(own(one, from, to), base(other, from, to), level);
    return {
      finder: against('finderProfit', control.finder),
      adopters: against('adopterProfit', control.adopters),
      others: against('otherProfit', control.others),
      all: against('minerProfit', 'minerProfit'),
    };
  };
  return { soon: gains(0, Math.min(shortRunDays, days)), late: gains(...longRunOf(days)) };
}

function lossesOf({ own, base, level }: Compare, days: number) {
  const of = (metric: string) =>
    pairedDifference(own(metric, ...longRunOf(days)), base(metric, ...longRunOf(days)), level);
  return { served: of('servedGap'), client: of('clientGap'), skill: of('validatorSkill') };
}

function spreadOf(trials: readonly (Row | null)[], days: number, key: string) {
  const own = valuesOf(trials);
  const ends = trials.flatMap((row) => endOf(row, days));
  const count = (wanted: HalfEnd['end']) => ends.filter(({ end }) => end === wanted).length;
  return {
    uids: seriesOf(own, 'adopterShare', days),
    pay: seriesOf(own, 'adopterPay', days),
    half: incidenceOf(ends.map(tableOf), `half ${key}`, 400),
    worlds: { half: count('reached'), died: count('evicted'), of: ends.length },
  };
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
