import { flowName } from '../../sim/metrics/pathCatalogue.ts';
import { fewestDays } from '../statistics/settlement.ts';
import { isFollowable } from './followable.ts';

type Levels = Readonly<Record<string, number | string | boolean>>;

/**
 * How the world of a study begins: it settles under the status quo, then a change acts. A study without a beginning starts from the
 * founding of its scenario: a start-up world.
 */
export interface BeginningPlan {
  /** On every objective MSER-5 finds a truncation in the first half of the pilots, and their last two quarters agree within half the margin. */
  readonly rule: 'settled';
  /** Levels that hold before the change, of the factors that change; all other factors hold from the founding. */
  readonly statusQuo: Levels;
  /** Longest that a pilot may take to settle, days. */
  readonly limitDays: number;
  /** Pilots of every world, on the first seeds of the study. */
  readonly pilots: number;
  /** Days after the change at which its effect is told; the last is at most the measured days. */
  readonly pathDays: readonly number[];
  /** Measures followed day by day besides the objectives. */
  readonly alsoFollowed?: readonly string[];
}

/** Days after the change whose mean is the short run. */
export const shortRunDays = 10;

/** Lengths of the pilots, days: the limit and its halves, from the shortest in which the rule can speak of 50 daily values, ascending. */
export function pilotLengths({ limitDays }: Pick<BeginningPlan, 'limitDays'>): number[] {
  const lengths = [limitDays];
  while (Math.floor(lengths[0] / 2) >= 50) lengths.unshift(Math.floor(lengths[0] / 2));
  return lengths;
}

/** What the trials of a beginning follow day by day: the objectives, what else is asked for, and the registrations that rates are weighed by. */
export const followedBy = (
  { alsoFollowed = [] }: BeginningPlan,
  objectives: readonly { readonly metric: string }[],
): string[] => [...new Set([...objectives.map(({ metric }) => metric), flowName, ...alsoFollowed])];

/** What a level changes of the settings at its day; empty at the status quo. */
export const changeOf = ({ statusQuo }: BeginningPlan, levels: Levels): Levels =>
  Object.fromEntries(
    Object.entries(levels).filter(
      ([name, value]) => Object.hasOwn(statusQuo, name) && statusQuo[name] !== value,
    ),
  );

/** The levels of factors that hold from the founding on. */
export const worldOf = ({ statusQuo }: BeginningPlan, levels: Levels): Levels =>
  Object.fromEntries(Object.entries(levels).filter(([name]) => !Object.hasOwn(statusQuo, name)));

/** What is wrong with a beginning, in the words of an error; null where nothing is. */
export function faultOfBeginning(
  plan: BeginningPlan,
  { days, warmUpDays, cells, objectives }: BegunStudy,
): string | null {
  const { statusQuo, limitDays, pilots, pathDays } = plan;
  const changed = Object.keys(statusQuo);
  const last = pathDays.at(-1) ?? 0;
  if (changed.length === 0)
    return 'names no factor that changes: write its level before the change in statusQuo';
  for (const name of changed)
    if (!cells.every((cell) => name in cell))
      return `changes ${name}, which is no factor of the study: add it to the factors`;
  const bare = cells.find((cell) => !cells.some((other) => isBase(plan, cell, other)));
  if (bare !== undefined)
    return `needs the status quo ${JSON.stringify(statusQuo)} among the cells, to compare ${JSON.stringify(bare)} with: add that level`;
  if (pilots < 2) return `needs at least 2 pilots, to compare their quarters; received ${pilots}`;
  if (!Number.isInteger(limitDays) || limitDays < 50)
    return `looks for a settled world in whole days, at least 50; received a limit of ${limitDays}`;
  if (warmUpDays !== 0)
    return `finds the days before the change itself; received ${warmUpDays} days of warm-up: write 0`;
  if (!Number.isInteger(days) || days < fewestDays)
    return `follows its change for whole days, at least ${fewestDays}; received ${days}`;
  if (
    pathDays.some((day, k) => !Number.isInteger(day) || day < 1 || day <= (pathDays[k - 1] ?? 0)) ||
    last > days
  )
    return `tells the path on whole days from 1 to ${days}, ascending; received ${pathDays.join(', ')}`;
  if (objectives.length === 0) return 'settles by the objectives of its study, and there is none: name one';
  const unknown = followedBy(plan, objectives).find((name) => !isFollowable(name));
  return unknown === undefined
    ? null
    : `follows measures from day to day, and ${unknown} has no daily value: name another, or add a row to sim/metrics/pathCatalogue.ts`;
}

/** What a beginning must know of its study. */
interface BegunStudy {
  readonly days: number;
  readonly warmUpDays: number;
  readonly cells: readonly Levels[];
  readonly objectives: readonly { readonly metric: string }[];
}

/** Whether `other` is the status quo of the world of `cell`. */
export const isBase = (plan: BeginningPlan, cell: Levels, other: Levels): boolean =>
  Object.entries({ ...cell, ...plan.statusQuo }).every(([name, value]) => other[name] === value);
