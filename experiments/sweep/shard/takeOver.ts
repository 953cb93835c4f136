import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/userError.ts';
import { Journal, readJournal, type StoredRow } from '../../run/journal.ts';
import { lockFolder } from '../../run/lock.ts';
import { readPlan } from '../../run/resultsFolder.ts';
import { realSystem } from '../../run/system/system.ts';

/** Folders within a results folder that hold the pilots of a rule. */
export const pilotFolders = ['beginning', 'warm-up'] as const;

/**
 * Takes pilots that have run in a folder of the same study, so that a shard need not run them again. Returns how many. Throws `UserError` where
 * the folder has none, or those of another study.
 */
export function takeOverPilots(from: string, folder: string, study: string): number {
  const found = pilotFolders.filter((name) => existsSync(join(from, name, 'study.json')));
  if (found.length === 0)
    throw new UserError(
      `${from} holds no pilots (${pilotFolders.join(' or ')}): name a folder of this study that has run them, or leave --after out`,
    );
  let taken = 0;
  for (const name of found) {
    const { hash, plan } = readPlan(join(from, name, 'study.json'));
    refuseOther(from, String(Object(plan).of), study);
    taken += takeOverRows(journalIn(join(from, name)), join(folder, name), hash);
  }
  return taken;
}

/** The same for rows of the study itself: those that are wanted. */
export function takeOverTrials(
  from: string,
  folder: string,
  study: string,
  isWanted: (row: StoredRow) => boolean,
): number {
  const { hash } = readPlan(join(from, 'study.json'));
  refuseOther(from, hash, study);
  return takeOverRows(journalIn(from), folder, study, isWanted);
}

function refuseOther(from: string, found: string, study: string): void {
  if (found !== study)
    throw new UserError(
      `${from} is of study ${found.slice(0, 8)}, not ${study.slice(0, 8)}: name a folder of this study`,
    );
}

function journalIn(folder: string): string {
  const plain = join(folder, 'journal.ndjson');
  return existsSync(plain) ? plain : `${plain}.gz`;
}

function takeOverRows(
  path: string,
  folder: string,
  study: string,
  isWanted: (row: StoredRow) => boolean = () => true,
): number {
  const rows = [...readJournal(path, study).rows.values()].filter(isWanted);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const tools = { ...realSystem, guard: () => lock.lost() };
    const journal = new Journal(join(folder, 'journal.ndjson'), study, tools);
    try {
      const lacking = rows.filter(({ id }) => !journal.content.rows.has(id));
      for (const row of lacking) journal.append(row);
      return lacking.length;
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}
