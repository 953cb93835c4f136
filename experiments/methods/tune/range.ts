import { levelsOf, type Value } from '../../plan/design/domain.ts';
import { beliefEnds, expectsSafe, type Picture } from './picture.ts';
import type { Setting, Space } from './space.ts';

/** A level of a knob, all others as chosen, against the best level of that line. */
export interface RangeLevel {
  readonly value: Value;
  /** [objective] difference from the best level: expected, and the ends of its 95 % belief. */
  readonly differences: readonly { readonly mean: number; readonly low: number; readonly high: number }[];
  readonly state: 'in' | 'expected' | 'possible' | 'out';
}

/** The levels of a knob that are as good as its best, up to the margins. */
export interface KnobRange {
  readonly knob: string;
  readonly isNumeric: boolean;
  readonly levels: readonly RangeLevel[];
  /** Values within the margins for certain, as far as expected, and not certainly outside. Ends of a stretch for numbers, a list for names. */
  readonly certain: readonly Value[];
  readonly expected: readonly Value[];
  readonly possible: readonly Value[];
}

/** Levels looked at on an interval. */
export const rangeLevels = 57;

/**
 * The indifference range of every knob around a setting, by the picture of all trials. A level is in where every objective is within
 * its margin of the best of the line and guardrails are expected to hold; its belief is pointwise, not simultaneous.
 */
export function rangesAround(
  picture: Picture,
  space: Space,
  setting: Setting,
  margins: readonly number[],
  allows: (setting: Setting) => boolean,
): KnobRange[] {
  return space.dimensions.map(({ name, domain }) => {
    const values = levelsOf(domain, rangeLevels);
    const levels = levelsAlong(picture, space, setting, margins, allows, name, values);
    const isNumeric = values.every((value) => typeof value === 'number');
    const best = levels.reduce((k, level, j) => (scoreOf(level) < scoreOf(levels[k]) ? j : k), 0);
    const part = (...states: readonly RangeLevel['state'][]) =>
      isNumeric ? stretch(levels, best, states) : listed(levels, states);
    return {
      knob: name,
      isNumeric,
      levels,
      certain: part('in'),
      expected: part('in', 'expected'),
      possible: part('in', 'expected', 'possible'),
    };
  });
}

/** How far a level is from the best; infinite where it is out. */
const scoreOf = ({ differences, state }: RangeLevel): number =>
  state === 'out' ? Number.POSITIVE_INFINITY : Math.max(...differences.map(({ mean }) => mean));

function levelsAlong(
  picture: Picture,
  space: Space,
  setting: Setting,
  margins: readonly number[],
  allows: (setting: Setting) => boolean,
  knob: string,
  values: readonly Value[],
): RangeLevel[] {
  const line = values.map((value) => ({ value, point: space.pointOf({ ...setting, [knob]: value }) }));
  const isOpen = ({ value, point }: (typeof line)[number]) =>
    allows({ ...setting, [knob]: value }) && expectsSafe(picture, point);
  const open = line.filter(isOpen);
  const bests = picture.objectives.map((process) => lowestOf(open.length > 0 ? open : line, process));
  return line.map((place) => {
    const differences = picture.objectives.map((process, k) => {
      const belief = process.between(place.point, bests[k]);
      const [low, high] = beliefEnds(belief);
      return { mean: belief.mean, low, high };
    });
    return { value: place.value, differences, state: isOpen(place) ? stateOf(differences, margins) : 'out' };
  });
}

function lowestOf(
  line: readonly { readonly point: readonly number[] }[],
  process: Picture['objectives'][number],
): readonly number[] {
  const means = line.map(({ point }) => process.meanAt(point));
  return line[means.indexOf(Math.min(...means))].point;
}

function stateOf(differences: RangeLevel['differences'], margins: readonly number[]): RangeLevel['state'] {
  if (differences.every(({ high }, k) => high <= margins[k])) return 'in';
  if (differences.every(({ mean }, k) => mean <= margins[k])) return 'expected';
  return differences.every(({ low }, k) => low <= margins[k]) ? 'possible' : 'out';
}

function stretch(
  levels: readonly RangeLevel[],
  best: number,
  states: readonly RangeLevel['state'][],
): Value[] {
  const holds = (k: number) => levels[k] !== undefined && states.includes(levels[k].state);
  if (!holds(best)) return [];
  let low = best;
  let high = best;
  while (holds(low - 1)) low -= 1;
  while (holds(high + 1)) high += 1;
  return [levels[low].value, levels[high].value];
}

const listed = (levels: readonly RangeLevel[], states: readonly RangeLevel['state'][]): Value[] =>
  levels.filter(({ state }) => states.includes(state)).map(({ value }) => value);

/** Points of the space, evenly spread, at which the share of a region is counted. */
const probes = 512;

/**
 * Share of the whole space that is expected to be as good as the chosen setting, within the margins and the guardrails: how much room
 * there is with all knobs moving at once.
 */
export function regionShare(
  picture: Picture,
  space: Space,
  chosen: readonly number[],
  margins: readonly number[],
  points: readonly (readonly number[])[],
): number {
  const inside = points
    .slice(0, probes)
    .map(space.snap)
    .filter(
      (point) =>
        expectsSafe(picture, point) &&
        picture.objectives.every((process, k) => process.between(point, chosen).mean <= margins[k]),
    );
  return inside.length / Math.min(probes, points.length);
}
