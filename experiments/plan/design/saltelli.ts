import type { Name } from '../../../sim/random.ts';
import { scrambledSobol } from './sobol.ts';

/** The points of one row of Saltelli's matrices. */
export interface SaltelliRow {
  /** Which of the independent scrambles it comes from. */
  readonly block: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** [factor] A with that factor from B. */
  readonly ab: readonly (readonly number[])[];
  /** [factor] B with that factor from A; empty unless second-order indices are asked for. */
  readonly ba: readonly (readonly number[])[];
}

export interface SaltelliOptions {
  /** N, the rows in all: a multiple of `blocks`, best a power of two times it. */
  readonly rows: number;
  readonly dimensions: number;
  readonly seed: Name;
  /** Independent scrambles the rows are divided among: what gives an honest interval. */
  readonly blocks: number;
  readonly secondOrder?: boolean;
}

/**
 * Saltelli's matrices from scrambled Sobol points in 2 d dimensions: N rows of d + 2 points, or 2 d + 2 for second-order
 * indices. Each block is a scramble of its own, so blocks are independent repetitions of one estimate.
 * Source: Saltelli et al. 2010, Comput. Phys. Commun. 181, 259–270. Throws a `RangeError` for rows that blocks do not divide.
 */
export function saltelliRows(options: SaltelliOptions): SaltelliRow[] {
  const { rows, dimensions, seed, blocks, secondOrder = false } = options;
  if (!(blocks >= 2 && rows >= blocks && rows % blocks === 0)) {
    throw new RangeError(`the rows must be a multiple of the ${blocks} blocks, at least 2; received ${rows}`);
  }
  return Array.from({ length: blocks }, (_, block) =>
    scrambledSobol(rows / blocks, 2 * dimensions, `${seed}/${block}`).map((point) =>
      rowOf(block, everyOther(point, 0), everyOther(point, 1), secondOrder),
    ),
  ).flat();
}

/** Neighbours of the sequence are its evenest pairs, so a factor takes its two coordinates from one: A even, B odd. */
const everyOther = (point: readonly number[], from: number): number[] =>
  point.filter((_, k) => k % 2 === from);

function rowOf(block: number, a: number[], b: number[], secondOrder: boolean): SaltelliRow {
  const mixed = (base: number[], other: number[]) =>
    base.map((_, factor) => base.map((value, k) => (k === factor ? other[k] : value)));
  return { block, a, b, ab: mixed(a, b), ba: secondOrder ? mixed(b, a) : [] };
}
