import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { Estimate } from './estimate.ts';
import { gapsOf, type Loss, lossesOf } from './lossToBest.ts';
import { type BySeed, differences } from './paired.ts';

/** How a level compares with the best of all, whichever that is. */
export type LevelState = 'in' | 'out' | 'undecided' | 'missing';

export interface IndifferenceLevel {
  readonly level: number;
  readonly state: LevelState;
  /** Mean by which the level is worse than the one that looks best, and the interval of its loss to the true best; null at missing levels. */
  readonly difference: Estimate | null;
}

/** Levels that are as good as the best, up to a margin that does not matter. */
export interface Indifference {
  readonly margin: number;
  /** The level of the lowest mean: it looks best. */
  readonly best: number;
  readonly levels: readonly IndifferenceLevel[];
  /** Lowest and highest level certainly within the margin, around the best; null where that one itself is not certain. */
  readonly inner: readonly [number, number] | null;
  /** Lowest and highest level not certainly outside it. */
  readonly outer: readonly [number, number];
  readonly decided: boolean;
  /** Seeds that would decide what blocks the verdict; null where it is decided, infinite where a million would not. */
  readonly seedsNeeded: number | null;
  readonly seeds: number;
}

/** Share of missing seeds above which a level is out of the comparison, and the fewest values it must have. */
const tolerableLoss = 0.25;
export const fewestValues = 3;

/** Seeds above which none would decide. */
const mostSeeds = 1_000_000;

/**
 * The indifference range of an objective that is better when lower, by multiple comparisons with the best (`lossesOf`) on all seeds.
 * `values[level][seed]`; levels ascend. A level is in where its loss to the best is within the margin for certain, out where it is
 * beyond it for certain. In at least 95 % of studies everything that is called in or out is so, and in at least about 97.5 %
 * everything that is called in: the data that make a level look best do not flatter it.
 * A level with fewer than three values, or without more than a quarter of them, is missing. Null if no level has enough.
 * Throws if levels do not ascend, seeds differ, or the margin or a value is no number.
 */
export function indifference(
  levels: readonly number[],
  values: readonly BySeed[],
  margin: number,
  normal: () => number,
): Indifference | null {
  checkInput(levels, values, margin);
  const places = levels.map((_, k) => k).filter((k) => isPresent(values[k]));
  const present = places.map((k) => values[k]);
  const best = bestOf(present);
  if (best < 0) return null;
  const gaps = gapsOf(present, normal);
  const losses = lossesOf(gaps, best);
  const states = levels.map((level, k): IndifferenceLevel => {
    const place = places.indexOf(k);
    if (place < 0) return { level, state: 'missing', difference: null };
    return {
      level,
      state: stateOf(losses[place], margin),
      difference: differenceOf(present[place], present[best], losses[place], gaps.means[place][best]),
    };
  });
  const ranges = rangesOf(
    states.map(({ state }) => state),
    places[best],
  );
  const seeds = values[0].length;
  const statesAt = (shrink: number) => {
    const at = lossesOf(gaps, best, shrink).map((loss) => stateOf(loss, margin));
    return levels.map((_, k): LevelState => (places.includes(k) ? at[places.indexOf(k)] : 'missing'));
  };
  return {
    margin,
    best: levels[places[best]],
    levels: states,
    inner: ranges.inner === null ? null : [levels[ranges.inner[0]], levels[ranges.inner[1]]],
    outer: [levels[ranges.outer[0]], levels[ranges.outer[1]]],
    decided: ranges.isDecided,
    seedsNeeded: ranges.isDecided
      ? null
      : seedsNeeded(seeds, (n) => rangesOf(statesAt(Math.sqrt(seeds / n)), places[best]).isDecided),
    seeds,
  };
}

