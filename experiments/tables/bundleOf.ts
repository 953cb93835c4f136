import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isOfModel } from '../plan/modelStudyShape.ts';
import { hashOfRows } from '../report/readResults.ts';
import type { Bundle } from './bundle.ts';
import { dictionaryOf } from './dictionary.ts';
import { figureBundle, figureTables } from './figureBundle.ts';
import { modelBundle } from './modelBundle.ts';
import { seriesTable } from './seriesTable.ts';
import { readSource, sourceMark } from './source.ts';
import { trialsTable } from './trialsTable.ts';

/** Whether a folder holds what tables are made from. */
export const hasRows = (folder: string): boolean =>
  ['study.json', 'journal.ndjson', 'journal.ndjson.gz'].some((name) => existsSync(join(folder, name))) ||
  figureTables(folder).length > 0;

/** SHA-256 of what the tables of a folder are made from, as it is on the disk. */
export const markOf = (folder: string): string => sourceMark(folder, figureTables(folder));

/**
 * The tables of a results folder, `trials` and `series`, or those of a reproduced figure. Throws `UserError` where the folder holds neither, and as
 * `readSource` does.
 */
export function bundleOf(folder: string): Bundle {
  if (!existsSync(join(folder, 'study.json')) && figureTables(folder).length > 0) return figureBundle(folder);
  const source = readSource(folder);
  if (isOfModel(source.plan)) return modelBundle(source);
  const series = seriesTable(source);
  const tables = [trialsTable(source), series];
  const { study, plan, hash, engine, rows, badLines } = source;
  return {
    name: study,
    title: `Trials of ${study}`,
    description: typeof plan.question === 'string' ? plan.question : null,
    tables,
    dictionary: () => dictionaryOf(tables, source, series),
    badLines,
    origin: { planHash: hash, engine, rowsHash: hashOfRows(folder, rows) },
  };
}
