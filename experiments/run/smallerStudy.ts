import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../base/userError.ts';
import { readPlan, refuseForeign, type WrittenStudy } from './studyFile.ts';

/** What a person should know before a study begins in a folder of its own: that one beside it holds a smaller form of it, with trials to use again. */
export function smallerNotes(folder: string, study: WrittenStudy): string[] {
  const beside = dirname(folder);
  if (existsSync(folder) || !existsSync(beside)) return [];
  const smaller = readdirSync(beside)
    .map((name) => join(beside, name))
    .filter((other) => isSmallerForm(other, study));
  return smaller.map(
    (other) =>
      `note: ${other} holds a smaller form of this study: with --dir ${other} its trials are used again (stop with Ctrl-C and add it)`,
  );
}

function isSmallerForm(folder: string, study: WrittenStudy): boolean {
  const path = join(folder, 'study.json');
  if (!existsSync(path) || existsSync(join(folder, 'journal.ndjson.gz'))) return false;
  try {
    refuseForeign(folder, study);
    return readPlan(path).hash !== study.hash;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
