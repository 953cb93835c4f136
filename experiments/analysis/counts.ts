import type { FailedRow, Row } from '../plan/rows.ts';
import { type Study, trialsOf } from '../plan/study.ts';
import type { TrialCounts } from './analysis.ts';

/** How many trials were planned, ended and failed, an antithetic pair as one; failures in the order of their ids. */
export function countsOf(study: Study, rows: readonly Row[]): TrialCounts {
  const failed = rows.filter((row): row is FailedRow => row.status === 'failed');
  const byId = [...failed].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    planned: trialsOf(study).length / (study.antithetic === true ? 2 : 1),
    complete: rows.length - failed.length,
    failed: byId.map(({ id, reason, replay }) => ({ id, reason, replay })),
  };
}
