import type { Row } from '../../plan/rows.ts';
import { longRunOf } from './path.ts';
import { runOf } from './runs.ts';

/**
 * Rows whose measures are of the long run after the change, as far as they were followed day by day; the others stay those of all
 * measured days.
 */
export const longRunRows = (rows: readonly Row[]): Row[] =>
  rows.map((row) => {
    if (row.status === 'failed' || row.path === undefined) return row;
    const [from, to] = longRunOf(row.plan.days);
    const late = Object.keys(row.path).map((metric) => [metric, runOf(row, metric)?.mean(from, to) ?? null]);
    return { ...row, measures: { ...row.measures, ...Object.fromEntries(late) } };
  });
