import type { Table } from './table.ts';

/** A table, and the file it is written to. */
export interface TableFile {
  readonly table: Table;
  readonly path: string;
}

/** What a Parquet file says of itself besides its rows: what it is, and the unit of each column. */
export const fileNotes = ({ definition, columns }: Table): Readonly<Record<string, string>> => ({
  definition,
  units: JSON.stringify(Object.fromEntries(columns.map(({ name, unit }) => [name, unit]))),
});
