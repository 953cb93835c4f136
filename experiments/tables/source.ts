import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalFault } from '../base/canonical.ts';
import { engineThatWrote, schemaVersion } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { journalOf } from '../report/readResults.ts';
import { readJournal, type StoredRow } from '../run/journal.ts';
import { readPlan } from '../run/resultsFolder.ts';

/** What the tables of a results folder are made from. */
export interface Source {
  readonly folder: string;
  readonly study: string;
  readonly hash: string;
  readonly engine: string;
  readonly plan: Readonly<Record<string, unknown>>;
  readonly rows: readonly StoredRow[];
  /** Lines that their checksum does not match: their trials are in no table. */
  readonly badLines: number;
}

/**
 * Reads plan and rows of any results folder (of sweep, tune, sensitivity; of its pilots or its confirmation). Throws `UserError` where the
 * folder holds none, has another schema, or has no finished trials.
 */
export function readSource(folder: string): Source {
  const path = join(folder, 'study.json');
  const { schema, hash, plan } = readPlan(path);
  if (schema !== schemaVersion)
    throw new UserError(
      `${path} has schema ${schema}; this version reads ${schemaVersion}: use the version that wrote it`,
    );
  if (typeof hash !== 'string' || typeof plan !== 'object' || plan === null)
    throw new UserError(`${path} holds no plan with its hash: fetch the folder again`);
  const fault = canonicalFault(plan);
  if (fault !== null) throw new UserError(`${path} cannot be read: ${fault}: fetch the folder again`);
  const { rows, badLines } = readJournal(journalOf(folder), hash);
  if (rows.size === 0)
    throw new UserError(`${folder} has no finished trials yet: run the same command again to go on`);
  const { name = 'study' } = Object(plan);
  return {
    folder,
    study: String(name),
    hash,
    engine: engineThatWrote(plan, hash),
    plan: { ...plan },
    rows: [...rows.values()],
    badLines,
  };
}

/** SHA-256 of plan and journal as they are on the disk, or of the named tables of a figure: whether tables are of these very rows. */
export function sourceMark(folder: string, figureTables: readonly string[]): string {
  const mark = createHash('sha256');
  const names = ['study.json', 'journal.ndjson', 'journal.ndjson.gz'];
  for (const name of [...names, ...figureTables.map((table) => `${table}.csv`)])
    if (existsSync(join(folder, name))) mark.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return mark.digest('hex');
}
