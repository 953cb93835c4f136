import { I32F32 } from '../../math/fixed.ts';
import type { Row } from '../../row.ts';
import { between, cappedBond } from './bondAlpha.ts';
import type { SparseMatrix } from './sparse.ts';
import { normalise, normaliseBy, sum } from './vector.ts';

/**
 * Operations on dense matrices of I32F32 bits, as in subtensor v0.0.1 math.rs (the functions the chain tests
 * its sparse ones against). [row uid × column uid]
 */
export type DenseMatrix = readonly (readonly bigint[])[];

/** Stored u16 rows as I32F32, each value read by `bitsOf`; absent entries are zero. */
export function fromRows(rows: readonly Row[], bitsOf: (value: number) => bigint): DenseMatrix {
  return rows.map(({ targets, values }) => {
    const dense = new Array<bigint>(rows.length).fill(0n);
    targets.forEach((column, k) => {
      dense[column] = bitsOf(values[k]);
    });
    return dense;
  });
}

/** The matrix as it is stored: every entry, zeros included. */
export const toStore = (matrix: DenseMatrix): SparseMatrix =>
  matrix.map((bits) => ({ targets: [...bits.keys()], bits }));

/** Pairs of column and bits of one row. */
export const entriesOf = (matrix: DenseMatrix, uid: number): Iterable<readonly [number, bigint]> =>
  matrix[uid].entries();

/** [column] one row. */
export const readForward = (matrix: DenseMatrix, uid: number): readonly bigint[] => matrix[uid];

function mapEntries(
  matrix: DenseMatrix,
  change: (value: bigint, row: number, column: number) => bigint,
): DenseMatrix {
  return matrix.map((values, row) =>
    values.map((value, column) => (value === 0n ? value : change(value, row, column))),
  );
}

/** Zeroes the rows of masked uids (inplace_mask_rows). */
export const maskRows = (mask: readonly boolean[], matrix: DenseMatrix): DenseMatrix =>
  mapEntries(matrix, (value, row) => (mask[row] ? 0n : value));

/**
 * Zeroes what a uid says of itself (inplace_mask_diag). The dense epoch masks it twice, the second time without
 * an exception, so no neuron keeps a self weight.
 */
export const maskDiagonal = (matrix: DenseMatrix): DenseMatrix =>
  mapEntries(matrix, (value, row, column) => (row === column ? 0n : value));

/** Zeroes what a row says of a uid registered at or after the row's last update (inplace_mask_matrix). */
export const maskOutdated = (
  matrix: DenseMatrix,
  lastUpdate: ArrayLike<number>,
  registrationBlock: ArrayLike<number>,
): DenseMatrix =>
  mapEntries(matrix, (value, row, column) => (lastUpdate[row] <= registrationBlock[column] ? 0n : value));

/** Zeroes the entries towards masked uids (inplace_mask_cols). */
export const maskColumns = (mask: readonly boolean[], matrix: DenseMatrix): DenseMatrix =>
  mapEntries(matrix, (value, _, column) => (mask[column] ? 0n : value));

/** Rows that sum to one (inplace_row_normalize). */
export const normaliseRows = (matrix: DenseMatrix): DenseMatrix => matrix.map((row) => normalise(row));

/** Columns that sum to one (inplace_col_normalize). */
export function normaliseColumns(matrix: DenseMatrix): DenseMatrix {
  const sums = matrix.map(() => 0n);
  for (const row of matrix) {
    row.forEach((value, column) => {
      sums[column] += value;
    });
  }
  return divideColumns(matrix, sums);
}

/** Columns whose largest entry is one (inplace_col_max_upscale). */
export function upscaleColumns(matrix: DenseMatrix): DenseMatrix {
  const largest = matrix.map(() => 0n);
  for (const row of matrix) {
    row.forEach((value, column) => {
      if (value > largest[column]) largest[column] = value;
    });
  }
  return divideColumns(matrix, largest);
}

const divideColumns = (matrix: DenseMatrix, by: readonly bigint[]): DenseMatrix =>
  mapEntries(matrix, (value, _, column) => normaliseBy([value], by[column])[0]);

/** [row] Σ_j x_ij (row_sum). */
export const rowSums = (matrix: DenseMatrix): bigint[] => matrix.map((row) => sum(row));

/** Entries cut at the ceiling of their column (inplace_col_clip). */
export const clipColumns = (matrix: DenseMatrix, ceiling: readonly bigint[]): DenseMatrix =>
  mapEntries(matrix, (value, _, column) => (ceiling[column] < value ? ceiling[column] : value));

/** x_ij · s_i (row_hadamard). */
export const scaleRows = (matrix: DenseMatrix, scale: readonly bigint[]): DenseMatrix =>
  mapEntries(matrix, (value, row) => I32F32.mul(value, scale[row]));

/** [column] Σ_i floor(x_ij · s_i) (matmul). */
export function timesRows(matrix: DenseMatrix, vector: readonly bigint[]): bigint[] {
  const result = matrix.map(() => 0n);
  matrix.forEach((values, row) => {
    values.forEach((value, column) => {
      if (value !== 0n) result[column] += I32F32.mul(vector[row], value);
    });
  });
  return result;
}

/** [row] Σ_j floor(x_ij · v_j) (matmul_transpose). */
export const timesColumns = (matrix: DenseMatrix, vector: readonly bigint[]): bigint[] =>
  matrix.map((row) => row.reduce((total, value, column) => total + I32F32.mul(vector[column], value), 0n));

/** from + part · (to − from); at a part of none or all the matrix itself (interpolate). */
export function interpolate(from: DenseMatrix, to: DenseMatrix, part: bigint): DenseMatrix {
  if (part === 0n) return from;
  if (part === I32F32.one) return to;
  return from.map((row, uid) => row.map((value, column) => between(value, to[uid][column], part)));
}

/** alpha · fresh + (1 − alpha) · old; one alpha for all or one for each column (mat_ema, mat_ema_alpha_vec). */
export function movingAverage(
  fresh: DenseMatrix,
  old: DenseMatrix,
  alpha: bigint | readonly bigint[],
): DenseMatrix {
  const alphaOf = typeof alpha === 'bigint' ? () => alpha : (column: number) => alpha[column];
  return fresh.map((row, uid) =>
    row.map((value, column) => {
      const renewed = alphaOf(column);
      return I32F32.mul(renewed, value) + I32F32.mul(I32F32.one - renewed, old[uid][column]);
    }),
  );
}

/** Bonds bought by pair and capped at one; unlike the sparse form it keeps a bond whose weight is gone (mat_ema_alpha). */
export const purchase = (
  fresh: DenseMatrix,
  old: DenseMatrix,
  alpha: readonly (readonly bigint[])[],
): DenseMatrix =>
  fresh.map((row, uid) =>
    row.map((value, column) => cappedBond(value, old[uid][column], alpha[uid][column])),
  );
