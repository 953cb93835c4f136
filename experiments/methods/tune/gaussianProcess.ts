/**
 * Regression by a Gaussian process with a Matérn 5/2 kernel and noise of its own (Rasmussen & Williams 2006,
 * algorithm 2.1). Values are standardised before they are fitted.
 */
export interface GaussianProcess {
  /** Posterior mean of the objective without noise, and its standard deviation. */
  at(point: readonly number[]): Belief;
  /** The mean alone, which costs far less. */
  meanAt(point: readonly number[]): number;
  /** The same of the objective at `one` minus that at `other`. */
  between(one: readonly number[], other: readonly number[]): Belief;
  /** [dimension] */
  readonly lengths: readonly number[];
  /** Standard deviation of the noise of one trial, in the objective's unit. */
  readonly noise: number;
  /** Standard deviation of what trials of one seed share, in the objective's unit. */
  readonly shared: number;
  readonly logLikelihood: number;
}

export interface Belief {
  readonly mean: number;
  readonly sd: number;
}

/** Kernel parameters in units of the cube and of standardised values. */
export interface KernelParameters {
  readonly lengths: readonly number[];
  readonly noise: number;
  /** Standard deviation of what the trials of one seed share; 0 if left out. */
  readonly shared?: number;
}

function matern(one: readonly number[], other: readonly number[], lengths: readonly number[]): number {
  let squared = 0;
  for (let k = 0; k < one.length; k++) squared += ((one[k] - other[k]) / lengths[k]) ** 2;
  const r = Math.sqrt(5 * squared);
  return (1 + r + (r * r) / 3) * Math.exp(-r);
}

/**
 * Fits the process with given kernel parameters. `seeds[k]`, where given, is the seed of value k: what all trials of a seed have in
 * common is then separated from the objective, as pairing would. Throws for fewer than two points.
 */
export function fitWith(
  points: readonly (readonly number[])[],
  values: readonly number[],
  { lengths, noise, shared = 0 }: KernelParameters,
  seeds: readonly unknown[] = [],
): GaussianProcess {
  const n = points.length;
  if (n < 2) throw new RangeError(`a Gaussian process needs 2 points; received ${n}`);
  const center = values.reduce((sum, value) => sum + value, 0) / n;
  const scale = scaleOf(values);
  const standard = values.map((value) => (value - center) / scale);
  const lower: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    const row = new Float64Array(n);
    for (let j = 0; j < i; j++) {
      const luck = shared > 0 && seeds[i] === seeds[j] ? shared * shared : 0;
      row[j] = matern(points[i], points[j], lengths) + luck;
    }
    row[i] = 1 + noise * noise + shared * shared + 1e-9;
    lower.push(row);
  }
  factorise(lower);
  const half = forward(lower, standard);
  const alpha = backward(lower, half);
  let logLikelihood = -0.5 * half.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0; i < n; i++) logLikelihood -= Math.log(lower[i][i]);
  const crossOf = (point: readonly number[]) => points.map((known) => matern(known, point, lengths));
  const weighed = (cross: readonly number[]) => scale * dot(cross, alpha, cross.length);
  const believed = (cross: readonly number[], prior: number): Belief => {
    const half = forward(lower, cross);
    const explained = dot(half, half, half.length);
    return { mean: weighed(cross), sd: scale * Math.sqrt(Math.max(0, prior - explained)) };
  };
  return {
    lengths,
    noise: noise * scale,
    shared: shared * scale,
    logLikelihood,
    meanAt: (point) => center + weighed(crossOf(point)),
    at(point) {
      const { mean, sd } = believed(crossOf(point), 1);
      return { mean: center + mean, sd };
    },
    between(one, other) {
      const others = crossOf(other);
      const cross = crossOf(one).map((value, i) => value - others[i]);
      return believed(cross, 2 - 2 * matern(one, other, lengths));
    },
  };
}

/** Σ one · other over the first `count` places. */
function dot(one: ArrayLike<number>, other: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += one[k] * other[k];
  return sum;
}

/** Cholesky's factor of a positive definite matrix, in place of its lower triangle, row by row. */
function factorise(rows: readonly Float64Array[]): void {
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < i; j++) row[j] = (row[j] - dot(row, rows[j], j)) / rows[j][j];
    row[i] = Math.sqrt(row[i] - dot(row, row, i));
  }
}

