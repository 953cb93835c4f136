import { keyedNormal } from '../../analysis/keyedDraws.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../../plan/trial.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';

/**
 * A world in which a study's knob has no effect by construction: small enough for thousands of trials. A study that
 * finds an effect in it fools itself.
 */
export interface NullWorld {
  /** The study whose knob and metrics these are. */
  readonly study: string;
  /** Why the knob cannot act here. */
  readonly because: string;
  readonly ruleset: TrialPlan['ruleset'];
  readonly set: TrialPlan['set'];
  readonly knob: string;
  /** Three levels of the knob. */
  readonly levels: readonly (number | string | boolean)[];
  /** What the study decides on: all are judged together. */
  readonly metrics: readonly string[];
}

/** How many studies of a null world found an effect. */
export interface NullCount {
  readonly study: string;
  readonly repeats: number;
  /** How the seeds of its trials read. */
  readonly seeds: string;
  /** Numbers of the repeats that found one, ascending. */
  readonly found: readonly number[];
}

/** A count, and what its trials took on the machine that counted. */
export interface TimedNullCount extends NullCount {
  /** Processor milliseconds a trial, in the repeat that took least: others use the machine too. */
  readonly millisecondsPerTrial: number;
}

export const pairs = 8;
/** Of 200 honest studies at 5 % more than 18 find something in 1 case of 200 (binomial). */
export const mostFound = 18;
/** Processor milliseconds that a trial may take, so that 200 repeats of every study stay a matter of minutes. */
export const mostMilliseconds = 20;

/** No two studies share a seed: their counts are independent of each other. */
const seedOf = (study: string, repeat: number | string, level: number | string, pair: number | string) =>
  `null ${study} ${repeat}.${level}.${pair}`;

/** The plan of one trial at a level of the knob. */
function planAt({ ruleset, set, knob, levels }: NullWorld, level: number, seed: string): TrialPlan {
  return {
    ruleset,
    scenario: 'synthetic',
    arithmetic: 'float64',
    set: { 'scenario.synergy': 'table', ...set, [knob]: levels[level] },
    warmUpDays: 0,
    days: 3,
    seed,
  };
}

/** What the levels measure on one and the same seed: all the same, or the world is no null. */
export const onOneSeed = (world: NullWorld, seed: string): TrialResult['measures'][] =>
  world.levels.map((_, level) => runTrial(planAt(world, level, seed)).measures);

/**
 * One study of a null world: 3 levels × 8 pairs. Whether any difference from the first level, in any of the metrics,
 * leaves zero out of its interval; the intervals hold together at 95 %.
 */
export function findsEffect(world: NullWorld, repeat: number): boolean {
  // Every level has seeds of its own: with common ones all differences would be exactly 0 and nothing be tried.
  const trials = world.levels.map((_, level) =>
    Array.from(
      { length: pairs },
      (_, pair) => runTrial(planAt(world, level, seedOf(world.study, repeat, level, pair))).measures,
    ),
  );
  const contrasts = world.metrics.flatMap((metric) => {
    const [first, ...others] = trials.map((bySeed) => bySeed.map((measures) => measuredBy(measures, metric)));
    return others.map((values) => values.map((value, pair) => value - first[pair]));
  });
  const normal = keyedNormal(`null ${world.study} ${repeat}`);
  return maxTIntervals(contrasts, normal).some(({ low, high }) => low > 0 || high < 0);
}

function measuredBy(measures: TrialResult['measures'], metric: string): number {
  const value = measures[metric];
  if (value === null || value === undefined)
    throw new RangeError(`this null world has no value of ${metric}: name metrics that it measures`);
  return value;
}

/** Runs repeats 1 … n of a null world. */
export function countEffects(world: NullWorld, repeats: number): NullCount {
  const found: number[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++) {
    if (findsEffect(world, repeat)) found.push(repeat);
  }
  return {
    study: world.study,
    repeats,
    seeds: seedOf(world.study, `1…${repeats}`, `0…${world.levels.length - 1}`, `0…${pairs - 1}`),
    found,
  };
}
