import { mean } from 'simple-statistics';
import type { Estimate } from '../../statistics/estimate.ts';
import { jackknife, share } from './jackknife.ts';

/** One walk: its steps, and what came out at each of its points. */
export interface TrajectoryOutputs {
  readonly steps: readonly { readonly factor: number; readonly sign: 1 | -1 }[];
  /** [0 … dimensions][replication] */
  readonly outputs: readonly (readonly number[])[];
}

/** How one factor moves the output when it alone is moved across its whole range, elsewhere at random. */
export interface MorrisEffect {
  /** Mean effect, signed. */
  readonly mu: Estimate;
  /** Mean size of the effect, in the output's unit (Campolongo, Cariboni and Saltelli 2007). */
  readonly muStar: Estimate;
  /** Standard deviation of the effects: how much an effect depends on the values of the other factors, and on chance. */
  readonly sigma: Estimate;
  /** Part of sigma² that is chance; null with one replication, where it cannot be separated, or without variation. */
  readonly noise: Estimate | null;
  /** The mu* that chance alone would show if the factor did nothing; null with one replication. */
  readonly floor: number | null;
}

/** Fewest walks whose scatter says anything. */
export const fewestTrajectories = 4;

/**
 * Morris' elementary effects (1991) of each factor, [factor]: differences over steps of `step` in the unit interval. The intervals of
 * mu* and sigma are Student's of the logarithm by the jackknife over walks: percentile bootstrap covers only 85 – 90 % at 20 walks, this
 * 92 – 95 % (`results/reference/calibration/sensitivity.json`).
 * Of a stochastic model, replication k of all points of a walk runs with the same seed; the effects of the replications scatter by
 * chance alone, which gives its part of sigma². Throws a `RangeError` for fewer than 4 walks, or an output that never varies.
 */
export function morrisEffects(
  trajectories: readonly TrajectoryOutputs[],
  step: number,
  level = 0.95,
): MorrisEffect[] {
  if (trajectories.length < fewestTrajectories) {
    throw new RangeError(
      `Morris needs at least ${fewestTrajectories} complete trajectories; received ${trajectories.length}`,
    );
  }
  const byFactor = effectsByFactor(trajectories, step);
  if (byFactor.flat(2).every((effect) => effect === 0)) {
    throw new RangeError('the output does not vary over the factors: they have no effects');
  }
  return byFactor.map((effects) => summary(effects, level));
}

/** [factor][trajectory][replication] */
function effectsByFactor(trajectories: readonly TrajectoryOutputs[], step: number): number[][][] {
  const dimensions = trajectories[0].steps.length;
  const byFactor: number[][][] = Array.from({ length: dimensions }, () => []);
  for (const { steps, outputs } of trajectories) {
    for (const [k, { factor, sign }] of steps.entries()) {
      byFactor[factor].push(outputs[k + 1].map((after, r) => (after - outputs[k][r]) / (sign * step)));
    }
  }
  return byFactor;
}

/** Places of the sums over walks. */
const [count, size, value, square, chance] = [0, 1, 2, 3, 4];

function summary(effects: readonly (readonly number[])[], level: number): MorrisEffect {
  const means = effects.map((replications) => mean([...replications]));
  const center = mean(means);
  const walks = effects.map((replications, k) => {
    const gap = means[k] - center;
    return Float64Array.of(1, Math.abs(means[k]), gap, gap * gap, chanceOf(replications));
  });
  const n = walks.length;
  const interval = (statistic: (sums: Float64Array) => number, isPositive = false) =>
    jackknife(walks, statistic, { n, level, isPositive });
  const isStochastic = effects[0].length > 1;
  const sigma = interval((sums) => Math.sqrt(varianceOf(sums)), true);
  const noise = (sums: Float64Array) => sums[chance] / sums[count];
  return {
    mu: interval((sums) => center + sums[value] / sums[count]),
    muStar: interval((sums) => sums[size] / sums[count], true),
    sigma,
    noise: isStochastic && sigma.low > 0 ? share(interval((sums) => noise(sums) / varianceOf(sums))) : null,
    floor: isStochastic
      ? Math.sqrt((2 / Math.PI) * mean(effects.map((replications) => chanceOf(replications))))
      : null,
  };
}

function varianceOf(sums: Float64Array): number {
  return Math.max(0, (sums[square] - sums[value] ** 2 / sums[count]) / (sums[count] - 1));
}

/** Variance of the mean of replications; 0 for one. */
function chanceOf(replications: readonly number[]): number {
  const n = replications.length;
  if (n < 2) return 0;
  const center = mean([...replications]);
  return replications.reduce((sum, effect) => sum + (effect - center) ** 2, 0) / (n * (n - 1));
}
