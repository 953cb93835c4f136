import { I32F32 } from '../../fixed.ts';
import type { Row } from '../../row.ts';

/**
 * Operations on sparse matrices of I32F32 bits, as in subtensor v0.0.1 math.rs (the functions ending in
 * `_sparse`). Entries stay in the order they were stored; an explicit zero is an entry like any other.
 */

/** One row: `bits[k]` is the value towards uid `targets[k]`. */
export interface SparseRow {
  readonly targets: readonly number[];
  readonly bits: readonly bigint[];
}
/** [row uid] */
export type SparseMatrix = readonly SparseRow[];

const emptyRow: SparseRow = { targets: [], bits: [] };

/** Stored u16 rows as I32F32, not divided by 65535. */
export const sparseFrom = (rows: readonly Row[]): SparseMatrix =>
  rows.map(({ targets, values }) => ({
    targets: Array.from(targets),
    bits: Array.from(values, (value) => I32F32.fromInt(value)),
  }));

/** Each entry replaced by `change(value, row, column)`; null drops the entry. */
function mapEntries(
  matrix: SparseMatrix,
  change: (value: bigint, row: number, column: number) => bigint | null,
): SparseMatrix {
  return matrix.map((entries, row) => {
    const targets: number[] = [];
    const bits: bigint[] = [];
    for (let k = 0; k < entries.targets.length; k++) {
      const value = change(entries.bits[k], row, entries.targets[k]);
      if (value === null) continue;
      targets.push(entries.targets[k]);
      bits.push(value);
    }
    return { targets, bits };
  });
}

/** Empties the rows of masked uids (mask_rows_sparse). */
export const maskRows = (mask: readonly boolean[], matrix: SparseMatrix): SparseMatrix =>
  matrix.map((row, uid) => (mask[uid] ? emptyRow : row));

/** Drops the entries of a uid towards itself (mask_diag_sparse). */
export const maskDiagonal = (matrix: SparseMatrix): SparseMatrix =>
  mapEntries(matrix, (value, row, column) => (row === column ? null : value));

/** Drops what a row says of a uid registered at or after the row's last update (vec_mask_sparse_matrix). */
export const maskOutdated = (
  matrix: SparseMatrix,
  lastUpdate: ArrayLike<number>,
  registrationBlock: ArrayLike<number>,
): SparseMatrix =>
  mapEntries(matrix, (value, row, column) => (lastUpdate[row] <= registrationBlock[column] ? null : value));

/** Rows that sum to one; a zero row stays (inplace_row_normalize_sparse). */
export function normaliseRows(matrix: SparseMatrix): SparseMatrix {
  const sums = rowSums(matrix);
  return mapEntries(matrix, (value, row) => (sums[row] === 0n ? value : I32F32.div(value, sums[row])));
}

/** Columns that sum to one; a zero column stays (inplace_col_normalize_sparse). */
export function normaliseColumns(matrix: SparseMatrix): SparseMatrix {
  const sums = matrix.map(() => 0n);
  for (const { targets, bits } of matrix) {
    for (let k = 0; k < targets.length; k++) sums[targets[k]] += bits[k];
  }
  return divideColumns(matrix, sums);
}

/** Columns whose largest entry is one (inplace_col_max_upscale_sparse). */
export function upscaleColumns(matrix: SparseMatrix): SparseMatrix {
  const largest = matrix.map(() => 0n);
  for (const { targets, bits } of matrix) {
    for (let k = 0; k < targets.length; k++) {
      if (bits[k] > largest[targets[k]]) largest[targets[k]] = bits[k];
    }
  }
  return divideColumns(matrix, largest);
}

const divideColumns = (matrix: SparseMatrix, by: readonly bigint[]): SparseMatrix =>
  mapEntries(matrix, (value, _, column) => (by[column] === 0n ? value : I32F32.div(value, by[column])));

/** [row] Σ_j x_ij (row_sum_sparse). */
export const rowSums = (matrix: SparseMatrix): bigint[] =>
  matrix.map(({ bits }) => bits.reduce((total, value) => total + value, 0n));

/** Entries cut at the ceiling of their column; one cut to zero is dropped (col_clip_sparse). */
export const clipColumns = (matrix: SparseMatrix, ceiling: readonly bigint[]): SparseMatrix =>
  mapEntries(matrix, (value, _, column) => {
    const top = ceiling[column];
    if (top >= value) return value;
    return top > 0n ? top : null;
  });

/** x_ij · s_i (row_hadamard_sparse). */
export const scaleRows = (matrix: SparseMatrix, scale: readonly bigint[]): SparseMatrix =>
  mapEntries(matrix, (value, row) => I32F32.mul(value, scale[row]));

/** [column] Σ_i floor(x_ij · s_i) (matmul_sparse). */
export function timesRows(matrix: SparseMatrix, vector: readonly bigint[]): bigint[] {
  const result = matrix.map(() => 0n);
  matrix.forEach(({ targets, bits }, row) => {
    for (let k = 0; k < targets.length; k++) result[targets[k]] += I32F32.mul(vector[row], bits[k]);
  });
  return result;
}

/** [row] Σ_j floor(x_ij · v_j) (matmul_transpose_sparse). */
export const timesColumns = (matrix: SparseMatrix, vector: readonly bigint[]): bigint[] =>
  matrix.map(({ targets, bits }) =>
    bits.reduce((total, value, k) => total + I32F32.mul(vector[targets[k]], value), 0n),
  );

/**
 * alpha · fresh + (1 − alpha) · old over the union of entries, columns ascending, only what is above zero
 * (mat_ema_sparse).
 */
export function movingAverage(fresh: SparseMatrix, old: SparseMatrix, alpha: bigint): SparseMatrix {
  return fresh.map((row, uid) => {
    const average = new Map<number, bigint>();
    addScaled(average, row, alpha);
    addScaled(average, old[uid], I32F32.one - alpha);
    const targets = [...average.keys()].filter((column) => average.get(column)! > 0n).sort((a, b) => a - b);
    return { targets, bits: targets.map((column) => average.get(column)!) };
  });
}

function addScaled(into: Map<number, bigint>, { targets, bits }: SparseRow, factor: bigint): void {
  for (let k = 0; k < targets.length; k++) {
    into.set(targets[k], (into.get(targets[k]) ?? 0n) + I32F32.mul(factor, bits[k]));
  }
}
