import { engineOf, trialId } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import type { Row } from '../../plan/rows.ts';
import { type Study, trialsOf } from '../../plan/study.ts';
import type { Results } from '../../report/readResults.ts';
import type { Fault } from './decide.ts';

/**
 * What a results folder holds against the plan that was hashed before its first trial. Rows of another engine are a fault that a
 * proposal shows. Throws `UserError` for a plan that was edited since: its rows answer another question.
 */
export function faultsOf(folder: string, { study, studyHash, rows, engine, badLines }: Results): Fault[] {
  const planned = new Set(trialsOf(study).map(({ plan }) => trialId(plan)));
  const own = rows.filter((row) => row.id === trialId(row.plan));
  if (engine !== engineOf(study)) {
    if (own.length > 0)
      throw new UserError(
        `${folder}/study.json was edited after its first trial: it has the hash ${studyHash.slice(0, 8)} of another plan, ` +
          'and nothing was written; put the plan back, or run the new one in another folder',
      );
    const what = `the trials were run by another engine than ${engineOf(study)}: all ${planned.size} must run again`;
    return [{ kind: 'engine', what, runs: planned.size }];
  }
  return [
    ...missingFault(study, planned, rows),
    ...failedFault(rows),
    ...counted(
      'foreign',
      rows.filter(({ id }) => !planned.has(id)).length,
      'is no trial of the plan',
      'are no trials of the plan',
    ),
    ...counted('damaged', badLines, 'line of the journal is damaged', 'lines of the journal are damaged'),
  ];
}

function missingFault(study: Study, planned: ReadonlySet<string>, rows: readonly Row[]): Fault[] {
  const kept = new Set(rows.map(({ id }) => id));
  const missing = [...planned].filter((id) => !kept.has(id)).length;
  if (missing === 0) return [];
  const what = `${missing} of the ${planned.size} planned trials of ${study.name} have not run`;
  return [{ kind: 'missing', what, runs: missing }];
}

function failedFault(rows: readonly Row[]): Fault[] {
  const failed = rows.filter(({ status }) => status === 'failed').length;
  return counted('failed', failed, 'trial failed', 'trials failed');
}

function counted(kind: Fault['kind'], count: number, one: string, many: string): Fault[] {
  return count === 0 ? [] : [{ kind, what: `${count} ${count === 1 ? one : many}`, runs: count }];
}
