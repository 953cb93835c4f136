import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleOf, markOf } from './bundleOf.ts';
import { csvLine } from './csv.ts';
import { dataPackageOf, type PackedFile, tablesVersion } from './dataPackage.ts';
import type { DictionaryEntry } from './dictionary.ts';
import type { Limits } from './duckdb/duckdb.ts';
import { writeByDuckDb } from './duckdb/writeParquet.ts';
import type { TableFile } from './tableFile.ts';
import { writeByHyparquet } from './writeByHyparquet.ts';

/** Ending of a file that is being written, which becomes its own name once all are whole. */
export const draft = '.draft';

/** Tables to be written as drafts. */
export interface WriteJob extends Limits {
  readonly folder: string;
  readonly to: string;
  readonly writer: 'duckdb' | 'hyparquet';
  /** Whether they are written as CSV as well. */
  readonly csv: boolean;
}

/** What was written, and what is to be told of it. */
export interface Drafts {
  /** Paths of the drafts. */
  readonly paths: readonly string[];
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly rowsHash: string;
  readonly badLines: number;
  readonly dictionary: readonly DictionaryEntry[];
  readonly dataPackage: Readonly<Record<string, unknown>>;
}

/** Writes the tables of a folder as drafts, and describes them. Throws `UserError` as `bundleOf` and the writers do. */
export async function writeDrafts({ folder, to, writer, csv, memory }: WriteJob): Promise<Drafts> {
  const source = markOf(folder);
  const bundle = bundleOf(folder);
  const filesAs = (ending: string): TableFile[] =>
    bundle.tables.map((table) => ({ table, path: join(to, `${table.name}.${ending}${draft}`) }));
  const parquet = filesAs('parquet');
  const counts =
    writer === 'duckdb' ? await writeByDuckDb(parquet, { memory }) : await writeByHyparquet(parquet);
  const others = csv ? filesAs('csv') : [];
  for (const file of others) writeCsv(file);
  const files = [...parquet, ...others];
  const packed = files.map((file, k) => packedFile(file, counts[k % counts.length]));
  return {
    paths: files.map(({ path }) => path),
    rows: Object.fromEntries(bundle.tables.map(({ name }, k) => [name, counts[k]])),
    rowsHash: bundle.origin.rowsHash,
    badLines: bundle.badLines,
    dictionary: bundle.dictionary(),
    dataPackage: dataPackageOf(bundle, packed, { version: tablesVersion, source, writer }),
  };
}

function packedFile({ table, path }: TableFile, rows: number): PackedFile {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { table, path: basename(path, draft), rows, bytes: statSync(path).size, sha256 };
}

/** Characters that are written at once. */
const portion = 1 << 20;

function writeCsv({ table, path }: TableFile): void {
  const file = openSync(path, 'w');
  try {
    let text = csvLine(table.columns.map(({ name }) => name));
    for (const row of table.rows()) {
      text += csvLine(row);
      if (text.length < portion) continue;
      writeSync(file, text);
      text = '';
    }
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