/** Solves lower · x = right. */
function forward(lower: readonly Float64Array[], right: readonly number[]): number[] {
  const result = new Array<number>(right.length).fill(0);
  for (let i = 0; i < right.length; i++) result[i] = (right[i] - dot(lower[i], result, i)) / lower[i][i];
  return result;
}

/** Solves lowerᵀ · x = right. */
function backward(lower: readonly Float64Array[], right: readonly number[]): number[] {
  const result = [...right];
  for (let i = right.length - 1; i >= 0; i--) {
    result[i] /= lower[i][i];
    for (let j = 0; j < i; j++) result[j] -= lower[i][j] * result[i];
  }
  return result;
}

const triedLengths = [0.15, 0.25, 0.4, 0.65, 1, 1.6, 2.5];
const triedNoises = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.2];

/**
 * Kernel parameters of the largest marginal likelihood: one length for all dimensions and the noise by grid, then what seeds share,
 * then each dimension's length in turn; where parameters `near` are given, only steps from these. A weak prior keeps lengths near the
 * size of the cube.
 */
export function fittedTo(
  points: readonly (readonly number[])[],
  values: readonly number[],
  seeds: readonly unknown[] = [],
  near: KernelParameters | null = null,
): GaussianProcess {
  const dimensions = points[0].length;
  let best: GaussianProcess | null = null;
  let chosen = near ?? { lengths: new Array<number>(dimensions).fill(0.65), noise: 0.35, shared: 0 };
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (parameters: KernelParameters) => {
    const process = fitWith(points, values, parameters, seeds);
    const prior = parameters.lengths.reduce((sum, length) => sum - 0.5 * Math.log(length / 0.65) ** 2, 0);
    if (process.logLikelihood + prior <= bestScore) return;
    bestScore = process.logLikelihood + prior;
    best = process;
    chosen = parameters;
  };
  const sharesSeeds = new Set(seeds).size < seeds.length && new Set(seeds).size > 1;
  if (near === null) considerGrid(dimensions, sharesSeeds, consider, () => chosen);
  else considerSteps(near, sharesSeeds, consider, () => chosen);
  return best!;
}

/** The kernel of a fitted process, for the next fit to begin from. */
export function kernelOf(
  { lengths, noise, shared }: GaussianProcess,
  values: readonly number[],
): KernelParameters {
  const scale = scaleOf(values);
  return { lengths, noise: noise / scale, shared: shared / scale };
}

/** Standard deviation that values are standardised by; 1 where they do not vary. */
function scaleOf(values: readonly number[]): number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length) || 1;
}

type Consider = (parameters: KernelParameters) => void;

function considerGrid(
  dimensions: number,
  sharesSeeds: boolean,
  consider: Consider,
  chosen: () => KernelParameters,
): void {
  for (const length of triedLengths)
    for (const noise of triedNoises) consider({ lengths: new Array(dimensions).fill(length), noise });
  if (sharesSeeds) {
    const { lengths } = chosen();
    for (const shared of triedNoises) for (const noise of triedNoises) consider({ lengths, noise, shared });
  }
  for (let k = 0; k < dimensions; k++)
    for (const length of triedLengths) consider(withLength(chosen(), k, () => length));
}

const stepSizes = [1 / 1.5, 1.5];

function considerSteps(
  near: KernelParameters,
  sharesSeeds: boolean,
  consider: Consider,
  chosen: () => KernelParameters,
): void {
  consider(near);
  for (const step of stepSizes) consider({ ...chosen(), noise: within(0.02, 1.5, chosen().noise * step) });
  if (sharesSeeds)
    for (const step of stepSizes)
      consider({ ...chosen(), shared: within(0.05, 1.5, (chosen().shared ?? 0) * step) });
  for (let k = 0; k < near.lengths.length; k++)
    for (const step of stepSizes)
      consider(withLength(chosen(), k, (length) => within(0.1, 3, length * step)));
}

const within = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

const withLength = (
  parameters: KernelParameters,
  dimension: number,
  change: (length: number) => number,
): KernelParameters => ({
  ...parameters,
  lengths: parameters.lengths.map((length, k) => (k === dimension ? change(length) : length)),
});
