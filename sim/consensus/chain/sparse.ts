import { I32F32 } from '../../math/fixed.ts';
import type { Row } from '../../row.ts';
import { between, cappedBond } from './bondAlpha.ts';

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

/** Stored u16 rows as I32F32, each value read by `bitsOf`. */
export const fromRows = (rows: readonly Row[], bitsOf: (value: number) => bigint): SparseMatrix =>
  rows.map(({ targets, values }) => ({ targets: Array.from(targets), bits: Array.from(values, bitsOf) }));

/** The matrix as it is stored: entry by entry. */
export const toStore = (matrix: SparseMatrix): SparseMatrix => matrix;

/** Pairs of column and bits of one row, in their order. */
export function* entriesOf(matrix: SparseMatrix, uid: number): Generator<readonly [number, bigint]> {
  const { targets, bits } = matrix[uid];
  for (let k = 0; k < targets.length; k++) yield [targets[k], bits[k]];
}

/**
 * [column] one row as v3.1.0 run_epoch.rs, compute_liquid_alpha_values_sparse(), reads it: a pointer that only
 * moves forward, so of a row whose columns do not ascend the entries behind the pointer count as zero.
 */
export function readForward(matrix: SparseMatrix, uid: number): bigint[] {
  const { targets, bits } = matrix[uid];
  let k = 0;
  return matrix.map((_, column) => {
    while (k < targets.length && targets[k] < column) k += 1;
    return targets[k] === column ? bits[k] : 0n;
  });
}

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

/** Drops the entries of a uid towards itself, but `except` keeps its own (mask_diag_sparse_except_index). */
export const maskDiagonal = (matrix: SparseMatrix, except: number | null = null): SparseMatrix =>
  mapEntries(matrix, (value, row, column) => (row === column && row !== except ? null : value));

/** Drops what a row says of a uid registered at or after the row's last update (vec_mask_sparse_matrix). */
export const maskOutdated = (
  matrix: SparseMatrix,
  lastUpdate: ArrayLike<number>,
  registrationBlock: ArrayLike<number>,
): SparseMatrix =>
  mapEntries(matrix, (value, row, column) => (lastUpdate[row] <= registrationBlock[column] ? null : value));

/** Drops the entries towards masked uids (mask_matrix of a scalar and a vector). */
export const maskColumns = (mask: readonly boolean[], matrix: SparseMatrix): SparseMatrix =>
  mapEntries(matrix, (value, _, column) => (mask[column] ? null : value));

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
 * from + part · (to − from), columns ascending, only what is above zero; at a part of none or all the matrix
 * itself, in its own order (interpolate_sparse).
 */
export function interpolate(from: SparseMatrix, to: SparseMatrix, part: bigint): SparseMatrix {
  if (part === 0n) return from;
  if (part === I32F32.one) return to;
  return from.map((_, uid) => {
    const starts = new Map(entriesOf(from, uid));
    const ends = new Map(entriesOf(to, uid));
    const columns = new Set([...starts.keys(), ...ends.keys()]);
    const at = (column: number) => between(starts.get(column) ?? 0n, ends.get(column) ?? 0n, part);
    return positive(new Map([...columns].map((column) => [column, at(column)])));
  });
}

/**
 * alpha · fresh + (1 − alpha) · old over the union of entries, columns ascending, only what is above zero
 * (mat_ema_sparse). `alpha`: one for all, or one for each column (mat_ema_alpha_vec_sparse).
 */
export function movingAverage(
  fresh: SparseMatrix,
  old: SparseMatrix,
  alpha: bigint | readonly bigint[],
): SparseMatrix {
  const alphaOf = typeof alpha === 'bigint' ? () => alpha : (column: number) => alpha[column];
  return fresh.map((row, uid) => {
    const average = new Map<number, bigint>();
    addScaled(average, row, alphaOf);
    addScaled(average, old[uid], (column) => I32F32.one - alphaOf(column));
    return positive(average);
  });
}

function addScaled(
  into: Map<number, bigint>,
  { targets, bits }: SparseRow,
  factorOf: (column: number) => bigint,
): void {
  for (let k = 0; k < targets.length; k++) {
    const column = targets[k];
    into.set(column, (into.get(column) ?? 0n) + I32F32.mul(factorOf(column), bits[k]));
  }
}

/** What is above zero, columns ascending. */
function positive(row: ReadonlyMap<number, bigint>): SparseRow {
  const targets = [...row.keys()].filter((column) => row.get(column)! > 0n).sort((a, b) => a - b);
  return { targets, bits: targets.map((column) => row.get(column)!) };
}

/**
 * Bonds bought by pair and capped at one, for the entries of `fresh` only: a bond whose weight is gone is gone
 * at once (mat_ema_alpha_sparse). `alpha` is [row][column]. The vectors taught that a bond of zero is no entry and
 * that a row keeps the order of its weights.
 */
export const purchase = (
  fresh: SparseMatrix,
  old: SparseMatrix,
  alpha: readonly (readonly bigint[])[],
): SparseMatrix => {
  const held = fresh.map((_, row) => new Map(entriesOf(old, row)));
  return mapEntries(fresh, (weight, row, column) => {
    const bond = cappedBond(weight, held[row].get(column) ?? 0n, alpha[row][column]);
    return bond > 0n ? bond : null;
  });
};
