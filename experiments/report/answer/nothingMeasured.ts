import type { Row } from '../../plan/rows.ts';
import { number2 } from '../../statistics/format.ts';

/** The answer where no trial has finished: null where one has. */
export function nothingMeasured(rows: readonly Pick<Row, 'status'>[]): string | null {
  if (rows.some(({ status }) => status === 'complete')) return null;
  if (rows.length === 0) return 'Nothing was measured: no trial has finished.';
  return rows.length === 1
    ? 'Nothing was measured: the one trial failed.'
    : `Nothing was measured: all ${number2(rows.length)} trials failed.`;
}
