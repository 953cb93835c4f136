import { ifAllCame } from './measures.ts';
import type { Study } from './study.ts';
import type { TrialPlan, TrialResult } from './trial.ts';

/** A value of a factor. */
export type Level = number | string | boolean;

interface RowHead {
  readonly id: string;
  /** null: a main trial; else the name of its arm. */
  readonly arm: string | null;
  readonly levels: Readonly<Record<string, Level>>;
  readonly plan: TrialPlan;
}

/** The row of a trial that ran to its end: what it brought back, under its id and its place in the study. */
export interface CompleteRow extends RowHead, TrialResult {
  readonly status: 'complete';
}

/** The row of a trial that failed: why, and how to run it again. */
export interface FailedRow extends RowHead {
  readonly status: 'failed';
  readonly reason: string;
  /** Whose doing it was and when, where that is known. */
  readonly agent?: string;
  readonly block?: number;
  /** The command that runs this trial again. */
  readonly replay?: string;
}

/** One finished trial of a study as the results keep it. */
export type Row = CompleteRow | FailedRow;

/** Stored rows as rows of a study. Throws a `RangeError` for one that is of something else. */
export function rowsOf(stored: Iterable<object>): Row[] {
  return Array.from(stored, (row) => {
    if (isRow(row)) return row;
    throw new RangeError('a stored row of a study has a status, levels and a plan: another command wrote it');
  });
}

const isRow = (row: object): row is Row => 'status' in row && 'levels' in row && 'plan' in row;

/** Complete trials of one group: [level][seed], seeds ascending and alike for all levels; null where none. */
export type Grid = readonly (readonly (CompleteRow | null)[])[];

/** Seeds as the study numbers them: "2" comes before "10". */
const bySeed = (one: string, other: string): number => Number(one) - Number(other) || (one < other ? -1 : 1);

export function seedsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map((row) => row.plan.seed))].sort(bySeed);
}

/** Puts rows that differ in level and seed only on a grid. */
export function gridOf(
  factor: string,
  levels: readonly number[],
  seeds: readonly string[],
  rows: readonly Row[],
): Grid {
  const cells = new Map<string, CompleteRow>();
  for (const row of rows) {
    if (row.status === 'complete') cells.set(`${row.levels[factor]} ${row.plan.seed}`, row);
  }
  return levels.map((level) => seeds.map((seed) => cells.get(`${level} ${seed}`) ?? null));
}

/** A metric on a grid: [level][seed], null where the trial or its value is missing, or where an age did not come in all trials of a level. */
export function valuesOn(grid: Grid, metric: string): (number | null)[][] {
  return grid.map((rows) =>
    ifAllCame(
      metric,
      rows.map((row) => row?.measures[metric] ?? null),
    ),
  );
}

/** The numbers of the first factor, ascending. Throws a `RangeError` if a study has none. */
export function numericLevels(study: Study): number[] {
  const [factor] = study.factors;
  const numbers = (factor?.values ?? []).filter((value) => typeof value === 'number');
  if (factor === undefined || numbers.length < factor.values.length) {
    const received = factor === undefined ? 'none' : `${factor.name}=${factor.values.join(',')}`;
    throw new RangeError(
      `the first factor of a study to be analysed must be numeric; received ${received} (put a numeric factor first)`,
    );
  }
  return [...numbers].sort((one, other) => one - other);
}
