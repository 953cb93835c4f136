import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { headerFor, lineOf, type StoredRow, syncFolder } from './journal.ts';

/** Characters handed to the disk at once. */
const portion = 1 << 20;

/** Writes a journal of rows that are all known, whole or not at all: a kill leaves the one that was there, or none. */
export function writeJournal(path: string, study: string, rows: Iterable<StoredRow>): void {
  const draft = `${path}.tmp`;
  const file = openSync(draft, 'w');
  try {
    let text = `${headerFor(study)}\n`;
    for (const row of rows) {
      text += lineOf(row);
      if (text.length < portion) continue;
      writeText(file, text);
      text = '';
    }
    writeText(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

function writeText(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
