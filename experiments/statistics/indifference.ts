import { mean } from 'simple-statistics';
import type { Estimate } from './estimate.ts';
import { maxTIntervals } from './maxT.ts';
import { type BySeed, differences } from './paired.ts';

/** How a level stands against the best one. */
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
 * Null if no level has enough values.
 */
export function indifference(
  levels: readonly number[],
  values: readonly BySeed[],
  margin: number,
  normal: () => number,
): Indifference | null {
  const seeds = values[0]?.length ?? 0;
  const half = Math.floor(seeds / 2);
  const present = values.map((bySeed) => isPresent(bySeed, half));
  const best = bestOf(
    values.map((bySeed) => bySeed.slice(0, half)),
    present,
  );
  if (best < 0) return null;
  const judging = values.map((bySeed) => bySeed.slice(half));
  const compared = levels.flatMap((_, k) => (present[k] && k !== best ? [k] : []));
  const intervals = maxTIntervals(
    compared.map((k) => bySeedDifference(judging[k], judging[best])),
    normal,
  );
  const states = levels.map((level, k): IndifferenceLevel => {
    if (k === best) return { level, state: 'best', difference: null };
    if (!present[k]) return { level, state: 'missing', difference: null };
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

/** Enough seeds overall, and at least two of them to choose by and two to judge by. */
function isPresent(bySeed: BySeed, half: number): boolean {
  const count = (part: BySeed) => part.filter((value) => value !== null).length;
  const missing = bySeed.length - count(bySeed);
  return (
    missing <= tolerableLoss * bySeed.length &&
    count(bySeed.slice(0, half)) >= 1 &&
    count(bySeed.slice(half)) >= 2
  );
}

/** Place of the lowest mean over the seeds that every present level has; −1 without any. */
function bestOf(values: readonly BySeed[], present: readonly boolean[]): number {
  const means = values.map((bySeed, k) => {
    const known = bySeed.filter((value) => value !== null);
    return present[k] && known.length > 0 ? mean(known) : Number.POSITIVE_INFINITY;
  });
  const lowest = Math.min(...means);
  return Number.isFinite(lowest) ? means.indexOf(lowest) : -1;
}

function bySeedDifference(one: BySeed, other: BySeed): (number | null)[] {
  if (differences(one, other).length < 2) throw new RangeError('two levels share fewer than 2 judging seeds');
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
  const open = [states.slice(outer[0], inner[0]), states.slice(inner[1] + 1, outer[1] + 1)];
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
 * Seeds at which all but one of the levels between the two ranges at one end would be decided: an interval shrinks
 * with √n, so a level at distance d from the margin needs n · (half-width / d)². The slowest may stay open: a level
 * next to where the objective crosses the margin is undecided at any n.
 */
function seedsNeeded(states: readonly IndifferenceLevel[], margin: number): number {
  const needs = states.flatMap(({ state, difference }) => {
    if (state !== 'undecided' || difference === null) return [];
    const half = (difference.high - difference.low) / 2;
    return [difference.n * (half / Math.abs(difference.mean - margin)) ** 2];
  });
  const secondSlowest = needs.sort((one, other) => other - one)[1] ?? 0;
  return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(secondSlowest));
}
