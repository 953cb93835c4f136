import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/**
 * Regression by a Gaussian process with a Matérn 5/2 kernel and noise of its own (Rasmussen & Williams 2006,
 * algorithm 2.1). Values are standardised before they are fitted.
 */
export interface GaussianProcess {
  /** Posterior mean of the objective without noise, and its standard deviation. */
  at(point: readonly number[]): { readonly mean: number; readonly sd: number };
  /** [dimension] */
  readonly lengths: readonly number[];
  /** Standard deviation of the noise of one trial, in the objective's unit. */
  readonly noise: number;
  readonly logLikelihood: number;
}

/** Kernel parameters in units of the cube and of standardised values. */
export interface KernelParameters {
  readonly lengths: readonly number[];
  readonly noise: number;
}

function matern(one: readonly number[], other: readonly number[], lengths: readonly number[]): number {
  let squared = 0;
  for (let k = 0; k < one.length; k++) squared += ((one[k] - other[k]) / lengths[k]) ** 2;
  const r = Math.sqrt(5 * squared);
  return (1 + r + (r * r) / 3) * Math.exp(-r);
}

/** Fits the process with given kernel parameters. Throws for fewer than two points. */
export function fitWith(
  points: readonly (readonly number[])[],
  values: readonly number[],
  { lengths, noise }: KernelParameters,
): GaussianProcess {
  const n = points.length;
  if (n < 2) throw new RangeError(`a Gaussian process needs 2 points; received ${n}`);
  const center = values.reduce((sum, value) => sum + value, 0) / n;
  const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / n) || 1;
  const standard = values.map((value) => (value - center) / scale);
  const kernel = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    kernel.set(i, i, 1 + noise * noise + 1e-9);
    for (let j = 0; j < i; j++) {
      const value = matern(points[i], points[j], lengths);
      kernel.set(i, j, value);
      kernel.set(j, i, value);
    }
  }
  const lower = new CholeskyDecomposition(kernel).lowerTriangularMatrix;
  const half = forward(lower, standard);
  const alpha = backward(lower, half);
  let logLikelihood = -0.5 * half.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0; i < n; i++) logLikelihood -= Math.log(lower.get(i, i));
  return {
    lengths,
    noise: noise * scale,
    logLikelihood,
    at(point) {
      const cross = points.map((known) => matern(known, point, lengths));
      const mean = cross.reduce((sum, value, i) => sum + value * alpha[i], 0);
      const explained = forward(lower, cross).reduce((sum, value) => sum + value * value, 0);
      return { mean: center + scale * mean, sd: scale * Math.sqrt(Math.max(0, 1 - explained)) };
    },
  };
}

function forward(lower: Matrix, right: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < right.length; i++) {
    let value = right[i];
    for (let j = 0; j < i; j++) value -= lower.get(i, j) * result[j];
    result.push(value / lower.get(i, i));
  }
  return result;
}

function backward(lower: Matrix, right: readonly number[]): number[] {
  const n = right.length;
  const result = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let value = right[i];
    for (let j = i + 1; j < n; j++) value -= lower.get(j, i) * result[j];
    result[i] = value / lower.get(i, i);
  }
  return result;
}

const triedLengths = [0.15, 0.25, 0.4, 0.65, 1, 1.6, 2.5];
const triedNoises = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.2];

/**
 * Kernel parameters of the largest marginal likelihood: one length for all dimensions and the noise by grid, then each
 * dimension's length in turn. A weak prior keeps lengths near the size of the cube.
 */
export function fittedTo(points: readonly (readonly number[])[], values: readonly number[]): GaussianProcess {
  const dimensions = points[0].length;
  let best: GaussianProcess | null = null;
  let chosen: KernelParameters = { lengths: new Array(dimensions).fill(0.65), noise: 0.35 };
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (parameters: KernelParameters) => {
    const process = fitWith(points, values, parameters);
    const prior = parameters.lengths.reduce((sum, length) => sum - 0.5 * Math.log(length / 0.65) ** 2, 0);
    if (process.logLikelihood + prior <= bestScore) return;
    bestScore = process.logLikelihood + prior;
    best = process;
    chosen = parameters;
  };
  for (const length of triedLengths)
    for (const noise of triedNoises) consider({ lengths: new Array(dimensions).fill(length), noise });
  for (let k = 0; k < dimensions; k++) {
    const { lengths, noise } = chosen;
    for (const length of triedLengths)
      consider({ lengths: lengths.map((value, j) => (j === k ? length : value)), noise });
  }
  return best!;
}
