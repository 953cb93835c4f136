import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemFault } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { writeWhole } from '../run/journal.ts';
import { usualMemory } from './duckdb/duckdb.ts';
import { inChild } from './inChild.ts';
import { packageFile } from './tablesIn.ts';
import { type Drafts, draft } from './writeDrafts.ts';

/** How the tables of a folder are written. */
export interface ExportOptions {
  /** Where they go; left out: into the results folder itself. */
  readonly to?: string;
  /** Whether they are written as CSV as well. */
  readonly csv?: boolean;
  /** Whether JavaScript alone writes them, as where DuckDB has no binary. */
  readonly withoutDuckDb?: boolean;
  /** MiB that DuckDB may take. */
  readonly memory?: number;
  /** Seconds it may take. */
  readonly seconds?: number;
}

/** What was written. */
export interface Exported {
  readonly folder: string;
  readonly files: readonly string[];
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Damaged lines of the journal, whose trials are in no table. */
  readonly badLines: number;
  readonly rowsHash: string;
}

/**
 * Writes `trials.parquet`, `series.parquet` (of a reproduced figure: its own tables), `data-dictionary.json` and `datapackage.json` of a
 * folder, all of them or none: without `datapackage.json`, which comes last, there are no tables. Throws `UserError` where the folder holds
 * no results, cannot be written, or DuckDB is missing, fails or takes too much.
 */
export async function exportTables(folder: string, options: ExportOptions = {}): Promise<Exported> {
  const { to = folder, csv = false, withoutDuckDb = false, memory = usualMemory, seconds = 600 } = options;
  if (!existsSync(folder))
    throw new UserError(`${folder} does not exist: name a folder that sweep has written`);
  try {
    mkdirSync(to, { recursive: true });
    const drafts = await inChild<never, Drafts>({
      entry: new URL('./work.ts', import.meta.url),
      job: { kind: 'write', folder, to, writer: withoutDuckDb ? 'hyparquet' : 'duckdb', csv, memory },
      seconds,
      what: `writing the tables of ${folder}`,
      remedy: 'its results are kept; --without-duckdb writes them in JavaScript alone',
    });
    const { rows, rowsHash, badLines } = drafts;
    return { folder: to, files: putInPlace(to, drafts), rows, badLines, rowsHash };
  } catch (error) {
    throw unwritable(to, error);
  } finally {
    removeDrafts(to);
  }
}

/** Those of a process that was killed as well. */
function removeDrafts(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  for (const name of readdirSync(folder))
    if (/\.(parquet|csv)\.draft$/.test(name)) rmSync(join(folder, name), { force: true });
}

/** The old package goes first and the new one comes last: what lies between is no package. */
function putInPlace(folder: string, { paths, dictionary, dataPackage }: Drafts): string[] {
  const [about, words] = [packageFile(folder), join(folder, 'data-dictionary.json')];
  rmSync(about, { force: true });
  const files = paths.map((path) => path.slice(0, -draft.length));
  for (const [k, path] of paths.entries()) renameSync(path, files[k]);
  writeWhole(words, `${JSON.stringify(dictionary, null, 1)}\n`);
  writeWhole(about, `${JSON.stringify(dataPackage, null, 1)}\n`);
  return [...files, words, about];
}

function unwritable(folder: string, error: unknown): unknown {
  const { code } = systemFault(error);
  return code === undefined || error instanceof UserError
    ? error
    : new UserError(
        `${folder} cannot be written (${code}): make room there, or name another place with --to; the results themselves are kept`,
      );
}
