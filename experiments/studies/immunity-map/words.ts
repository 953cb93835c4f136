import { estimateText, number, number2 } from '../../statistics/format.ts';
import type { IndifferenceLevel } from '../../statistics/indifference.ts';
import type { MapWorld } from './worlds.ts';

/** `3` hours of 900 blocks, as owners think of immunity. */
export const hoursOf = (blocks: number): string => number2(blocks / blocksPerHour);

const blocksPerHour = 300;

/** `60 a day, known in 1.2 days`. */
export const placeWords = ({ place, knownDays }: Pick<MapWorld, 'place' | 'knownDays'>): string =>
  `${flowWords(place.flow)} a day, known in ${daysWords(knownDays)}`;

/** A flow or a time as exact as an owner reads it. */
export const flowWords = (flow: number): string => number(flow, flow < 3 ? 1 : 0);
export const daysWords = (days: number): string =>
  `${number(days, days < 10 ? 1 : 0)} ${days === 1 ? 'day' : 'days'}`;

/** The name of a world in tables and headings. */
export const worldWords = (world: MapWorld): string =>
  world.arm === null ? placeWords(world) : `${world.arm} (${placeWords(world)})`;

/** The level that loses most against the best; null where nothing was compared. */
export function worstOf({ losses }: MapWorld): IndifferenceLevel | null {
  if (losses === null) return null;
  const known = losses.levels.filter(({ difference }) => difference !== null);
  return known.reduce<IndifferenceLevel | null>(
    (worst, one) =>
      worst === null || (one.difference?.mean ?? 0) > (worst.difference?.mean ?? 0) ? one : worst,
    null,
  );
}

/** Whether every trial of a seed is alike to the last digit, whatever the immunity. */
export const isInert = ({ values }: MapWorld): boolean =>
  values.length > 1 &&
  values.every((bySeed) => bySeed.every((value, seed) => value !== null && value === values[0][seed]));

/** What an owner may set here: the state of a level, in runs of hours. */
export function rangeWords(world: MapWorld, state: 'in' | 'out' | 'undecided'): string | null {
  const { losses } = world;
  if (losses === null) return null;
  const runs: [number, number][] = [];
  losses.levels.forEach((one, k) => {
    if (one.state !== state) return;
    const last = runs.at(-1);
    if (last !== undefined && losses.levels[k - 1]?.level === last[1]) last[1] = one.level;
    else runs.push([one.level, one.level]);
  });
  if (runs.length === 0) return null;
  return runs
    .map(([from, to]) => (from === to ? hoursOf(from) : `${hoursOf(from)}–${hoursOf(to)}`))
    .join(', ');
}

/** The two lines of a cell of the map: which values are safe, and what the worst one costs. */
export function cellWords(world: MapWorld): [string, string] {
  const worst = worstOf(world);
  if (worst === null || world.losses === null) return ['no comparison', ''];
  const cost = `${hoursOf(worst.level)} h costs ${number(worst.difference?.mean ?? 0, 3)}`;
  if (!world.isSteady) return ['not settled', cost];
  if (isInert(world)) return ['all safe', 'changes nothing'];
  const safe = rangeWords(world, 'in');
  if (mattersIn(world) === 'harmless') {
    const most = Math.max(...world.losses.levels.map(({ difference }) => difference?.high ?? 0));
    return ['all safe', `at most ${number(most, 3)}`];
  }
  const first = safe === null ? 'none is certain' : `safe ${safe} h`;
  return [first, cost];
}

/** `0.048 [0.041, 0.055]` nats lost by the worst level against the best. */
export const worstWords = (world: MapWorld): string => estimateText(worstOf(world)?.difference);

/** Whether some level is beyond the margin for certain, all are within it, or neither is known. */
export function mattersIn(world: MapWorld): 'matters' | 'harmless' | 'undecided' {
  const states = world.losses?.levels.map(({ state }) => state) ?? [];
  if (!world.isSteady || states.length === 0) return 'undecided';
  if (states.includes('out')) return 'matters';
  return states.every((state) => state === 'in') ? 'harmless' : 'undecided';
}
