import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { stream } from '../../../sim/random.ts';
import { checkTold, clampUnit, reflected, type Search, type SearchSettings } from './search.ts';

/**
 * Covariance matrix adaptation (Hansen 2016, "The CMA Evolution Strategy: A Tutorial", with its default constants):
 * points are drawn from a normal distribution that moves and turns towards the better half of each generation. Its
 * choice is the middle of the distribution, which averages noise over all it has seen. Coordinates that leave the cube are
 * mirrored back.
 */
export function cmaEs({ dimensions: n, seed, budget }: SearchSettings): Search {
  const draws = stream(seed, 'cma-es', 0);
  const constants = constantsFor(n, budget);
  const { size, parents, weights, mueff, cc, cs, c1, cmu, damps, chiN } = constants;
  let mean: number[] = new Array(n).fill(0.5);
  let sigma = 0.25;
  let covariance = Matrix.eye(n);
  let axes = Matrix.eye(n);
  let lengths: number[] = new Array(n).fill(1);
  let pathC: number[] = new Array(n).fill(0);
  let pathS: number[] = new Array(n).fill(0);
  let generation = 0;
  /** Steps of points asked for and not yet told, by what was handed out. */
  const open = new Map<string, number[]>();
  let told: { step: number[]; value: number }[] = [];

  function ask(): number[] {
    const normal = lengths.map((length) => length * draws.normal());
    const step = Array.from({ length: n }, (_, i) =>
      normal.reduce((sum, value, k) => sum + axes.get(i, k) * value, 0),
    );
    const point = mean.map((middle, i) => reflected(middle + sigma * step[i]));
    open.set(JSON.stringify(point), step);
    return point;
  }

  function tell(point: readonly number[], objectives: readonly number[]): void {
    checkTold(n, { point, objectives });
    const key = JSON.stringify(point);
    const step = open.get(key) ?? point.map((x, i) => (x - mean[i]) / sigma);
    open.delete(key);
    told.push({ step, value: objectives[0] });
    if (told.length >= size) adapt();
  }

  function adapt(): void {
    const best = told.sort((one, other) => one.value - other.value).slice(0, parents);
    told = [];
    generation += 1;
    const move = Array.from({ length: n }, (_, i) =>
      best.reduce((sum, { step }, k) => sum + weights[k] * step[i], 0),
    );
    mean = mean.map((middle, i) => clampUnit(middle + sigma * move[i]));
    const white = whitened(move);
    pathS = pathS.map((value, i) => (1 - cs) * value + Math.sqrt(cs * (2 - cs) * mueff) * white[i]);
    const length = Math.hypot(...pathS);
    const settled = length / Math.sqrt(1 - (1 - cs) ** (2 * generation)) / chiN < 1.4 + 2 / (n + 1);
    pathC = pathC.map(
      (value, i) => (1 - cc) * value + (settled ? Math.sqrt(cc * (2 - cc) * mueff) * move[i] : 0),
    );
    const stalled = settled ? 0 : cc * (2 - cc);
    covariance = new Matrix(
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => {
          const rank = best.reduce((sum, { step }, k) => sum + weights[k] * step[i] * step[j], 0);
          return (1 - c1 - cmu + c1 * stalled) * covariance.get(i, j) + c1 * pathC[i] * pathC[j] + cmu * rank;
        }),
      ),
    );
    sigma = Math.min(0.5, sigma * Math.exp((cs / damps) * (length / chiN - 1)));
    const eigen = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
    axes = eigen.eigenvectorMatrix;
    lengths = eigen.realEigenvalues.map((value) => Math.sqrt(Math.max(1e-14, value)));
  }

  /** C^−1/2 · v. */
  function whitened(v: readonly number[]): number[] {
    const inside = lengths.map(
      (length, k) => v.reduce((sum, value, i) => sum + axes.get(i, k) * value, 0) / length,
    );
    return v.map((_, i) => inside.reduce((sum, value, k) => sum + axes.get(i, k) * value, 0));
  }

  return {
    name: 'CMA-ES',
    ask,
    tell,
    best: () => (generation === 0 && told.length === 0 ? null : [...mean]),
  };
}

/** Hansen's defaults, with generations twice as large: half the gain of a step, and noise averaged over more points. */
function constantsFor(n: number, budget: number) {
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
