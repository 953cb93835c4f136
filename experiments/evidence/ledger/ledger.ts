import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalFault } from '../../base/canonical.ts';
import { UserError } from '../../base/userError.ts';
import { type Entry, entrySchema } from './entry.ts';
import { faultsOf } from './faults.ts';

/** An entry and its name, that of its file without the ending. */
export interface Named {
  readonly name: string;
  readonly entry: Entry;
}

/** What a folder of entries holds: those that stand, and why the others do not. */
export interface Ledger {
  readonly entries: readonly Named[];
  readonly faults: readonly string[];
}

/** The committed ledger of a checkout. */
export const ledgerFolder = fileURLToPath(new URL('../../../results/ledger', import.meta.url));

/** Reads a ledger: one JSON file an entry, in the order of names. Throws `UserError` without a folder or an entry. */
export function readLedger(folder: string): Ledger {
  const read = filesIn(folder).map((file) => readEntry(folder, file));
  return {
    entries: read.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    faults: read.flatMap((one) => (typeof one === 'string' ? [one] : [])),
  };
}

function filesIn(folder: string): string[] {
  const files = listing(folder).filter((file) => file.endsWith('.json'));
  if (files.length > 0) return files.sort();
  throw new UserError(
    `${folder} holds no entry; a ledger is a folder of JSON files (name another with --dir)`,
  );
}

function listing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new UserError(`${folder} is no folder that can be read; a ledger is one (name another with --dir)`);
  }
}

/** The entry of a file, or what is wrong with it. */
function readEntry(folder: string, file: string): Named | string {
  const value = parsed(readFileSync(join(folder, file), 'utf8'));
  if (value === undefined) return `${file} is no JSON; an entry is one record (write it again)`;
  const fault = canonicalFault(value);
  if (fault !== null) return `${file}: ${fault}`;
  const read = entrySchema.safeParse(value);
  if (!read.success) {
    const [{ path, message }] = read.error.issues;
    return `${file}: ${path.join('.') || 'the entry'}: ${message} (see experiments/evidence/ledger/entry.ts)`;
  }
  const faults = faultsOf(read.data);
  return faults.length > 0
    ? `${file}: ${faults.join('; ')}`
    : { name: file.replace(/\.json$/, ''), entry: read.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
