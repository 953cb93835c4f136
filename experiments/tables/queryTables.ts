import { existsSync, renameSync, rmSync } from 'node:fs';
import { UserError } from '../base/userError.ts';
import type { AnswerPart } from './duckdb/ask.ts';
import { usualMemory } from './duckdb/duckdb.ts';
import { inChild } from './inChild.ts';
import { tablesIn } from './tablesIn.ts';
import { draft } from './writeDrafts.ts';

/** How a question is answered. */
export interface QueryOptions {
  /** Rows after which the answer ends; left out: none. */
  readonly most?: number;
  /** File that the answer is written to, instead of being told. */
  readonly parquet?: string;
  /** MiB that DuckDB may take. */
  readonly memory?: number;
  /** Seconds it may take. */
  readonly seconds?: number;
  onPart?(part: AnswerPart): void;
}

/**
 * Answers one SELECT over the tables of a results folder, `trials` and `series`; returns how many rows it has (or one more than `most`, if there are more). They are made from
 * the journal where none were exported, or where the journal has grown since. Throws `UserError` for a folder without results, damaged tables, SQL that is refused or does not hold,
 * and where DuckDB is missing, or takes too long or too much.
 */
export async function queryTables(folder: string, sql: string, options: QueryOptions = {}): Promise<number> {
  const { most = null, parquet, memory = usualMemory, seconds = 60, onPart } = options;
  if (!existsSync(folder))
    throw new UserError(`${folder} does not exist: name a folder that sweep or export has written`);
  const to = parquet === undefined ? null : `${parquet}${draft}`;
  try {
    const count = await inChild<AnswerPart, number>({
      entry: new URL('./work.ts', import.meta.url),
      job: { kind: 'ask', folder, tables: tablesIn(folder), sql, most, parquet: to, memory },
      seconds,
      what: 'the query',
      remedy: 'ask for less, or give --seconds and --memory',
      ...(onPart !== undefined && { onPart }),
    });
    if (to !== null) renameSync(to, parquet!);
    return count;
  } finally {
    if (to !== null) rmSync(to, { force: true });
  }
}
