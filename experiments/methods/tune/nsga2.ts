import { stream } from '../../../sim/random.ts';
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
 * they stand in it; survivors of parents and children alike.
 *
 * Trials are noisy and few, so no trial is believed by itself. A Gaussian process over all trials stands for each objective: survivors
 * are chosen from all trials so far by its mean, and of ten children bred for every trial those run that the same sorting puts first at
 * mean − 1.5 standard deviations (prescreening by lower confidence bounds: Emmerich, Giannakoglou & Naujoks 2006).
 */
export function nsga2(settings: SearchSettings): Search {
  const { dimensions, seed, budget, snap = (point) => [...point], allows = () => true } = settings;
  const draws = stream(seed, 'nsga-ii', 0);
  // Many small generations: a trial is worth most after the picture has learnt from the one before.
  const size = Math.max(8, 4 * Math.round(Math.min(40, budget / 16) / 4));
  const first = latinHypercube(size, dimensions, `${seed};nsga-ii`);
  const archive: TrialTold[] = [];
  let kernels: (KernelParameters | null)[] = [];
  let waiting: (readonly number[])[] = [];
  let asked = 0;

  const anywhere = () => Array.from({ length: dimensions }, () => draws.next());

  function ask(): number[] {
    if (asked < first.length) return snap(first[asked++]);
    if (archive.length < 2) return snap(anywhere());
    if (waiting.length === 0) waiting = nextGeneration();
    return [...(waiting.shift() as readonly number[])];
  }

  /** One process for each objective; its kernel steps from that of the generation before. */
  function pictures(): GaussianProcess[] {
    const trials = thinned(archive);
    const points = trials.map(({ point }) => point);
    const luck = trials.map((trial) => trial.luck);
    const processes = trials[0].objectives.map((_, k) => {
      const values = trials.map(({ objectives }) => objectives[k]);
      const process = fittedTo(points, values, luck, kernels[k] ?? null);
      return { process, kernel: kernelOf(process, values) };
    });
    kernels = processes.map(({ kernel }) => kernel);
    return processes.map(({ process }) => process);
  }

  function nextGeneration(): (readonly number[])[] {
    const processes = pictures();
    const expected = archive.map(({ point }) => processes.map((process) => process.meanAt(point)));
    const parents = survivors(
      archive.map(({ point }) => point),
      expected,
      size,
    );
    const children = broodOf(parents);
    const hoped = children.map((point) =>
      processes.map((process) => {
        const { mean, sd } = process.at(point);
        return mean - optimism * sd;
      }),
    );
    return survivors(children, hoped, size).map(({ one }) => one);
  }

  /** Children of different settings that the constraints allow; without any of these a stranger, whom the study then replaces. */
  function broodOf(parents: readonly Ranked<readonly number[]>[]): (readonly number[])[] {
    const brood = Array.from({ length: bred * size }, () =>
      snap(draws.next() < strangers ? anywhere() : childOf(tournament(parents), tournament(parents), draws)),
    );
    const distinct = [...new Map(brood.map((point) => [JSON.stringify(point), point])).values()];
    const allowed = distinct.filter(allows);
    return allowed.length > 0 ? allowed : [snap(anywhere())];
  }

  function tournament(parents: readonly Ranked<readonly number[]>[]): readonly number[] {
    const one = parents[draws.integer(parents.length)];
    const other = parents[draws.integer(parents.length)];
    const isBetter = one.rank < other.rank || (one.rank === other.rank && one.crowding > other.crowding);
    return (isBetter ? one : other).one;
  }

  return {
    name: 'NSGA-II',
    ask,
    tell(point, objectives, luck) {
      const told = { point: [...point], objectives: [...objectives] };
      checkTold(dimensions, told);
      // A trial without a seed shares its luck with nobody.
      archive.push({ ...told, luck: luck ?? Symbol('own luck') });
    },
    best() {
      if (archive.length === 0) return null;
      if (archive.length === 1) return [...archive[0].point];
      const processes = pictures();
      const [front] = fronts(archive.map(({ point }) => processes.map((process) => process.meanAt(point))));
      return [...archive[front[0]].point];
    },
  };
}
