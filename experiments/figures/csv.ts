import { csvField } from '../base/csvField.ts';
import type { Cell, FigureTable } from './figure.ts';

/** The whole table: names of columns, then rows; numbers with all their digits. Throws a RangeError at NaN or infinity. */
export function tableCsv({ name, columns, rows }: FigureTable): string {
  const lines = rows.map((cells, row) => {
    if (cells.length !== columns.length) {
      throw new RangeError(`row ${row} of ${name} has ${cells.length} cells for ${columns.length} columns`);
    }
    return cells.map((cell, k) => field(cell, `${name}, row ${row}, ${columns[k].name}`)).join(',');
  });
  return `${[columns.map((column) => field(column.name, name)).join(','), ...lines].join('\n')}\n`;
}

/** What the columns of a table mean: name, unit, definition. */
export function columnsCsv({ name, columns }: FigureTable): string {
  const lines = columns.map(({ name: column, unit, definition }) =>
    [column, unit, definition].map((text) => field(text, name)).join(','),
  );
  return `${['column,unit,definition', ...lines].join('\n')}\n`;
}

function field(cell: Cell, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell))
      throw new RangeError(`${place}: a table holds finite numbers; received ${cell}`);
    return String(cell);
  }
  return csvField(cell);
}
