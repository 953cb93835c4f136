import { canonical } from '../../base/canonical.ts';
import { changeOf, isBase, shortRunDays, worldOf } from '../../plan/beginningPlan.ts';
import type { CompleteRow, Level, Row } from '../../plan/rows.ts';
import { cellsOf } from '../../plan/study.ts';
import { type DailyRun, pairedRun, windowMeans } from '../../statistics/dailyRun.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { type Settlement, settlementOf } from '../../statistics/settlement.ts';
import { runOf } from './runs.ts';
import type { BeginningFinding, WorldSettling } from './settling.ts';
import { type BegunStudy, worldLabel } from './worlds.ts';

type Levels = Readonly<Record<string, Level>>;

/** What changes do to the worlds of a study, day by day. */
export interface PathAnalysis {
  /** Days before the change. */
  readonly daysBefore: number;
  /** Days after it that were measured, and those at which the path is told. */
  readonly days: number;
  readonly toldDays: readonly number[];
  readonly pilots: number;
  readonly worlds: readonly WorldPath[];
}

export interface WorldPath {
  readonly settling: WorldSettling;
  readonly label: string;
  readonly seeds: number;
  /** One for each objective, in the order of the study, then for what else was followed and the world has. */
  readonly measures: readonly MeasurePath[];
}

/** What every level does to one measure, against the status quo of the same world, paired by seed. */
export interface MeasurePath {
  readonly metric: string;
  /** Null for what does not decide: its long run is a mean of those days and no claim that it has settled. */
  readonly margin: number | null;
  /** The rule on the paired differences, [level] in its groups; null where nothing decides, or two seeds are missing. */
  readonly settlement: Settlement | null;
  readonly levels: readonly LevelPath[];
}

export interface LevelPath {
  /** The levels that change. */
  readonly change: Levels;
  /** [day after the change] null where fewer than two seeds have a value. */
  readonly days: readonly (Estimate | null)[];
  readonly shortRun: Estimate | null;
  /** Mean of the window [T, 2T], at 95 % and at 95 % for all levels together; whether it may be called the long run says `settled`. */
  readonly window: Estimate | null;
  readonly simultaneous: Estimate | null;
  /** The world had settled before its change, and the difference has settled after it. */
  readonly settled: boolean;
}

/** First and last day of the long run, [T, 2T]: the second half of the measured days. */
export const longRunOf = (days: number): readonly [number, number] => [Math.floor(days / 2), days];

/** From the trials of a study to the paths of its changes. Pure; the order of rows does not matter. */
export function pathOf(study: BegunStudy, rows: readonly Row[], finding: BeginningFinding): PathAnalysis {
  return {
    daysBefore: finding.days,
    days: study.days,
    toldDays: study.beginning.pathDays,
    pilots: finding.pilots,
    worlds: finding.worlds.map((settling) => worldPath(study, rows, settling)),
  };
}

/** The complete trials of one cell, by seed. */
type BySeed = ReadonlyMap<string, CompleteRow>;

function worldPath(study: BegunStudy, rows: readonly Row[], settling: WorldSettling): WorldPath {
  const { arm, levels } = settling.world;
  const { beginning, objectives } = study;
  const own = rows.filter(
    (row): row is CompleteRow =>
      row.status === 'complete' &&
      row.arm === arm &&
      canonical(worldOf(beginning, row.levels)) === canonical(levels),
  );
  const changes = changesOf(study, own);
  const trialsOf = (change: Levels): BySeed =>
    new Map(
      own
        .filter((row) => canonical(changeOf(beginning, row.levels)) === canonical(change))
        .map((row) => [row.plan.seed, row]),
    );
  const base = trialsOf({});
  const cells = changes.map((change) => ({ change, trials: trialsOf(change) }));
  const deciding = objectives.map(({ metric, margin }) => ({ metric, margin }));
  const decides = new Set(deciding.map(({ metric }) => metric));
  // What the status quo has not has no difference from it.
  const beside = [...new Set([...base.values()].flatMap(({ path }) => Object.keys(path ?? {})))]
    .filter((metric) => !decides.has(metric))
    .map((metric) => ({ metric, margin: null }));
  return {
    settling,
    label: worldLabel(settling.world),
    seeds: base.size,
    measures: [...deciding, ...beside].map(({ metric, margin }) =>
      measurePath(metric, margin, base, cells, settling.settled),
    ),
  };
}

/** The changes that trials of a world make, in the order of the study's cells; the status quo is none. */
function changesOf(study: BegunStudy, own: readonly CompleteRow[]): Levels[] {
  const made = new Set(own.map(({ levels }) => canonical(changeOf(study.beginning, levels))));
  const known = new Map<string, Levels>();
  for (const cell of cellsOf(study)) {
    const change = changeOf(study.beginning, cell);
    const key = canonical(change);
    if (!isBase(study.beginning, cell, cell) && made.has(key)) known.set(key, change);
  }
  return [...known.values()];
}

function measurePath(
  metric: string,
  margin: number | null,
  base: BySeed,
  cells: readonly { readonly change: Levels; readonly trials: BySeed }[],
  hadSettled: boolean,
): MeasurePath {
  const runs = cells.map(({ trials }) => differencesOf(metric, trials, base));
  const enough = runs.length > 0 && runs.every((own) => own.length >= 2);
  const settlement = margin === null || !enough ? null : settlementOf(runs, margin);
  return {
    metric,
    margin,
    settlement,
    levels: cells.map(({ change }, k) =>
      levelPath(change, runs[k], runs.length, hadSettled && (settlement?.settled[k] ?? false)),
    ),
  };
}

/** Level − status quo of the seeds that have both. */
const differencesOf = (metric: string, trials: BySeed, base: BySeed): DailyRun[] =>
  [...trials].sort(bySeed).flatMap(([seed, row]) => {
    const other = base.get(seed);
    const [one, two] = [runOf(row, metric), other === undefined ? null : runOf(other, metric)];
    return one === null || two === null ? [] : [pairedRun(one, two)];
  });

const bySeed = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Number(one) - Number(other) || (one < other ? -1 : 1);

function levelPath(change: Levels, runs: readonly DailyRun[], levels: number, settled: boolean): LevelPath {
  const days = Math.min(...runs.map((run) => run.days));
  const count = Number.isFinite(days) ? days : 0;
  const [from, to] = longRunOf(count);
  return {
    change,
    days: Array.from({ length: count }, (_, day) => meanOf(runs, day, day + 1)),
    shortRun: meanOf(runs, 0, Math.min(shortRunDays, count)),
    window: meanOf(runs, from, to),
    // Bonferroni: whichever level is named, its interval holds.
    simultaneous: meanOf(runs, from, to, 1 - 0.05 / levels),
    settled,
  };
}

function meanOf(runs: readonly DailyRun[], from: number, to: number, level = 0.95): Estimate | null {
  const values = windowMeans(runs, from, to);
  return values.length < 2 ? null : estimate(values, level);
}