function checkInput(levels: readonly number[], values: readonly BySeed[], margin: number): void {
  if (levels.length !== values.length) {
    throw new RangeError(
      `every level has its list of values; received ${levels.length} levels and ${values.length} lists`,
    );
  }
  const unsorted = levels.findIndex((level, k) => k > 0 && !(level > levels[k - 1]));
  if (unsorted > 0) {
    throw new RangeError(`levels must ascend; received ${levels[unsorted]} after ${levels[unsorted - 1]}`);
  }
  const odd = values.find((bySeed) => bySeed.length !== values[0].length);
  if (odd !== undefined) {
    throw new RangeError(`levels share their seeds; received ${values[0].length} and ${odd.length} seeds`);
  }
  if (!(margin >= 0 && Number.isFinite(margin))) {
    throw new RangeError(`a margin must be finite and at least 0; received ${margin}`);
  }
  const bad = values.flat().find((value) => value !== null && !Number.isFinite(value));
  if (bad !== undefined)
    throw new RangeError(`a value must be finite, or null where missing; received ${bad}`);
}

function isPresent(bySeed: BySeed): boolean {
  const count = bySeed.filter((value) => value !== null).length;
  return count >= fewestValues && bySeed.length - count <= tolerableLoss * bySeed.length;
}

/**
 * Place of the lowest mean over the seeds that every level has, so that a level gains nothing by missing a dear seed; over its own
 * seeds if there is no common one. −1 without a level.
 */
function bestOf(values: readonly BySeed[]): number {
  const common = (values[0] ?? []).map((_, seed) => values.every((bySeed) => bySeed[seed] !== null));
  const anyCommon = common.includes(true);
  const means = values.map((bySeed) =>
    mean(bySeed.filter((value, seed) => value !== null && (common[seed] || !anyCommon)) as number[]),
  );
  return means.indexOf(Math.min(...means));
}

/** Mean and scatter against the level that looks best, with the interval of the loss to the true best. */
function differenceOf(own: BySeed, best: BySeed, { low, high }: Loss, center: number): Estimate {
  const gaps = differences(own, best);
  return {
    n: gaps.length,
    mean: center,
    sd: sampleStandardDeviation(gaps),
    low,
    high,
    level: 0.95,
    method: 'comparison with the best, max-t, paired by seed',
  };
}

function stateOf({ low, high }: Loss, margin: number): LevelState {
  if (high <= margin) return 'in';
  return low > margin ? 'out' : 'undecided';
}

interface Ranges {
  readonly inner: readonly [number, number] | null;
  readonly outer: readonly [number, number];
  readonly isDecided: boolean;
}

/**
 * The two stretches around the best, in places. Decided where at most one level lies between them at each end: a level next to where the
 * objective crosses the margin is undecided at any number of seeds.
 */
function rangesOf(states: readonly LevelState[], best: number): Ranges {
  const inner = states[best] === 'in' ? contiguous(states, best, (state) => state === 'in') : null;
  const outer = contiguous(states, best, (state) => state !== 'out' && state !== 'missing');
  const isDecided = inner !== null && inner[0] - outer[0] <= 1 && outer[1] - inner[1] <= 1;
  return { inner, outer, isDecided };
}

/** Ends (places) of the stretch around `best` in which every level satisfies `holds`. */
function contiguous(
  states: readonly LevelState[],
  best: number,
  holds: (state: LevelState) => boolean,
): readonly [number, number] {
  let low = best;
  let high = best;
  while (low > 0 && holds(states[low - 1])) low--;
  while (high < states.length - 1 && holds(states[high + 1])) high++;
  return [low, high];
}

/**
 * Fewest seeds at which the verdict is decided, if the means stay as they are and intervals shrink with √n; infinite if a million are too
 * few. More seeds never undo a verdict under these terms, so halving finds them.
 */
export function seedsNeeded(seeds: number, isDecided: (seeds: number) => boolean): number {
  if (!isDecided(mostSeeds)) return Number.POSITIVE_INFINITY;
  let [less, enough] = [seeds, mostSeeds];
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (isDecided(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}
