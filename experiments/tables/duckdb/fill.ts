import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { blocksPerDay } from '../../../sim/units.ts';
import { isSeries, type SeriesTable } from '../seriesTable.ts';
import type { Cell, ColumnType, Table } from '../table.ts';
import { type DuckDb, named } from './duckdb.ts';

/** Rows of one of DuckDB's vectors. */
const chunkRows = 2048;

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** Cells as DuckDB takes them: integers as such, never by way of float64. */
const valuesOf = (cells: readonly Cell[], type: ColumnType): readonly DuckDBValue[] =>
  type === 'integer' ? cells.map((cell) => (cell === null ? null : BigInt(Number(cell)))) : cells;

/** Makes a table, or a view of it, under its own name, and fills it. */
export const fill = (duckdb: DuckDb, connection: DuckDBConnection, table: Table): Promise<void> =>
  isSeries(table) ? fillSeries(duckdb, connection, table) : fillTable(duckdb, connection, table);

async function fillTable(duckdb: DuckDb, connection: DuckDBConnection, table: Table): Promise<void> {
  const types = table.columns.map(({ type }) => type);
  const columns = table.columns.map(({ name, type }) => `${named(name)} ${sqlTypes[type]}`);
  await connection.run(`CREATE TABLE ${named(table.name)} (${columns.join(', ')})`);
  await append(duckdb, connection, table.name, types, table.rows());
}

/**
 * Makes the long table of a study from narrow facts: what a trial and a measure are called is told once each, and joined, as a million rows
 * of texts would take four times as long.
 */
async function fillSeries(duckdb: DuckDb, connection: DuckDBConnection, series: SeriesTable): Promise<void> {
  await connection.run('CREATE TEMP TABLE facts (trial BIGINT, kind BIGINT, block BIGINT, value DOUBLE)');
  await append(duckdb, connection, 'facts', ['integer', 'integer', 'integer', 'number'], series.facts());
  await connection.run(
    'CREATE TEMP TABLE of_trial (place BIGINT, study VARCHAR, trial VARCHAR, arm VARCHAR, setting VARCHAR, seed VARCHAR, warm_up DOUBLE)',
  );
  const ofTrial = series.trials.map(({ labels, warmUpDays }, place) => [place, ...labels, warmUpDays]);
  await append(
    duckdb,
    connection,
    'of_trial',
    ['integer', 'text', 'text', 'text', 'text', 'text', 'number'],
    ofTrial,
  );
  await connection.run('CREATE TEMP TABLE of_kind (place BIGINT, series VARCHAR, measure VARCHAR)');
  const ofKind = series.kinds.map(({ series, measure }, place) => [place, series, measure]);
  await append(duckdb, connection, 'of_kind', ['integer', 'text', 'text'], ofKind);
  await connection.run(`CREATE VIEW series AS
    SELECT t.study, t.trial, t.arm, t.setting, t.seed, k.series, k.measure, f.block,
      f.block / ${blocksPerDay}.0::DOUBLE - t.warm_up AS day, f.value
    FROM facts f JOIN of_trial t ON f.trial = t.place JOIN of_kind k ON f.kind = k.place`);
}

async function append(
  duckdb: DuckDb,
  connection: DuckDBConnection,
  name: string,
  types: readonly ColumnType[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const appender = await connection.createAppender(name);
  const kinds = types.map((type) => duckDbType(duckdb, type));
  let part: Cell[][] = types.map(() => []);
  const put = () => {
    const chunk = duckdb.DuckDBDataChunk.create(kinds, part[0].length);
    for (const [k, cells] of part.entries()) chunk.setColumnValues(k, valuesOf(cells, types[k]));
    appender.appendDataChunk(chunk);
    part = types.map(() => []);
  };
  for (const row of rows) {
    for (const [k, cells] of part.entries()) cells.push(row[k]);
    if (part[0].length === chunkRows) put();
  }
  if (part[0].length > 0) put();
  appender.closeSync();
}

const duckDbType = (duckdb: DuckDb, type: ColumnType) =>
  ({ text: duckdb.VARCHAR, integer: duckdb.BIGINT, number: duckdb.DOUBLE, boolean: duckdb.BOOLEAN })[type];
