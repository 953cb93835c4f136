import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../base/thrown.ts';
import { UserError } from '../../base/userError.ts';
import { fileNotes, type TableFile } from '../tableFile.ts';
import { type Limits, loadDuckDb, named, openDuckDb, quoted } from './duckdb.ts';
import { fill } from './fill.ts';

/**
 * Writes tables as Parquet by DuckDB; returns how many rows each file holds, by its own count after writing. Throws `UserError` where there is no DuckDB, the disk or the memory does
 * not suffice, or a file holds another number of rows than were put into it.
 */
export async function writeByDuckDb(files: readonly TableFile[], limits: Limits): Promise<number[]> {
  const duckdb = await loadDuckDb();
  const connection = await openDuckDb(duckdb, limits);
  try {
    const counts: number[] = [];
    for (const file of files) {
      await fill(duckdb, connection, file.table);
      counts.push(await copy(connection, file));
    }
    return counts;
  } finally {
    connection.closeSync();
  }
}

async function copy(connection: DuckDBConnection, { table, path }: TableFile): Promise<number> {
  const notes = Object.entries(fileNotes(table)).map(([key, value]) => `${key}: ${quoted(value)}`);
  try {
    await connection.run(
      `COPY (SELECT * FROM ${named(table.name)}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION snappy, KV_METADATA {${notes.join(', ')}})`,
    );
  } catch (error) {
    throw new UserError(
      `${path} cannot be written (${messageOf(error).split('\n')[0]}): mend that and run export again; the results themselves are kept`,
    );
  }
  const put = await count(connection, named(table.name));
  const written = await count(connection, `read_parquet(${quoted(path)})`);
  if (put !== written)
    throw new UserError(`${path} holds ${written} of ${put} rows after writing: run export again`);
  return written;
}

async function count(connection: DuckDBConnection, source: string): Promise<number> {
  const answer = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`);
  return Number(answer.getRows()[0][0]);
}
