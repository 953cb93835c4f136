import { stream } from '../../../sim/random.ts';
import { fittedTo } from '../../methods/tune/gaussianProcess.ts';
import { fronts, hypervolume } from '../../methods/tune/pareto.ts';
import { race } from '../../methods/tune/racing.ts';
import { searchNamed } from '../../methods/tune/searches.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';

/** A search against random search on the same planted optima. */
export interface AgainstRandom {
  readonly search: string;
  /** What is compared: lower is better. */
  readonly measure: string;
  readonly seeds: number;
  readonly mean: number;
  readonly random: number;
  /** Search − random, paired by seed, with its 95 % interval. */
  readonly difference: { readonly mean: number; readonly low: number; readonly high: number };
}

const dimensions = 4;
const budget = 200;
/** A tenth of the objective's range. */
const noise = 0.1;

/** A quadratic bowl over the unit cube whose lowest value is 0, at a place of its own, and whose largest is 1. */
function bowl(seed: number, name: string): (point: readonly number[]) => number {
  const draws = stream(seed, 'planted optimum', name);
  const place = Array.from({ length: dimensions }, () => 0.1 + 0.8 * draws.next());
  const farthest = place.reduce((sum, x) => sum + Math.max(x, 1 - x) ** 2, 0);
  return (point) => point.reduce((sum, x, k) => sum + (x - place[k]) ** 2, 0) / farthest;
}

type AskedSearch = 'random' | 'cma-es' | 'gaussian' | 'nsga2';

/** How far from the planted optimum a search ends after 200 noisy trials. */
export function plantedRegret(search: AskedSearch, seed: number): number {
  const loss = bowl(seed, 'one');
  const luck = stream(seed, 'noise', search);
  const one = searchNamed(search, { dimensions, seed, budget });
  for (let k = 0; k < budget; k++) {
    const point = one.ask();
    one.tell(point, [loss(point) + noise * luck.normal()]);
  }
  return loss(one.best()!);
}

/**
 * True area that a search leaves undominated, two noisy bowls at once: lower is better. What a search tried is judged as `tune` judges it,
 * by one Gaussian process for each objective over all its trials, so that only the search itself is compared.
 */
export function plantedFront(search: 'random' | 'nsga2', seed: number): number {
  const losses = [bowl(seed, 'one'), bowl(seed, 'other')];
  const luck = stream(seed, 'noise of two', search);
  const one = searchNamed(search, { dimensions, seed, budget });
  const points: number[][] = [];
  const told: number[][] = [];
  for (let k = 0; k < budget; k++) {
    const point = one.ask();
    const values = losses.map((loss) => loss(point) + noise * luck.normal());
    one.tell(point, values);
    points.push(point);
    told.push(values);
  }
  const pictures = losses.map((_, k) =>
    fittedTo(
      points,
      told.map((values) => values[k]),
    ),
  );
  const [front] = fronts(points.map((point) => pictures.map((picture) => picture.meanAt(point))));
  const truths = front.map((k) => losses.map((loss) => loss(points[k])));
  return 1 - hypervolume(truths, [1, 1]);
}

/** Compares paired values of a search with those of random search. */
export function against(
  search: string,
  measure: string,
  values: readonly number[],
  random: readonly number[],
): AgainstRandom {
  const { mean, low, high } = meanInterval(values.map((value, k) => value - random[k]));
  const average = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  return {
    search,
    measure,
    seeds: values.length,
    mean: average(values),
    random: average(random),
    difference: { mean, low, high },
  };
}

/** A race against running every setting equally often. */
export interface RaceCount {
  readonly races: number;
  /** Races in which the best setting was thrown out, and those promised at most. */
  readonly thrownOut: number;
  readonly promised: number;
  /** The same where all settings are alike, for one of them named beforehand. */
  readonly thrownOutAlike: number;
  readonly error: number;
  readonly trials: number;
  readonly trialsEqual: number;
  readonly errorEqual: number;
}

const settings = 16;
const gap = 0.12;
const rules = { error: 0.05, firstLook: 8, seeds: 128 } as const;

/** Value of a setting on a seed: all settings share half of the luck. */
function raced(study: number, step: number) {
  const own = Array.from({ length: settings }, (_, k) => stream(study, 'race', k));
  const shared: number[] = [];
  const luck = stream(study, 'race', 'shared');
  const values: number[][] = own.map(() => []);
  return (setting: number, seed: number): number => {
    while (shared.length <= seed) shared.push(luck.normal());
    while (values[setting].length <= seed) values[setting].push(own[setting].normal());
    return step * setting + shared[seed] + values[setting][seed];
  };
}

/**
 * Races 16 settings, each a little worse than the last. Whether the best is chosen is the error; the equal allocation that errs no more
 * often needs `trialsEqual`.
 */
export async function raceCounts(races: number): Promise<RaceCount> {
  let thrownOut = 0;
  let thrownOutAlike = 0;
  let wrong = 0;
  let trials = 0;
  for (let study = 0; study < races; study++) {
    const value = raced(study, gap);
    const result = await race(
      settings,
      async (wanted) => wanted.map(({ setting, seed }) => value(setting, seed)),
      rules,
    );
    if (!result.left.includes(0)) thrownOut += 1;
    if (result.best !== 0) wrong += 1;
    trials += result.trials;
    const alike = raced(study, 0);
    const level = await race(
      settings,
      async (wanted) => wanted.map(({ setting, seed }) => alike(setting, seed)),
      rules,
    );
    if (!level.left.includes(0)) thrownOutAlike += 1;
  }
  const equal = equalAllocation(races, wrong);
  return {
    races,
    thrownOut,
    thrownOutAlike,
    promised: rules.error,
    error: wrong / races,
    trials: trials / races,
    trialsEqual: settings * equal.seeds,
    errorEqual: equal.wrong / races,
  };
}

/** Fewest seeds at which running all settings equally chooses wrong no more often than `most` times. */
function equalAllocation(races: number, most: number): { seeds: number; wrong: number } {
  const sums = Array.from({ length: races }, (_, study) => ({
    value: raced(study, gap),
    sums: new Array<number>(settings).fill(0),
  }));
  for (let seeds = 1; ; seeds++) {
    let wrong = 0;
    for (const one of sums) {
      for (let k = 0; k < settings; k++) one.sums[k] += one.value(k, seeds - 1);
      if (one.sums.some((sum, k) => k > 0 && sum < one.sums[0])) wrong += 1;
    }
    if (wrong <= most || seeds >= 8 * rules.seeds) return { seeds, wrong };
  }
}
