import { stream } from '../../sim/random.ts';
import { latinHypercube } from '../design/latinHypercube.ts';
import { fittedTo, type KernelParameters, kernelOf } from './gaussianProcess.ts';
import { fronts } from './pareto.ts';
import { checkTold, clampUnit, type Search, type SearchSettings, type Told } from './search.ts';

/** Indices of crossover and mutation (Deb's defaults are 15 and 20). */
const crossoverIndex = 15;
const mutationIndex = 20;

/**
 * Several objectives: the undominated sorting genetic algorithm II (Deb et al. 2002). Parents are chosen by front and
 * then by how alone they stand in it; children by simulated binary crossover and polynomial mutation. Trials are noisy, so every
 * generation is chosen from all trials so far, each by the mean of a Gaussian process over all of them.
 */
export function nsga2({ dimensions, seed, budget }: SearchSettings): Search {
  const draws = stream(seed, 'nsga-ii', 0);
  const size = Math.max(8, 4 * Math.round(Math.min(40, budget / 12) / 4));
  const first = latinHypercube(size, dimensions, `${seed};nsga-ii`);
  const archive: Told[] = [];
  const seeds: unknown[] = [];
  let kernels: (KernelParameters | null)[] = [];
  let population: Told[] = [];
  let waiting = 0;
  let asked = 0;
  let ranking: { rank: number; crowding: number }[] = [];

  function ask(): number[] {
    if (asked < size) return [...first[asked++]];
    asked += 1;
    if (population.length < 2) return Array.from({ length: dimensions }, () => draws.next());
    return child(tournament().point, tournament().point);
  }

  function tournament(): Told {
    const one = draws.integer(population.length);
    const other = draws.integer(population.length);
    const better =
      ranking[one].rank < ranking[other].rank ||
      (ranking[one].rank === ranking[other].rank && ranking[one].crowding > ranking[other].crowding);
    return population[better ? one : other];
  }

  function child(mother: readonly number[], father: readonly number[]): number[] {
    const left = draws.next() < 0.5;
    return mother.map((x, k) => {
      const crossed = draws.next() < 0.9 ? crossover(x, father[k], draws.next(), left) : x;
      return draws.next() < 1 / dimensions ? mutation(crossed, draws.next()) : crossed;
    });
  }

  /** [trial][objective] what all trials together say of each: the luck of one trial would make it an elite for ever. */
  function smoothed(): number[][] {
    const points = archive.map(({ point }) => point);
    const columns = archive[0].objectives.map((_, k) => {
      const values = archive.map(({ objectives }) => objectives[k]);
      const process = fittedTo(points, values, seeds, kernels[k] ?? null);
      return { kernel: kernelOf(process, values), means: points.map((point) => process.meanAt(point)) };
    });
    kernels = columns.map(({ kernel }) => kernel);
    return archive.map((_, trial) => columns.map(({ means }) => means[trial]));
  }

  function select(): void {
    waiting = 0;
    population = [];
    ranking = [];
    const values = smoothed();
    for (const [rank, front] of fronts(values).entries()) {
      const crowding = crowdingOf(front.map((k) => values[k]));
      const order = front.map((k, place) => ({ told: archive[k], crowding: crowding[place] }));
      order.sort((one, other) => other.crowding - one.crowding);
      for (const { told, crowding: alone } of order.slice(0, size - population.length)) {
        population.push(told);
        ranking.push({ rank, crowding: alone });
      }
      if (population.length >= size) break;
    }
  }

  return {
    name: 'NSGA-II',
    ask,
    tell(point, objectives, luck) {
      const told = { point: [...point], objectives: [...objectives] };
      checkTold(dimensions, told);
      archive.push(told);
      seeds.push(luck ?? Symbol('own luck'));
      waiting += 1;
      if (waiting >= size) select();
    },
    best() {
      if (archive.length === 0) return null;
      if (archive.length === 1) return [...archive[0].point];
      const [front] = fronts(smoothed());
      return [...archive[front[0]].point];
    },
  };
}

function crossover(x: number, y: number, u: number, left: boolean): number {
  const power = 1 / (crossoverIndex + 1);
  const beta = u <= 0.5 ? (2 * u) ** power : (1 / (2 * (1 - u) + 1e-300)) ** power;
  return clampUnit(0.5 * (left ? (1 + beta) * x + (1 - beta) * y : (1 - beta) * x + (1 + beta) * y));
}

function mutation(x: number, u: number): number {
  const power = 1 / (mutationIndex + 1);
  return clampUnit(x + (u < 0.5 ? (2 * u) ** power - 1 : 1 - (2 * (1 - u)) ** power));
}

/** [place] how far the neighbours in each objective are apart; the ends are infinitely alone. */
function crowdingOf(front: readonly (readonly number[])[]): number[] {
  const alone = new Array<number>(front.length).fill(0);
  for (let k = 0; k < front[0].length; k++) {
    const order = front.map((_, place) => place).sort((one, other) => front[one][k] - front[other][k]);
    const spread = front[order[order.length - 1]][k] - front[order[0]][k] || 1;
    alone[order[0]] = Number.POSITIVE_INFINITY;
    alone[order[order.length - 1]] = Number.POSITIVE_INFINITY;
    for (let place = 1; place < order.length - 1; place++)
      alone[order[place]] += (front[order[place + 1]][k] - front[order[place - 1]][k]) / spread;
  }
  return alone;
}
