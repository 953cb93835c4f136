/**
 * Coefficients of y = Σ coefficient · x by least squares, from the normal equations. `rows[k]` holds the x of observation k, as many in
 * each. Throws a `RangeError` for fewer observations than coefficients, or where some x follow from the others.
 */
export function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const width = rows[0]?.length ?? 0;
  if (rows.length !== values.length || rows.length < width || width === 0)
    throw new RangeError(
      `least squares need as many rows as values and no fewer than coefficients; received ${rows.length} rows, ${values.length} values, ${width} coefficients`,
    );
  const normal = Array.from({ length: width }, (_, i) => [
    ...Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
    rows.reduce((sum, row, k) => sum + row[i] * values[k], 0),
  ]);
  return solved(normal);
}

/** Part of its first size below which a pivot counts as none. */
const nothing = 1e-12;

/** Solves equations [coefficients, right side] by Gauss and Jordan with partial pivots; changes them. */
function solved(equations: number[][]): number[] {
  const sizes = equations.map((row, k) => row[k]);
  for (const [at] of equations.entries()) {
    const pivot = equations.reduce(
      (best, row, k) => (k > at && Math.abs(row[at]) > Math.abs(equations[best][at]) ? k : best),
      at,
    );
    [equations[at], equations[pivot]] = [equations[pivot], equations[at]];
    const own = equations[at];
    if (!(Math.abs(own[at]) > nothing * sizes[at]))
      throw new RangeError(`coefficient ${at + 1} follows from the others: leave it out`);
    for (const [k, row] of equations.entries()) {
      const part = k === at ? 0 : row[at] / own[at];
      for (let j = at; j < row.length; j++) row[j] -= part * own[j];
    }
  }
  return equations.map((row, k) => row[row.length - 1] / row[k]);
}

/** An observation that a fit is held against. */
export interface Observation {
  /** Those of one group are left out together. */
  readonly group: string;
  readonly x: readonly number[];
  readonly y: number;
}

/**
 * Root of the mean squared error of predictions of groups that the fit has not seen: each is left out in turn, and predicted from the
 * others. Without any x the prediction is 0. Throws as `leastSquares` does.
 */
export function heldOutError(observations: readonly Observation[]): number {
  let sum = 0;
  for (const group of new Set(observations.map((one) => one.group))) {
    const others = observations.filter((one) => one.group !== group);
    const fit =
      observations[0].x.length === 0
        ? []
        : leastSquares(
            others.map(({ x }) => x),
            others.map(({ y }) => y),
          );
    for (const { x, y } of observations.filter((one) => one.group === group))
      sum += (y - x.reduce((total, value, k) => total + fit[k] * value, 0)) ** 2;
  }
  return Math.sqrt(sum / observations.length);
}
