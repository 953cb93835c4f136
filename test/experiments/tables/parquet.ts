import { readFileSync } from 'node:fs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';

const bytesOf = (path: string): ArrayBuffer => new Uint8Array(readFileSync(path)).buffer;

/** Every row of a Parquet file, as hyparquet reads it: int64 as bigint. */
export const parquetRows = (path: string): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: bytesOf(path) });

/** What a Parquet file says of itself: its columns with their physical types, and its notes. */
export function parquetAbout(path: string): {
  readonly types: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly nested: number;
} {
  const { schema, key_value_metadata } = parquetMetadata(bytesOf(path));
  const [, ...columns] = schema;
  return {
    types: Object.fromEntries(columns.map(({ name, type = '' }) => [name, type])),
    notes: Object.fromEntries((key_value_metadata ?? []).map(({ key, value = '' }) => [key, value])),
    nested: columns.filter(({ num_children }) => num_children !== undefined && num_children > 0).length,
  };
}

/** Rows in an order that no writer decides. */
export const sorted = (rows: readonly Record<string, unknown>[]): string[] =>
  rows
    .map((row) => JSON.stringify(row, (_, cell) => (typeof cell === 'bigint' ? `int64 ${cell}` : cell)))
    .sort();
