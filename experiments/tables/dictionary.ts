import { meaningOf, type SeriesTable } from './seriesTable.ts';
import type { Source } from './source.ts';
import type { Table } from './table.ts';

/** What a column is, or, of the long table, what the values of one measure are. */
export interface DictionaryEntry {
  readonly table: string;
  readonly column: string;
  /** Values of `series` and `measure` for which a unit holds; absent: it is of the whole column. */
  readonly where?: { readonly series: string; readonly measure: string };
  readonly type: string;
  readonly unit: string;
  readonly definition: string;
  /** Its name in the plan, where that is another one. */
  readonly of?: string;
  readonly better?: 'lower' | 'higher' | 'none';
}

/** Every column of the tables with type, unit and definition. */
export const columnEntries = (tables: readonly Table[]): DictionaryEntry[] =>
  tables.flatMap((table) =>
    table.columns.map(({ name, type, unit, definition, of, better }) => ({
      table: table.name,
      column: name,
      type,
      unit,
      definition,
      ...(of !== undefined && { of }),
      ...(better !== undefined && { better }),
    })),
  );

/** The same, then every measure of the long table. */
export function dictionaryOf(
  tables: readonly Table[],
  source: Source,
  series: SeriesTable,
): DictionaryEntry[] {
  const measures = series.kinds.map((where): DictionaryEntry => {
    const [unit, definition] = meaningOf(where, source);
    return { table: series.name, column: 'value', where, type: 'number', unit, definition };
  });
  return [...columnEntries(tables), ...measures];
}
