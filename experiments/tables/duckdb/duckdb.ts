import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '../../base/thrown.ts';
import { UserError } from '../../base/userError.ts';

/** What DuckDB may take of the machine. */
export interface Limits {
  /** MiB that DuckDB may take. */
  readonly memory: number;
}

export const usualMemory = 512;

/** The library; loaded when it is first needed, as machines without its binary do all else. */
export type DuckDb = typeof import('@duckdb/node-api');

/** Loads the library. Throws `UserError` where there is no binary for this machine. */
export async function loadDuckDb(): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new UserError(`${noDuckDb} (${messageOf(error).split('\n')[0]})`);
  }
}

export const noDuckDb =
  'DuckDB is not installed for this machine: npm install @duckdb/node-api brings it, export --without-duckdb writes the tables without it';

/** Opens a database in memory that takes no more than it may, installs nothing and writes nothing beside what it is told to. */
export async function openDuckDb(duckdb: DuckDb, { memory }: Limits): Promise<DuckDBConnection> {
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    memory_limit: `${memory}MB`,
    threads: '2',
    preserve_insertion_order: 'false',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ieee_floating_point_ops: 'false',
  });
  return instance.connect();
}

/** A text, or a name, in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;
