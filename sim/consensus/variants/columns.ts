import { epsilon } from './variant.ts';

/** A matrix [i][j]. */
export type Matrix = readonly (readonly number[])[];

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Every entry by what `entry` makes of it and its place. */
export const mapEntries = (
  matrix: Matrix,
  entry: (value: number, i: number, j: number) => number,
): number[][] => matrix.map((row, i) => row.map((value, j) => entry(value, i, j)));

/** [j] Σ over i, rows in their order. */
export function columnSums(matrix: Matrix): number[] {
  const sums = new Array<number>(matrix[0]?.length ?? 0).fill(0);
  for (const row of matrix) for (const [j, value] of row.entries()) sums[j] += value;
  return sums;
}

/** Each entry as a share of its column; `padding` is added to the sum. A column without anything stays 0. */
export function shareColumns(matrix: Matrix, padding = epsilon): number[][] {
  const sums = columnSums(matrix);
  return mapEntries(matrix, (value, _, j) => (sums[j] + padding === 0 ? 0 : value / (sums[j] + padding)));
}

/** [i] Σ over j of matrix[i][j] · values[j]. */
export const timesColumns = (matrix: Matrix, values: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((total, value, j) => total + value * values[j], 0));

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);
