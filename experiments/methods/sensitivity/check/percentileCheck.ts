import { quantile } from 'simple-statistics';
import { stream } from '../../../../sim/random.ts';
import { morrisStep, morrisTrajectories } from '../../../plan/design/morris.ts';
import { saltelliRows } from '../../../plan/design/saltelli.ts';
import { layoutOf, type Sums, sumsOf } from '../rowSums.ts';
import { Tallier, type Tally } from './tally.ts';
import type { TestFunction } from './testFunctions.ts';

/** Resamples of a bootstrap. */
const times = 500;

/** For comparison: Morris' mu* and sigma with a percentile bootstrap over trajectories. */
export function checkMorrisPercentile(known: TestFunction, trajectories: number, seeds: number): Tally {
  const levels = 8;
  const truth = known.effects(levels);
  const tallier = new Tallier();
  for (let seed = 1; seed <= seeds; seed++) {
    const effects: number[][] = truth.map(() => []);
    for (const { points, steps } of morrisTrajectories(trajectories, known.dimensions, seed, levels)) {
      const outputs = points.map(known.at);
      for (const [k, { factor, sign }] of steps.entries())
        effects[factor].push((outputs[k + 1] - outputs[k]) / (sign * morrisStep(levels)));
    }
    for (const [k, own] of effects.entries()) {
      const draws = stream(seed, 'percentile', k);
      tallier.see(`mu*${k + 1}`, percentile(own, size, draws.next), truth[k].muStar);
      tallier.see(`sigma${k + 1}`, percentile(own, deviation, draws.next), truth[k].sigma);
    }
  }
  return tallier.tally(`Morris, ${trajectories} trajectories, percentile bootstrap`, known.name, seeds);
}

/** For comparison: Sobol's indices with a percentile bootstrap over the rows of one scramble, as if they were independent. */
export function checkSobolPercentile(known: TestFunction, rows: number, seeds: number): Tally {
  const { dimensions } = known;
  const layout = layoutOf(dimensions, true);
  const tallier = new Tallier();
  for (let seed = 1; seed <= seeds; seed++) {
    const sums = saltelliRows({ rows, dimensions, seed, blocks: 2, secondOrder: true }).map(
      ({ block, a, b, ab, ba }) => {
        const of = (point: readonly number[]) => [known.at(point)];
        return sumsOf({ block, a: of(a), b: of(b), ab: ab.map(of), ba: ba.map(of) }, known.mean);
      },
    );
    const draws = stream(seed, 'percentile', known.name);
    for (const [name, places, truth] of [
      ['S', layout.first, known.first],
      ['ST', layout.total, known.total],
    ] as const) {
      for (const [k, place] of places.entries())
        tallier.see(`${name}${k + 1}`, percentile(sums, ratio(place, layout.scale[k]), draws.next), truth[k]);
    }
  }
  return tallier.tally(`Sobol, N ${rows}, percentile bootstrap of rows`, known.name, seeds);
}

const ratio = (above: number, below: number) => (rows: readonly Sums[]) => {
  let [one, other] = [0, 0];
  for (const row of rows) {
    one += row[above];
    other += row[below];
  }
  return one / other;
};

const size = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

function deviation(values: readonly number[]): number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}

function percentile<T>(
  values: readonly T[],
  statistic: (values: readonly T[]) => number,
  uniform: () => number,
) {
  const n = values.length;
  const resampled = Array.from({ length: times }, () =>
    statistic(Array.from({ length: n }, () => values[Math.floor(uniform() * n)])),
  );
  const [low, high] = quantile(resampled, [0.025, 0.975]);
  return { n, mean: statistic(values), sd: 0, low, high, level: 0.95, method: 'percentile bootstrap' };
}
