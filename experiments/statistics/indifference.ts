import { mean } from 'simple-statistics';
import type { Estimate } from './estimate.ts';
import { maxTIntervals } from './maxT.ts';
import { type BySeed, differences } from './paired.ts';

/** How a level compares with the best one. */
export type LevelState = 'best' | 'in' | 'out' | 'undecided' | 'missing';

export interface IndifferenceLevel {
  readonly level: number;
  readonly state: LevelState;
  /** Simultaneous interval of J(level) − J(best) on the judging seeds; null at the best and at missing levels. */
  readonly difference: Estimate | null;
}

/** Levels that are as good as the best, up to a margin that does not matter. */
export interface Indifference {
  readonly margin: number;
  readonly best: number;
  readonly levels: readonly IndifferenceLevel[];
  /** Lowest and highest level certainly within the margin, around the best. */
  readonly inner: readonly [number, number];
  /** Lowest and highest level not certainly outside it. */
  readonly outer: readonly [number, number];
  readonly decided: boolean;
  /** Judging seeds that would decide what blocks the verdict; null where it is decided. */
  readonly seedsNeeded: number | null;
  readonly choosingSeeds: number;
  readonly judgingSeeds: number;
}

/** Share of missing seeds above which a level is out of the comparison. */
const tolerableLoss = 0.25;

/**
 * The indifference range of an objective that is better when lower. `values[level][seed]`; levels ascend. The
 * first half of the seeds chooses the best level, the other half judges, so the choice does not flatter itself.
 * A level without enough values, or with fewer than two judging seeds in common with the best, is missing. Null if
 * no level has enough values. Throws if levels do not ascend, seeds differ, or the margin or a value is no number.
 */
export function indifference(
  levels: readonly number[],
  values: readonly BySeed[],
  margin: number,
  normal: () => number,
): Indifference | null {
  checkInput(levels, values, margin);
  const seeds = values[0]?.length ?? 0;
  const half = Math.floor(seeds / 2);
  const present = values.map((bySeed) => isPresent(bySeed, half));
  const best = bestOf(
    values.map((bySeed) => bySeed.slice(0, half)),
    present,
  );
  if (best < 0) return null;
  const judging = values.map((bySeed) => bySeed.slice(half));
  const compared = levels.flatMap((_, k) =>
    present[k] && k !== best && differences(judging[k], judging[best]).length >= 2 ? [k] : [],
  );
  const intervals = maxTIntervals(
    compared.map((k) => bySeedDifference(judging[k], judging[best])),
    normal,
  );
  const states = levels.map((level, k): IndifferenceLevel => {
    if (k === best) return { level, state: 'best', difference: null };
    if (!compared.includes(k)) return { level, state: 'missing', difference: null };
    const difference = intervals[compared.indexOf(k)];
    return { level, state: stateOf(difference, margin), difference };
  });
  return {
    margin,
    best: levels[best],
    levels: states,
    ...rangesOf(states, best, margin),
    choosingSeeds: half,
    judgingSeeds: seeds - half,
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

/** Enough seeds overall, and at least one of them to choose by and two to judge by. */
function isPresent(bySeed: BySeed, half: number): boolean {
  const count = (part: BySeed) => part.filter((value) => value !== null).length;
  const missing = bySeed.length - count(bySeed);
  return (
    missing <= tolerableLoss * bySeed.length &&
    count(bySeed.slice(0, half)) >= 1 &&
    count(bySeed.slice(half)) >= 2
  );
}

/**
 * Place of the lowest mean over the seeds that every present level has, so that a level gains nothing by missing a
 * dear seed; over its own seeds if there is no common one. −1 without a present level.
 */
function bestOf(values: readonly BySeed[], present: readonly boolean[]): number {
  const isCommon = (seed: number) => values.every((bySeed, k) => !present[k] || bySeed[seed] !== null);
  const common = (values[0] ?? []).map((_, seed) => isCommon(seed));
  const anyCommon = common.includes(true);
  const means = values.map((bySeed, k) => {
    if (!present[k]) return Number.POSITIVE_INFINITY;
    return mean(bySeed.filter((value, seed) => value !== null && (common[seed] || !anyCommon)) as number[]);
  });
  const lowest = Math.min(...means);
  return Number.isFinite(lowest) ? means.indexOf(lowest) : -1;
}

function bySeedDifference(one: BySeed, other: BySeed): (number | null)[] {
  return one.map((value, seed) => {
    const partner = other[seed];
    return value === null || partner === null ? null : value - partner;
  });
}

function stateOf({ low, high }: Estimate, margin: number): LevelState {
  if (high <= margin) return 'in';
  return low > margin ? 'out' : 'undecided';
}

function rangesOf(states: readonly IndifferenceLevel[], best: number, margin: number) {
  const inner = contiguous(states, best, ({ state }) => state === 'best' || state === 'in');
  const outer = contiguous(states, best, ({ state }) => state !== 'out' && state !== 'missing');
  // Both read outwards from the best level.
  const open = [states.slice(outer[0], inner[0]).reverse(), states.slice(inner[1] + 1, outer[1] + 1)];
  const decided = open.every((levels) => levels.length <= 1);
  return {
    inner: [states[inner[0]].level, states[inner[1]].level] as const,
    outer: [states[outer[0]].level, states[outer[1]].level] as const,
    decided,
    seedsNeeded: decided ? null : Math.max(...open.map((levels) => seedsNeeded(levels, margin))),
  };
}

/** Ends (places) of the stretch around `best` in which every level satisfies `holds`. */
function contiguous(
  states: readonly IndifferenceLevel[],
  best: number,
  holds: (state: IndifferenceLevel) => boolean,
): readonly [number, number] {
  let low = best;
  let high = best;
  while (low > 0 && holds(states[low - 1])) low--;
  while (high < states.length - 1 && holds(states[high + 1])) high++;
  return [low, high];
}

/**
 * Fewest seeds at which at most one level stays between the two ranges at one end: a level next to where the
 * objective crosses the margin is undecided at any n. `open` are the levels between them, outwards from the best.
 */
function seedsNeeded(open: readonly IndifferenceLevel[], margin: number): number {
  const needs = open.map((level) => seedsToResolve(level, margin));
  const few = [0, ...needs].sort((one, other) => one - other);
  const enough = few.find((seeds) => leftOpen(open, margin, seeds) <= 1) ?? Number.POSITIVE_INFINITY;
  return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(enough));
}

/** How many of the open levels still lie between the ranges at a number of seeds, the means staying as they are. */
function leftOpen(open: readonly IndifferenceLevel[], margin: number, seeds: number): number {
  const states = open.map((level): LevelState => {
    if (seedsToResolve(level, margin) > seeds || level.difference === null) return 'undecided';
    return level.difference.mean <= margin ? 'in' : 'out';
  });
  const inner = states.findIndex((state) => state !== 'in');
  if (inner < 0) return 0;
  const outer = states.indexOf('out');
  return (outer < 0 ? states.length : outer) - inner;
}

/** An interval shrinks with √n, so a level at distance d from the margin needs n · (half-width / d)² seeds. */
function seedsToResolve({ state, difference }: IndifferenceLevel, margin: number): number {
  if (state !== 'undecided' || difference === null) return 0;
  const half = (difference.high - difference.low) / 2;
  return difference.n * (half / Math.abs(difference.mean - margin)) ** 2;
}
