import type { Row } from '../../row.ts';
import type { SparseMatrix } from './sparse.ts';

/** The operations an epoch needs of its matrices: `sparse.ts` and `dense.ts` both offer them. [row uid × column uid] */
export interface Matrices<Matrix> {
  fromRows(rows: readonly Row[], bitsOf: (value: number) => bigint): Matrix;
  toStore(matrix: Matrix): SparseMatrix;
  entriesOf(matrix: Matrix, uid: number): Iterable<readonly [column: number, bits: bigint]>;
  readForward(matrix: Matrix, uid: number): readonly bigint[];
  maskRows(mask: readonly boolean[], matrix: Matrix): Matrix;
  maskColumns(mask: readonly boolean[], matrix: Matrix): Matrix;
  maskDiagonal(matrix: Matrix, except: number | null): Matrix;
  maskOutdated(matrix: Matrix, lastUpdate: ArrayLike<number>, registrationBlock: ArrayLike<number>): Matrix;
  normaliseRows(matrix: Matrix): Matrix;
  normaliseColumns(matrix: Matrix): Matrix;
  upscaleColumns(matrix: Matrix): Matrix;
  clipColumns(matrix: Matrix, ceiling: readonly bigint[]): Matrix;
  scaleRows(matrix: Matrix, scale: readonly bigint[]): Matrix;
  rowSums(matrix: Matrix): bigint[];
  timesRows(matrix: Matrix, vector: readonly bigint[]): bigint[];
  timesColumns(matrix: Matrix, vector: readonly bigint[]): bigint[];
  interpolate(from: Matrix, to: Matrix, part: bigint): Matrix;
  movingAverage(fresh: Matrix, old: Matrix, alpha: bigint | readonly bigint[]): Matrix;
  purchase(fresh: Matrix, old: Matrix, alpha: readonly (readonly bigint[])[]): Matrix;
}
