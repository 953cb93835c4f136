import type { Cell } from '../plan/design/list.ts';
import { metric } from '../plan/measures.ts';
import type { Row } from '../plan/rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { meanInterval } from '../statistics/meanInterval.ts';
import type { Results } from './readResults.ts';

/** One cell of a design with the estimate of each objective; null where no seed has a value. */
export interface CellResult {
  readonly cell: Cell;
  /** [objective] */
  readonly estimates: readonly (Estimate | null)[];
}

/** The cells of a study with their estimates, the best on the first objective first. Pure. */
export function cellResults({ study, rows }: Pick<Results, 'study' | 'rows'>): CellResult[] {
  const keyOf = (cell: Cell) =>
    JSON.stringify(Object.entries(cell).sort(([one], [other]) => (one < other ? -1 : 1)));
  const byCell = new Map<string, Row[]>();
  for (const row of rows) byCell.set(keyOf(row.levels), [...(byCell.get(keyOf(row.levels)) ?? []), row]);
  const results = (study.cells ?? []).map((cell) => ({
    cell,
    estimates: study.objectives.map(({ metric: name }) => {
      const values = (byCell.get(keyOf(cell)) ?? []).flatMap((row) => {
        const value = row.status === 'complete' ? (row.measures[name] ?? null) : null;
        return value === null ? [] : [value];
      });
      return values.length === 0 ? null : meanInterval(values);
    }),
  }));
  const sign = metric(study.objectives[0].metric, study)?.better === 'higher' ? -1 : 1;
  const rank = ({ estimates: [first] }: CellResult) => (first === null ? Infinity : sign * first.mean);
  return results.sort((one, other) => rank(one) - rank(other) || 0);
}
