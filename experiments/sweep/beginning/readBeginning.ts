import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BeginningFinding, findingOf } from '../../analysis/beginning/settling.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import { rowsOf } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import { readJournal } from '../../run/journal.ts';

/** Where a study keeps the pilots of its beginning. */
export const beginningFolder = (folder: string): string => join(folder, 'beginning');

/** The finding of a results folder; null where its study has no beginning, or its pilots have not all run. */
export function readBeginning(folder: string, study: Study): BeginningFinding | null {
  if (!isBegun(study)) return null;
  const plain = join(beginningFolder(folder), 'journal.ndjson');
  const path = existsSync(plain) ? plain : `${plain}.gz`;
  return existsSync(path) ? findingOf(study, rowsOf(readJournal(path).rows.values())) : null;
}
