/**
 * Large tables as text for a page. A table of decimals that rise smoothly, row after row, is written as the second differences of whole
 * numbers, which pack into three quarters of the room; any other as plain JSON. Both give back the very numbers.
 */

/** Rows of decimals as second differences. */
interface Smooth {
  /** Units in 1. */
  readonly scale: number;
  /** Numbers of each row. */
  readonly lengths: readonly number[];
  /** Of all rows behind one another, in units. */
  readonly seconds: readonly number[];
}

/** Decimals that such a table has at most. */
const scale = 1e8;

/** The text of a table. */
export function tableText(table: unknown): string {
  const plain = JSON.stringify(table);
  const rows = rowsOf(table);
  if (rows === null) return plain;
  const units = rows.flat().map((value) => Math.round(value * scale));
  const lengths = rows.map(({ length }) => length);
  const smooth: Smooth = { scale, lengths, seconds: differences(differences(units)) };
  const text = JSON.stringify({ smooth });
  // Numbers of more decimals, or too large for whole numbers, stay as they are.
  return JSON.stringify(tableOf(text)) === plain ? text : plain;
}

/** The table of a text. */
export function tableOf(text: string): unknown {
  const read: { readonly smooth?: Smooth } = JSON.parse(text);
  if (read.smooth === undefined) return read;
  const { scale, lengths, seconds } = read.smooth;
  const values = sums(sums(seconds)).map((units) => units / scale);
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return values.slice(end - length, end);
  });
}

/** A table that is a list of lists of numbers. */
const rowsOf = (table: unknown): number[][] | null =>
  Array.isArray(table) &&
  table.length > 0 &&
  table.every((row) => Array.isArray(row) && row.every((value) => typeof value === 'number'))
    ? table
    : null;

const differences = (units: readonly number[]): number[] =>
  units.map((value, k) => (k === 0 ? value : value - units[k - 1]));

function sums(differences: readonly number[]): number[] {
  let sum = 0;
  return differences.map((difference) => {
    sum += difference;
    return sum;
  });
}
