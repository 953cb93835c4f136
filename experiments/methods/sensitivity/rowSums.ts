/** Outputs at the points of one row of Saltelli's matrices; [replication] each. */
export interface RowOutputs {
  readonly block: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** [factor][replication] */
  readonly ab: readonly (readonly number[])[];
  /** [factor][replication]; empty without the second half of the design. */
  readonly ba: readonly (readonly number[])[];
}

/** Products whose expectations are variances, of one row or summed over many; places by `layoutOf`. */
export type Sums = Float64Array;

/** Where each product is in `Sums`. */
export interface Layout {
  readonly variance: number;
  /** Variance of chance at a point. */
  readonly noise: number;
  /** [factor] What is explained alone, in all, and the variance both are divided by. */
  readonly first: readonly number[];
  readonly total: readonly number[];
  readonly scale: readonly number[];
  /** What a pair explains together. */
  readonly second: readonly { readonly pair: readonly [number, number]; readonly place: number }[];
}

export function layoutOf(factors: number, isBoth: boolean): Layout {
  const each = Array.from({ length: factors }, (_, k) => k);
  const pairs = isBoth ? each.flatMap((i) => each.slice(i + 1).map((j) => [i, j] as const)) : [];
  return {
    variance: 0,
    noise: 1,
    first: each.map((k) => 2 + k),
    total: each.map((k) => 2 + factors + k),
    scale: each.map((k) => 2 + 2 * factors + k),
    second: pairs.map((pair, k) => ({ pair, place: 2 + 3 * factors + k })),
  };
}

/** What a row adds to each place; outputs are taken from `center`, the mean of all. */
export function sumsOf(row: RowOutputs, center: number): Sums {
  const centred = (values: readonly number[]) => values.map((value) => value - center);
  const outputs = { a: centred(row.a), b: centred(row.b), ab: row.ab.map(centred), ba: row.ba.map(centred) };
  const { a, b, ab, ba } = outputs;
  const variance = (product(a, a) + product(b, b)) / 2;
  const noise =
    [a, b, ...ab, ...ba].reduce((sum, values) => sum + scatter(values), 0) / (2 + ab.length + ba.length);
  const parts = ba.length > 0 ? bothHalves(outputs) : firstHalf(outputs, variance);
  return Float64Array.from([variance, noise, ...parts]);
}

type Outputs = Omit<RowOutputs, 'block'>;

/** first [factor], total [factor], scale [factor]. Saltelli et al. 2010, table 2: (b) and (f). */
function firstHalf({ a, b, ab }: Outputs, variance: number): number[] {
  const firsts = ab.map((mixed) => product(b, minus(mixed, a)));
  const totals = ab.map((mixed) => square(minus(a, mixed)) / 2);
  return [...firsts, ...totals, ...ab.map(() => variance)];
}

/** The same of Azzini, Mara and Rosati 2021, then second order [pair] of Saltelli 2002. */
function bothHalves({ a, b, ab, ba }: Outputs): number[] {
  const firsts = ab.map((mixed, k) => product(minus(ba[k], b), minus(a, mixed)) / 2);
  const totals = ab.map((mixed, k) => (square(minus(a, mixed)) + square(minus(b, ba[k]))) / 4);
  const scales = ab.map((mixed, k) => (square(minus(a, b)) + square(minus(ba[k], mixed))) / 4);
  const apart = product(a, b);
  const closed = ba.flatMap((mixed, i) => ab.slice(i + 1).map((other) => product(mixed, other) - apart));
  return [...firsts, ...totals, ...scales, ...closed];
}

const square = (x: readonly number[]): number => product(x, x);

const minus = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, k) => value - other[k]);

/** Estimates E[X] E[Y] at one point: the mean of x_k y_l over k ≠ l; x y itself with one replication. */
function product(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  if (n === 1) return x[0] * y[0];
  let [sumX, sumY, same] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    sumX += x[k];
    sumY += y[k];
    same += x[k] * y[k];
  }
  return (sumX * sumY - same) / (n * (n - 1));
}

/** Variance of chance at a point; 0 with one replication. */
function scatter(values: readonly number[]): number {
  const n = values.length;
  if (n === 1) return 0;
  const center = values.reduce((sum, value) => sum + value, 0) / n;
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (n - 1);
}
