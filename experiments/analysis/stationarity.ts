import type { CompleteRow, Row } from '../plan/rows.ts';
import { cellsOf, type Study } from '../plan/study.ts';
import { type Estimate, estimate } from '../statistics/estimate.ts';
import { settlementOf } from '../statistics/settlement.ts';
import { runOf } from './beginning/runs.ts';
import type { Levels } from './cells.ts';

/** Whether one cell stays where it is while it is measured. */
export interface CellStationarity {
  readonly levels: Levels;
  /** Second half of the measured days less the first, over seeds; null for fewer than two. */
  readonly halves: Estimate | null;
  /** Last quarter less the one before. */
  readonly quarters: Estimate | null;
  readonly holds: boolean;
}

/** Whether the measured days of a study without a change are a steady state of one measure. */
export interface Stationarity {
  readonly metric: string;
  readonly margin: number;
  /** Measured days, and how many of them MSER-5 would still leave out of all cells together. */
  readonly days: number;
  readonly dropped: number;
  readonly isPast: boolean;
  readonly cells: readonly CellStationarity[];
}

/**
 * The rule of settling on the measured days of every cell: MSER-5 on the daily means leaves out less than half of the days, common to all
 * cells, and both the halves of the window and its last two quarters differ by less than the margin, with their 95 % intervals. Cells
 * without the measure are left out. Null where none has daily values in two seeds. Throws a `RangeError` for fewer than ten days.
 */
export function stationarityOf(
  study: Study,
  rows: readonly Row[],
  metric: string,
  margin: number,
): Stationarity | null {
  const known = cellsOf(study).flatMap((levels) => {
    const runs = rows.flatMap((row) => (isOf(row, levels) ? (runOf(row, metric) ?? []) : []));
    return runs.length < 2 ? [] : [{ levels, runs }];
  });
  if (known.length === 0) return null;
  const settlement = settlementOf(
    known.map(({ runs }) => runs),
    margin,
  );
  const { days, dropped, isPast } = settlement;
  const half = Math.floor(days / 2);
  const cells = known.map(({ levels, runs }, k): CellStationarity => {
    const changes = runs.flatMap((run) => {
      const [first, second] = [run.mean(0, half), run.mean(half, days)];
      return first === null || second === null ? [] : [second - first];
    });
    const halves = changes.length < 2 ? null : estimate(changes);
    const agrees = halves !== null && halves.low >= -margin && halves.high <= margin;
    return { levels, halves, quarters: settlement.changes[k], holds: settlement.settled[k] && agrees };
  });
  return { metric, margin, days, dropped, isPast, cells };
}

const isOf = (row: Row, cell: Levels): row is CompleteRow =>
  row.status === 'complete' &&
  row.arm === null &&
  Object.entries(cell).every(([name, value]) => row.levels[name] === value);
