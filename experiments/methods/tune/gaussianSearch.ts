import { normalCdf } from '../../../sim/math/gamma.ts';
import { type Stream, stream } from '../../../sim/random.ts';
import { latinHypercube } from '../../plan/design/latinHypercube.ts';
import {
  fittedTo,
  fitWith,
  type GaussianProcess,
  type KernelParameters,
  kernelOf,
} from './gaussianProcess.ts';
import { checkTold, clampUnit, type Search, type SearchSettings } from './search.ts';

/** Candidates looked at for each ask, and how often the kernel is fitted again. */
const scattered = 150;
const nearby = 50;
/** Points beyond which the kernel only steps from what it was, instead of being fitted over a grid. */
const manyPoints = 60;

/**
 * A search that keeps a noisy picture of the objective: it asks where a noise-free improvement on the best expected
 * value is largest (expected improvement with plug-in, Picheny et al. 2013). Its choice is the point tried with the
 * lowest posterior mean, never the luckiest measurement.
 */
export const gaussianSearch = (settings: SearchSettings): Search => new GaussianSearch(settings);

class GaussianSearch implements Search {
  readonly name = 'Gaussian process';
  private readonly settings: SearchSettings;
  private readonly draws: Stream;
  private readonly first: readonly (readonly number[])[];
  private readonly points: number[][] = [];
  private readonly values: number[] = [];
  private readonly seeds: unknown[] = [];
  /** Asked and not yet answered: counted as if they had come out as expected, so that a batch spreads. */
  private open: number[][] = [];
  private picture: GaussianProcess | null = null;
  private kernel: KernelParameters = { lengths: [], noise: 0.35 };
  private fittedAt = 0;
  private asked = 0;

  constructor(settings: SearchSettings) {
    const { seed, budget, dimensions } = settings;
    this.settings = settings;
    this.draws = stream(seed, 'gaussian search', 0);
    this.first = latinHypercube(Math.min(budget, 3 * dimensions + 3), dimensions, `${seed};gaussian search`);
  }

  ask(): number[] {
    const point = this.next();
    this.open.push(point);
    return [...point];
  }

  tell(point: readonly number[], objectives: readonly number[], luck?: unknown): void {
    checkTold(this.settings.dimensions, { point, objectives });
    const key = JSON.stringify(point);
    const place = this.open.findIndex((one) => JSON.stringify(one) === key);
    this.open = this.open.filter((_, k) => k !== place);
    this.points.push([...point]);
    this.values.push(objectives[0]);
    // A trial without a seed shares its luck with no other.
    this.seeds.push(luck ?? Symbol('own luck'));
  }

  best(): number[] | null {
    const { points } = this;
    const process = this.look();
    if (process === null) return points.length === 1 ? [...points[0]] : null;
    const means = points.map((point) => process.meanAt(point));
    return [...points[means.indexOf(Math.min(...means))]];
  }

  private look(): GaussianProcess | null {
    const { points, values, seeds } = this;
    if (points.length < 2) return null;
    // Fitting the kernel costs a hundred times a solve, and its parameters move slowly.
    if (this.picture === null || points.length >= 1.25 * this.fittedAt) {
      this.picture = fittedTo(points, values, seeds, points.length <= manyPoints ? null : this.kernel);
      this.fittedAt = points.length;
      this.kernel = kernelOf(this.picture, values);
    } else this.picture = fitWith(points, values, this.kernel, seeds);
    return this.picture;
  }

  /** The picture with open points at their expected values: their place is known, their luck is not. */
  private lookAhead(): GaussianProcess | null {
    const { points, values, seeds, open } = this;
    const process = this.look();
    if (process === null || open.length === 0) return process;
    const expected = open.map((point) => process.meanAt(point));
    return fitWith([...points, ...open], [...values, ...expected], this.kernel, [...seeds, ...open]);
  }

  private next(): number[] {
    const { dimensions, snap = (point) => [...point], allows = () => true } = this.settings;
    if (this.asked < this.first.length) return snap(this.first[this.asked++]);
    this.asked += 1;
    const process = this.lookAhead();
    if (process === null) return Array.from({ length: dimensions }, () => this.draws.next());
    const means = this.points.map((point) => process.meanAt(point));
    const lowest = Math.min(...means);
    const leader = this.points[means.indexOf(lowest)];
    let chosen = leader;
    let most = Number.NEGATIVE_INFINITY;
    for (const candidate of this.candidatesAround(leader).map(snap)) {
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

  private candidatesAround(leader: readonly number[]): number[][] {
    const anywhere = Array.from({ length: scattered }, () => leader.map(() => this.draws.next()));
    const close = Array.from({ length: nearby }, (_, k) =>
      leader.map((x) => clampUnit(x + (k % 2 ? 0.03 : 0.1) * this.draws.normal())),
    );
    return [...anywhere, ...close];
  }
}

/** E max(0, best − f) of a normal f. */
export function expectedImprovement(best: number, mean: number, sd: number): number {
  if (sd <= 0) return Math.max(0, best - mean);
  const z = (best - mean) / sd;
  return sd * (z * normalCdf(z) + Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
}
