import type { LevelAnalysis } from '../analysis/analysis.ts';
import { number2 } from '../statistics/format.ts';

type Set = Readonly<Record<string, number | string | boolean>>;

/** A share that a scenario states, and the measure of what was held of it. */
interface Stated {
  readonly who: string;
  readonly of: string;
  readonly measure: string;
  readonly settings: readonly string[];
}

const stated: readonly Stated[] = [
  {
    who: 'a cabal’s validators',
    of: 'of the validators’ stake',
    measure: 'cabalStake',
    settings: ['scenario.cabalShare'],
  },
  {
    who: 'copiers and lazy validators',
    of: 'of the validators’ stake',
    measure: 'idlerStake',
    settings: ['scenario.copierShare', 'scenario.lazyShare'],
  },
  {
    who: 'farmers and squatters',
    of: 'of the uids',
    measure: 'farmerSlots',
    settings: ['scenario.farmerShare', 'scenario.squatterShare'],
  },
];

/** A tenth less than stated is what whole validators and slots account for. */
const nearly = 0.9;

interface Shown {
  readonly byLevel: readonly Pick<LevelAnalysis, 'estimates'>[];
}

/**
 * What adversaries held of the shares that the settings `set` state for them, a sentence each: those that could not hold their share are
 * named. Nothing where none is stated or measured.
 */
export function heldShareWords({ byLevel }: Shown, set: Set): string[] {
  return stated.flatMap(({ who, of, measure, settings }) => {
    const share = settings.reduce((sum, name) => sum + Number(set[name] ?? 0), 0);
    const held = byLevel.flatMap(({ estimates }) => estimates[measure]?.mean ?? []);
    if (share === 0 || held.length === 0) return [];
    const [low, high] = [Math.min(...held), Math.max(...held)].map(number2);
    const said = `The scenario states that ${who} have ${number2(share)} ${of}; they held ${low === high ? low : `${low} to ${high}`} on average`;
    return [`${said}${Math.min(...held) < nearly * share ? `: ${reasonOf(set)}` : ''}.`];
  });
}

const reasonOf = (set: Set): string =>
  set['scenario.adversariesReturn'] === true
    ? 'they could not afford the slots that they lost, or a slot was not worth its price to them'
    : 'who loses a slot does not come back to it (`scenario.adversariesReturn`)';
