import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { sha256 } from '../base/canonical.ts';
import { UserError } from '../base/userError.ts';
import { csvOf } from '../import/csvText.ts';
import type { Bundle } from './bundle.ts';
import { columnNamer } from './columnNames.ts';
import { columnEntries } from './dictionary.ts';
import type { Cell, Table } from './table.ts';

/** Names of the tables that `reproduce` wrote into a folder: each `<name>.csv` that has its `<name>.columns.csv`. */
export const figureTables = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => /^[\w-]+\.columns\.csv$/.test(file))
        .map((file) => file.slice(0, -'.columns.csv'.length))
        .filter((name) => existsSync(join(folder, `${name}.csv`)))
        .sort()
    : [];

/** The tables of a reproduced figure. Throws `UserError` for one that is damaged. */
export function figureBundle(folder: string): Bundle {
  const nameOf = columnNamer([]);
  const names = figureTables(folder);
  const tables = names.map((file) => tableIn(folder, file, nameOf(file.replaceAll('-', '_'), 'table')));
  const figure = basename(resolve(folder));
  return {
    name: figure,
    title: `Tables of the figure ${figure}`,
    description: null,
    tables,
    dictionary: () => columnEntries(tables),
    badLines: 0,
    origin: {
      rowsHash: sha256(names.map((name) => readFileSync(join(folder, `${name}.csv`), 'utf8')).join('\n')),
    },
  };
}

function tableIn(folder: string, file: string, name: string): Table {
  const path = join(folder, `${file}.csv`);
  const { names, rows } = csvOf(readFileSync(path, 'utf8'), path);
  const about = aboutColumns(join(folder, `${file}.columns.csv`));
  const cells = rows.map((row) => names.map((column): Cell => String(row.object()[column] ?? '') || null));
  const isNumber = names.map((_, k) => cells.every((row) => row[k] === null || isDecimal(row[k])));
  const nameOf = columnNamer([]);
  return {
    name,
    definition: `table ${file} of the figure`,
    columns: names.map((column, k) => ({
      name: nameOf(column, 'column'),
      type: isNumber[k] ? 'number' : 'text',
      unit: about.get(column)?.unit ?? '',
      definition: about.get(column)?.definition ?? column,
    })),
    key: [],
    *rows() {
      for (const row of cells)
        yield row.map((cell, k) => (isNumber[k] && cell !== null ? Number(cell) : cell));
    },
  };
}

const isDecimal = (cell: Cell): boolean =>
  typeof cell === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) && Number.isFinite(Number(cell));

function aboutColumns(path: string): Map<string, { readonly unit: string; readonly definition: string }> {
  const { names, rows } = csvOf(readFileSync(path, 'utf8'), path);
  if (names.join() !== 'column,unit,definition')
    throw new UserError(
      `${path} must name column, unit and definition; received ${names.join()} (reproduce the figure again)`,
    );
  return new Map(
    rows.map((row) => {
      const { column, unit = '', definition = '' } = row.object();
      return [String(column), { unit: String(unit), definition: String(definition) }];
    }),
  );
}
