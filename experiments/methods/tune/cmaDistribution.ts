import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { clampUnit } from './search.ts';

/** A generation of points: where they are drawn from, and how that has moved. */
export interface Distribution {
  readonly generation: number;
  readonly mean: readonly number[];
  readonly sigma: number;
  readonly covariance: Matrix;
  /** Axes of the covariance, with their lengths. */
  readonly axes: Matrix;
  readonly lengths: readonly number[];
  readonly pathC: readonly number[];
  readonly pathS: readonly number[];
}

/** A point of a generation: its step from the middle in units of `sigma`, and what came of it. */
export interface Tried {
  readonly step: readonly number[];
  readonly value: number;
}

/** The first distribution: the middle of the cube, alike in all directions. */
export const roundCube = (n: number): Distribution => ({
  generation: 0,
  mean: new Array<number>(n).fill(0.5),
  sigma: 0.25,
  covariance: Matrix.eye(n),
  axes: Matrix.eye(n),
  lengths: new Array<number>(n).fill(1),
  pathC: new Array<number>(n).fill(0),
  pathS: new Array<number>(n).fill(0),
});

/** The distribution of the next generation (Hansen 2016, equations 24 to 30, with the switch of his published code). */
export function adapted(before: Distribution, told: readonly Tried[], constants: Constants): Distribution {
  const { weights, parents, mueff, cc, cs, damps, chiN } = constants;
  const n = before.mean.length;
  const generation = before.generation + 1;
  const best = told.toSorted((one, other) => one.value - other.value).slice(0, parents);
  const move = before.mean.map((_, i) => best.reduce((sum, { step }, k) => sum + weights[k] * step[i], 0));
  const mean = before.mean.map((middle, i) => clampUnit(middle + before.sigma * move[i]));
  const white = whitened(before, move);
  const pathS = before.pathS.map(
    (value, i) => (1 - cs) * value + Math.sqrt(cs * (2 - cs) * mueff) * white[i],
  );
  const length = Math.hypot(...pathS);
  const settled = length / Math.sqrt(1 - (1 - cs) ** (2 * generation)) / chiN < 1.4 + 2 / (n + 1);
  const pathC = before.pathC.map(
    (value, i) => (1 - cc) * value + (settled ? Math.sqrt(cc * (2 - cc) * mueff) * move[i] : 0),
  );
  const covariance = turned(before.covariance, best, pathC, settled, constants);
  const sigma = Math.min(0.5, before.sigma * Math.exp((cs / damps) * (length / chiN - 1)));
  return { generation, mean, sigma, covariance, pathC, pathS, ...axesOf(covariance) };
}

/** The covariance that the best steps and their path point to. */
function turned(
  covariance: Matrix,
  best: readonly Tried[],
  pathC: readonly number[],
  settled: boolean,
  { weights, cc, c1, cmu }: Constants,
): Matrix {
  const stalled = settled ? 0 : cc * (2 - cc);
  return new Matrix(
    pathC.map((_, i) =>
      pathC.map((_, j) => {
        const rank = best.reduce((sum, { step }, k) => sum + weights[k] * step[i] * step[j], 0);
        return (1 - c1 - cmu + c1 * stalled) * covariance.get(i, j) + c1 * pathC[i] * pathC[j] + cmu * rank;
      }),
    ),
  );
}

function axesOf(covariance: Matrix): Pick<Distribution, 'axes' | 'lengths'> {
  const eigen = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const lengths = eigen.realEigenvalues.map((value) => Math.sqrt(Math.max(1e-14, value)));
  return { axes: eigen.eigenvectorMatrix, lengths };
}

/** C^−1/2 · v. */
function whitened({ axes, lengths }: Distribution, v: readonly number[]): number[] {
  const inside = lengths.map(
    (length, k) => v.reduce((sum, value, i) => sum + axes.get(i, k) * value, 0) / length,
  );
  return v.map((_, i) => inside.reduce((sum, value, k) => sum + axes.get(i, k) * value, 0));
}

export type Constants = ReturnType<typeof constantsFor>;

/** Hansen's defaults, with generations twice as large: half the gain of a step, and noise averaged over more points. */
export function constantsFor(n: number, budget: number) {
  const size = Math.min(2 * (4 + Math.floor(3 * Math.log(n))), Math.max(4, Math.floor(budget / 5)));
  const parents = Math.floor(size / 2);
  const raw = Array.from({ length: parents }, (_, k) => Math.log(parents + 0.5) - Math.log(k + 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const mueff = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const cc = (4 + mueff / n) / (n + 4 + (2 * mueff) / n);
  const cs = (mueff + 2) / (n + mueff + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + mueff);
  const cmu = Math.min(1 - c1, (2 * (mueff - 2 + 1 / mueff)) / ((n + 2) ** 2 + mueff));
  const damps = 1 + 2 * Math.max(0, Math.sqrt((mueff - 1) / (n + 1)) - 1) + cs;
  const chiN = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  return { size, parents, weights, mueff, cc, cs, c1, cmu, damps, chiN };
}
