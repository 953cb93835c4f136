import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { messageOf } from '../../base/thrown.ts';
import { UserError } from '../../base/userError.ts';
import { bundleOf } from '../bundleOf.ts';
import type { Cell } from '../table.ts';
import type { ParquetTable } from '../tablesIn.ts';
import { type DuckDb, type Limits, loadDuckDb, named, openDuckDb, quoted } from './duckdb.ts';
import { fill } from './fill.ts';

/** A question to the tables of a folder. */
export interface Question extends Limits {
  readonly folder: string;
  /** Parquet files that are as the journal is; null: the tables are made from the journal. */
  readonly tables: readonly ParquetTable[] | null;
  readonly sql: string;
  /** Rows after which the answer ends; null: none. */
  readonly most: number | null;
  /** File that the answer is written to, instead of being told. */
  readonly parquet: string | null;
}

/** Columns of an answer, then its rows in parts. */
export interface AnswerPart {
  readonly columns?: readonly AnswerColumn[];
  readonly rows?: readonly (readonly Cell[])[];
}
export interface AnswerColumn {
  readonly name: string;
  readonly isNumber: boolean;
}

/**
 * Answers one SELECT over `trials` and `series`. Once these are there nothing else on the disk can be read or written, and no setting
 * changed. Throws `UserError` for anything but one SELECT, for SQL that does not hold, and where the memory does not suffice.
 */
export async function ask(question: Question, tell: (part: AnswerPart) => Promise<void>): Promise<number> {
  const duckdb = await loadDuckDb();
  const connection = await openDuckDb(duckdb, question);
  try {
    await openTables(duckdb, connection, question);
    await shut(connection, question);
    const sql = await oneSelect(duckdb, connection, question.sql);
    return await (question.parquet === null
      ? told(duckdb, connection, sql, question.most, tell)
      : kept(connection, sql, question.parquet));
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(saidOf(messageOf(error), question));
  } finally {
    connection.closeSync();
  }
}

async function openTables(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  { folder, tables }: Question,
): Promise<void> {
  if (tables === null) for (const table of bundleOf(folder).tables) await fill(duckdb, connection, table);
  for (const { name, path } of tables ?? [])
    await connection.run(`CREATE VIEW ${named(name)} AS SELECT * FROM read_parquet(${quoted(path)})`);
}

/** From here on the database sees the tables, the file of the answer, and nothing else. */
async function shut(connection: DuckDBConnection, { tables, parquet }: Question): Promise<void> {
  const files = [...(tables ?? []).map(({ path }) => path), ...(parquet === null ? [] : [parquet])];
  await connection.run(`SET allowed_paths = [${files.map(quoted).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

const example = 'select measure, avg(value) from series group by measure';

/** The text of a single SELECT without the semicolon at its end. */
async function oneSelect(duckdb: DuckDb, connection: DuckDBConnection, text: string): Promise<string> {
  const sql = text.trim().replace(/;+\s*$/, '');
  if (/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*$/.test(sql))
    throw new UserError(`query wants a SELECT over trials and series; received nothing (${example})`);
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new UserError(
      `query answers one SELECT at a time; received ${statements.count} statements (ask one after the other)`,
    );
  const { statementType, parameterCount } = await statements.prepare(0);
  const { SELECT, EXPLAIN } = duckdb.StatementType;
  if (statementType !== SELECT && statementType !== EXPLAIN)
    throw new UserError(
      `query answers SELECT and changes nothing; received ${duckdb.StatementType[statementType]} (${example})`,
    );
  if (parameterCount > 0)
    throw new UserError(
      `query fills in no ? and no $1; received ${parameterCount} of them (write the values)`,
    );
  return sql;
}

async function told(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  sql: string,
  most: number | null,
  tell: (part: AnswerPart) => Promise<void>,
): Promise<number> {
  const result = await connection.stream(sql);
  const types = result.columnTypes();
  const names = result.deduplicatedColumnNames();
  await tell({ columns: names.map((name, k) => ({ name, isNumber: isNumber(duckdb, types[k].typeId) })) });
  let count = 0;
  for await (const rows of result.yieldRows()) {
    const room = most === null ? rows.length : Math.min(rows.length, most - count);
    if (room > 0) await tell({ rows: rows.slice(0, room).map((row) => row.map(cellOf)) });
    count += rows.length;
    if (most !== null && count > most) break;
  }
  return count;
}

async function kept(connection: DuckDBConnection, sql: string, path: string): Promise<number> {
  const answer = await connection.runAndReadAll(
    `COPY (\n${sql}\n) TO ${quoted(path)} (FORMAT parquet, COMPRESSION snappy)`,
  );
  return Number(answer.getRows()[0][0]);
}

function isNumber({ DuckDBTypeId: id }: DuckDb, type: number): boolean {
  const whole = [id.TINYINT, id.SMALLINT, id.INTEGER, id.BIGINT, id.UTINYINT, id.USMALLINT, id.UINTEGER];
  return [...whole, id.UBIGINT, id.HUGEINT, id.UHUGEINT, id.FLOAT, id.DOUBLE, id.DECIMAL].includes(type);
}

/** Integers above 2^53 as texts, as no number of JavaScript holds them; NaN and infinities as missing; all else by its text. */
function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const isDecimal = 'scale' in value && 'width' in value;
  return isDecimal ? Number(String(value)) : String(value);
}

/** What DuckDB says of a query, with what helps. */
function saidOf(message: string, { memory }: Question): string {
  const said = message
    .replace(/Database is launched in in-memory[\s\S]*|Possible solutions[\s\S]*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const remedy = /out of memory/i.test(said)
    ? `it may take ${memory} MiB: ask for fewer rows or groups, or give --memory`
    : /permission error/i.test(said)
      ? 'a query sees the tables trials and series, and no file beside them'
      : /could not write/i.test(said)
        ? 'make room there, or name another place with --parquet'
        : 'describe trials and describe series list the columns';
  return `the query does not hold: ${said} (${remedy})`;
}
