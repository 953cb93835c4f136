import { type Column, terminalWidth, textRecord, textTable } from '../base/textTable.ts';
import type { AnswerColumn } from './duckdb/ask.ts';
import type { Cell } from './table.ts';

/** Narrowest that a column of texts is shown, and what is between two columns. */
const narrowest = 12;
const gap = 2;

/**
 * An answer for a terminal: an aligned table, or one record a row where its columns do not fit beside each other. Numbers have at most
 * seven digits.
 */
export function answerText(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  width: number = terminalWidth(),
): string {
  const texts = rows.map((row) => row.map(shown));
  const least = columns.map(({ name, isNumber }, k) => {
    const natural = Math.max(name.length, ...texts.map((row) => row[k].length));
    return isNumber ? natural : Math.min(natural, narrowest);
  });
  const fits = least.reduce((sum, size) => sum + size + gap, -gap) <= width;
  if (!fits && rows.length > 0) return texts.map((row) => recordOf(columns, row, width)).join('\n\n');
  return textTable(
    columns.map(
      ({ name, isNumber }): Column =>
        isNumber ? { title: name, align: 'right' } : { title: name, shrinks: true, isCut: true },
    ),
    texts,
    width,
  );
}

const recordOf = (columns: readonly AnswerColumn[], row: readonly string[], width: number): string =>
  textRecord(
    columns.map(({ name }, k) => [name, row[k]]),
    width,
  );

/** A cell on one line, without characters that a terminal would obey; a missing value is a dash. */
function shown(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'number')
    return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(7)));
  return String(cell).replaceAll(/\p{Cc}/gu, ' ');
}
