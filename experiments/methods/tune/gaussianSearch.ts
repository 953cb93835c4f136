import { normalCdf } from '../../../sim/math/gamma.ts';
import { stream } from '../../../sim/random.ts';
import { latinHypercube } from '../../plan/design/latinHypercube.ts';
import {
  fittedTo,
  fitWith,
  type GaussianProcess,
  type KernelParameters,
  kernelOf,
} from './gaussianProcess.ts';
import { checkTold, clampUnit, type Search, type SearchSettings } from './search.ts';

/** Candidates looked at for each ask, and how often the kernel is fitted anew. */
const scattered = 150;
const nearby = 50;
/** Points beyond which the kernel only steps from what it was, instead of being fitted over a grid. */
const manyPoints = 60;

/**
 * A search that keeps a noisy picture of the objective: it asks where a noise-free improvement on the best expected
 * value is largest (expected improvement with plug-in, Picheny et al. 2013). Its choice is the point tried with the
 * lowest posterior mean, never the luckiest measurement.
 */
export function gaussianSearch({
  dimensions,
  seed,
  budget,
  snap = (point) => [...point],
  allows = () => true,
}: SearchSettings): Search {
  const draws = stream(seed, 'gaussian search', 0);
  const first = latinHypercube(Math.min(budget, 3 * dimensions + 3), dimensions, `${seed};gaussian search`);
  const points: number[][] = [];
  const values: number[] = [];
  const seeds: unknown[] = [];
  /** Asked and not yet told: counted as if they had come out as expected, so that a batch spreads. */
  let open: number[][] = [];
  let picture: GaussianProcess | null = null;
  let fittedAt = 0;
  let asked = 0;

  function look(): GaussianProcess | null {
    if (points.length < 2) return null;
    // Fitting the kernel costs a hundred times a solve, and its parameters move slowly.
    if (picture === null || points.length >= 1.25 * fittedAt) {
      picture = fittedTo(points, values, seeds, points.length <= manyPoints ? null : kernel);
      fittedAt = points.length;
      kernel = kernelOf(picture, values);
    } else picture = fitWith(points, values, kernel, seeds);
    return picture;
  }
  let kernel: KernelParameters = { lengths: [], noise: 0.35 };

  /** The picture with open points at their expected values: their place is known, their luck is not. */
  function lookAhead(): GaussianProcess | null {
    const process = look();
    if (process === null || open.length === 0) return process;
    const expected = open.map((point) => process.meanAt(point));
    return fitWith([...points, ...open], [...values, ...expected], kernel, [...seeds, ...open]);
  }

  function ask(): number[] {
    const point = next();
    open.push(point);
    return [...point];
  }

  function next(): number[] {
    if (asked < first.length) return snap(first[asked++]);
    asked += 1;
    const process = lookAhead();
    if (process === null) return Array.from({ length: dimensions }, () => draws.next());
    const means = points.map((point) => process.meanAt(point));
    const lowest = Math.min(...means);
    const leader = points[means.indexOf(lowest)];
    let chosen = leader;
    let most = Number.NEGATIVE_INFINITY;
    for (const candidate of candidatesAround(leader).map(snap)) {
      if (!allows(candidate)) continue;
      const { mean, sd } = process.at(candidate);
      const gain = expectedImprovement(lowest, mean, sd);
      if (gain > most) {
        most = gain;
        chosen = candidate;
      }
    }
    return chosen;
  }

  function candidatesAround(leader: readonly number[]): number[][] {
    const anywhere = Array.from({ length: scattered }, () =>
      Array.from({ length: dimensions }, () => draws.next()),
    );
    const close = Array.from({ length: nearby }, (_, k) =>
      leader.map((x) => clampUnit(x + (k % 2 ? 0.03 : 0.1) * draws.normal())),
    );
    return [...anywhere, ...close];
  }

  return {
    name: 'Gaussian process',
    ask,
    tell(point, objectives, luck) {
      checkTold(dimensions, { point, objectives });
      const key = JSON.stringify(point);
      const place = open.findIndex((one) => JSON.stringify(one) === key);
      open = open.filter((_, k) => k !== place);
      points.push([...point]);
      values.push(objectives[0]);
      // A trial without a seed shares its luck with nobody.
      seeds.push(luck ?? Symbol('own luck'));
    },
    best() {
      const process = look();
      if (process === null) return points.length === 1 ? [...points[0]] : null;
      const means = points.map((point) => process.meanAt(point));
      return [...points[means.indexOf(Math.min(...means))]];
    },
  };
}

/** E max(0, best − f) of a normal f. */
export function expectedImprovement(best: number, mean: number, sd: number): number {
  if (sd <= 0) return Math.max(0, best - mean);
  const z = (best - mean) / sd;
  return sd * (z * normalCdf(z) + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
}
