import { type Stream, stream } from '../../../sim/random.ts';
import { latinHypercube } from '../../plan/design/latinHypercube.ts';
import { fittedTo, type GaussianProcess, type KernelParameters, kernelOf } from './gaussianProcess.ts';
import { fronts, type Ranked, survivors } from './pareto.ts';
import { thinned } from './picture.ts';
import { checkTold, type Search, type SearchSettings, type Told } from './search.ts';
import { childOf } from './variation.ts';

/** Children bred for each that is run, and the share of strangers among them: names of a knob hardly mutate into each other. */
const bred = 10;
const strangers = 0.15;
/** Standard deviations by which a child is given the benefit of the doubt. */
const optimism = 1.5;

interface TrialTold extends Told {
  readonly luck: unknown;
}

/**
 * Several objectives: the undominated sorting genetic algorithm II (Deb et al. 2002). Parents are chosen by front and then by how alone
 * they are in it; survivors of parents and children alike.
 *
 * Trials are noisy and few, so no trial is believed by itself. A Gaussian process over all trials models each objective: survivors
 * are chosen from all trials so far by its mean, and of ten children bred for every trial those run that the same sorting puts first at
 * mean − 1.5 standard deviations (prescreening by lower confidence bounds: Emmerich, Giannakoglou & Naujoks 2006).
 */
export const nsga2 = (settings: SearchSettings): Search => new Nsga2(settings);

type Point = readonly number[];

class Nsga2 implements Search {
  readonly name = 'NSGA-II';
  private readonly dimensions: number;
  private readonly snap: (point: Point) => number[];
  private readonly allows: (point: Point) => boolean;
  private readonly draws: Stream;
  private readonly size: number;
  private readonly first: readonly Point[];
  private readonly archive: TrialTold[] = [];
  private kernels: readonly (KernelParameters | null)[] = [];
  private waiting: readonly Point[] = [];
  private asked = 0;

  constructor({ dimensions, seed, budget, snap, allows }: SearchSettings) {
    this.dimensions = dimensions;
    this.snap = snap ?? ((point) => [...point]);
    this.allows = allows ?? (() => true);
    this.draws = stream(seed, 'nsga-ii', 0);
    // Many small generations: a trial is worth most after the picture has learnt from the one before.
    this.size = Math.max(8, 4 * Math.round(Math.min(40, budget / 16) / 4));
    this.first = latinHypercube(this.size, dimensions, `${seed};nsga-ii`);
  }

  ask(): number[] {
    if (this.asked < this.first.length) return this.snap(this.first[this.asked++]);
    if (this.archive.length < 2) return this.snap(this.anywhere());
    const [next, ...rest] = this.waiting.length === 0 ? this.nextGeneration() : this.waiting;
    this.waiting = rest;
    return [...next];
  }

  tell(point: Point, objectives: readonly number[], luck?: unknown): void {
    const told = { point: [...point], objectives: [...objectives] };
    checkTold(this.dimensions, told);
    // A trial without a seed shares its luck with no other.
    this.archive.push({ ...told, luck: luck ?? Symbol('own luck') });
  }

  best(): number[] | null {
    const { archive } = this;
    if (archive.length === 0) return null;
    if (archive.length === 1) return [...archive[0].point];
    const processes = this.pictures();
    const [front] = fronts(archive.map(({ point }) => processes.map((process) => process.meanAt(point))));
    return [...archive[front[0]].point];
  }

  private anywhere(): number[] {
    return Array.from({ length: this.dimensions }, () => this.draws.next());
  }

  /** One process for each objective; its kernel steps from that of the generation before. */
  private pictures(): GaussianProcess[] {
    const trials = thinned(this.archive);
    const points = trials.map(({ point }) => point);
    const luck = trials.map((trial) => trial.luck);
    const processes = trials[0].objectives.map((_, k) => {
      const values = trials.map(({ objectives }) => objectives[k]);
      const process = fittedTo(points, values, luck, this.kernels[k] ?? null);
      return { process, kernel: kernelOf(process, values) };
    });
    this.kernels = processes.map(({ kernel }) => kernel);
    return processes.map(({ process }) => process);
  }

  private nextGeneration(): readonly Point[] {
    const { archive, size } = this;
    const processes = this.pictures();
    const expected = archive.map(({ point }) => processes.map((process) => process.meanAt(point)));
    const parents = survivors(
      archive.map(({ point }) => point),
      expected,
      size,
    );
    const children = this.broodOf(parents);
    const hoped = children.map((point) =>
      processes.map((process) => {
        const { mean, sd } = process.at(point);
        return mean - optimism * sd;
      }),
    );
    return survivors(children, hoped, size).map(({ one }) => one);
  }

  /** Children of different settings that the constraints allow; without any of these a stranger, whom the study then replaces. */
  private broodOf(parents: readonly Ranked<Point>[]): Point[] {
    const { draws, snap } = this;
    const brood = Array.from({ length: bred * this.size }, () =>
      snap(
        draws.next() < strangers
          ? this.anywhere()
          : childOf(this.tournament(parents), this.tournament(parents), draws),
      ),
    );
    const distinct = [...new Map(brood.map((point) => [JSON.stringify(point), point])).values()];
    const allowed = distinct.filter(this.allows);
    return allowed.length > 0 ? allowed : [snap(this.anywhere())];
  }

  private tournament(parents: readonly Ranked<Point>[]): Point {
    const one = parents[this.draws.integer(parents.length)];
    const other = parents[this.draws.integer(parents.length)];
    const isBetter = one.rank < other.rank || (one.rank === other.rank && one.crowding > other.crowding);
    return (isBetter ? one : other).one;
  }
}
