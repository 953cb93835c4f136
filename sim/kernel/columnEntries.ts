import { emptyRow, type Row } from '../row.ts';

/**
 * Two sparse matrices over the same pairs, weights and bonds, turned from rows into columns: the cells of a column are
 * the rows that have either, ascending. Columns begin at whole vectors of eight cells; what is past `counts` is zero.
 */
export interface ColumnEntries {
  /** [column + 1] the first cell of a column. */
  readonly starts: Uint32Array;
  /** [column] cells that are rows. */
  readonly counts: Uint32Array;
  /** [cell] */
  readonly entryRows: Uint16Array;
  readonly weights: Uint16Array;
  readonly bonds: Uint16Array;
  /** [cell] 1 where a weight is listed, be it zero. Who does not keep it takes a stored zero for no cell. */
  readonly listed?: Uint8Array | undefined;
}

/** The rows of both matrices, [row]; the same number of each. */
export interface RowPairs {
  readonly weights: readonly Row[];
  readonly bonds: readonly Row[];
}

/** Counts the cells of each of n columns, places the columns one after another, and returns the cells they take. */
export function placeColumns(
  entries: Pick<ColumnEntries, 'starts' | 'counts' | 'listed'>,
  n: number,
  rows: RowPairs,
): number {
  const { starts, counts, listed } = entries;
  countCells(counts.fill(0, 0, n), n, rows, listed !== undefined);
  let end = 0;
  for (let column = 0; column < n; column++) {
    starts[column] = end;
    end += Math.ceil(counts[column] / 8) * 8;
  }
  starts[n] = end;
  return end;
}

/** A stored zero is no cell: a dense matrix would not tell it from nothing. */
function countCells(counts: Uint32Array, n: number, { weights, bonds }: RowPairs, zeros: boolean): void {
  const latest = new Int32Array(n).fill(-1);
  for (let row = 0; row < weights.length; row++) {
    const { targets, values } = weights[row];
    for (let k = 0; k < targets.length; k++) {
      if (values[k] === 0 && !zeros) continue;
      counts[targets[k]] += 1;
      latest[targets[k]] = row;
    }
    const held = bonds[row];
    for (let k = 0; k < held.targets.length; k++) {
      if (held.values[k] !== 0 && latest[held.targets[k]] !== row) counts[held.targets[k]] += 1;
    }
  }
}

/** Writes every cell where `placeColumns` has put its column. No row may name a target twice. */
export function fillCells(entries: ColumnEntries, n: number, { weights, bonds }: RowPairs): void {
  const { starts, entryRows, listed } = entries;
  entryRows.fill(0, 0, starts[n]);
  listed?.fill(0, 0, starts[n]);
  entries.weights.fill(0, 0, starts[n]);
  entries.bonds.fill(0, 0, starts[n]);
  const next = starts.slice(0, n);
  for (let row = 0; row < weights.length; row++) {
    const { targets, values } = weights[row];
    for (let k = 0; k < targets.length; k++) {
      if (values[k] === 0 && listed === undefined) continue;
      const cell = next[targets[k]]++;
      if (listed !== undefined) listed[cell] = 1;
      entryRows[cell] = row;
      entries.weights[cell] = values[k];
    }
    fillBonds(entries, next, row, bonds[row]);
  }
}

/** A bond shares the cell of its weight, which is the last that the column was given. */
function fillBonds(entries: ColumnEntries, next: Uint32Array, row: number, { targets, values }: Row): void {
  const { starts, entryRows, bonds } = entries;
  for (let k = 0; k < targets.length; k++) {
    if (values[k] === 0) continue;
    const last = next[targets[k]] - 1;
    const shares = last >= starts[targets[k]] && entryRows[last] === row;
    const cell = shares ? last : next[targets[k]]++;
    entryRows[cell] = row;
    bonds[cell] = values[k];
  }
}

/**
 * Back to rows: the bonds of the rows that are wanted, columns ascending. `held` has a bit for each cell whose bond is
 * above zero, even where its u16 is zero.
 */
export function bondRowsOf(
  { starts, entryRows, bonds }: Pick<ColumnEntries, 'starts' | 'entryRows' | 'bonds'>,
  n: number,
  held: Uint8Array,
  wanted: readonly boolean[],
): Row[] {
  const isHeld = (cell: number) => (held[cell >> 3] >> (cell & 7)) & 1;
  const end = starts[n];
  const lengths = new Int32Array(wanted.length);
  for (let cell = 0; cell < end; cell++) if (isHeld(cell)) lengths[entryRows[cell]] += 1;
  const rows = roomForRows(lengths, wanted);
  lengths.fill(0);
  for (let column = 0; column < n; column++) {
    for (let cell = starts[column]; cell < starts[column + 1]; cell++) {
      const row = entryRows[cell];
      if (!isHeld(cell) || !wanted[row]) continue;
      rows[row].targets[lengths[row]] = column;
      rows[row].values[lengths[row]++] = bonds[cell];
    }
  }
  return rows;
}

/** All rows share two buffers: a buffer for each costs more than filling it. */
function roomForRows(lengths: Int32Array, wanted: readonly boolean[]): Row[] {
  const total = lengths.reduce((sum, length, row) => (wanted[row] ? sum + length : sum), 0);
  const targets = new Uint16Array(total);
  const values = new Uint32Array(total);
  let end = 0;
  return Array.from(lengths, (length, row) => {
    if (!wanted[row]) return emptyRow;
    const start = end;
    end += length;
    return { targets: targets.subarray(start, end), values: values.subarray(start, end) };
  });
}
