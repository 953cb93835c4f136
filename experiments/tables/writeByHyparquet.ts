import { readFileSync } from 'node:fs';
import { parquetMetadata } from 'hyparquet';
import { type ColumnSource, parquetWriteFile } from 'hyparquet-writer';
import { UserError } from '../base/userError.ts';
import type { Cell, ColumnType } from './table.ts';
import { fileNotes, type TableFile } from './tableFile.ts';

/**
 * Writes tables as Parquet in JavaScript alone, where DuckDB has no binary: the same rows, about three times as slowly, and each table
 * whole in memory. Returns how many rows each file holds. Throws `UserError` where it holds another number than were put into it.
 */
export async function writeByHyparquet(files: readonly TableFile[]): Promise<number[]> {
  const counts: number[] = [];
  for (const file of files) counts.push(await write(file));
  return counts;
}

const basicTypes = { text: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;

async function write({ table, path }: TableFile): Promise<number> {
  const columns: Cell[][] = table.columns.map(() => []);
  for (const row of table.rows()) for (const [k, cells] of columns.entries()) cells.push(row[k]);
  const columnData = table.columns.map(
    ({ name, type }, k): ColumnSource => ({ name, type: basicTypes[type], data: stored(columns[k], type) }),
  );
  const notes = Object.entries(fileNotes(table));
  await parquetWriteFile({
    filename: path,
    columnData,
    kvMetadata: notes.map(([key, value]) => ({ key, value })),
    createdBy: 'yuma-lab',
    rowGroupSize: 100_000,
  });
  const bytes = readFileSync(path);
  const file = new Uint8Array(bytes).buffer;
  const counted = Number(parquetMetadata(file).num_rows);
  if (counted !== columns[0].length)
    throw new UserError(
      `${path} holds ${counted} of ${columns[0].length} rows after writing: run export again`,
    );
  return counted;
}

const stored = (cells: readonly Cell[], type: ColumnType): (Cell | bigint)[] =>
  cells.map((cell) => (type === 'integer' && cell !== null ? BigInt(Number(cell)) : cell));
