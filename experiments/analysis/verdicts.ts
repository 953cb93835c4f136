import { metric as metricNamed } from '../plan/measures.ts';
import { type Grid, valuesOn } from '../plan/rows.ts';
import { type Indifference, indifference } from '../statistics/indifference.ts';
import type { Verdict } from './analysis.ts';
import type { Context } from './context.ts';
import { detectableIn } from './detectableIn.ts';
import { entryOf } from './entry.ts';
import { keyedNormal } from './keyedDraws.ts';
import { metricTitle } from './metricTitle.ts';

/** What is judged: a number for each trial, lower is better. */
interface Judged {
  readonly metric: string;
  readonly label: string;
  readonly margin: number;
  readonly values: readonly (readonly (number | null)[])[];
}

/** Seeds beyond which "that many would decide" is no advice. */
const mostSeeds = 100_000;

/** The verdict on each objective of the study. */
export function verdictsOf(context: Context, grid: Grid): Verdict[] {
  return context.study.objectives.map(({ metric, margin }) =>
    verdictOf(context, grid, {
      metric,
      label: metricTitle(metric, context.study),
      margin,
      values: valuesOn(grid, metric),
    }),
  );
}

/** Suffix of the metrics and what the cut is in words. */
const cuts = [
  ['Cut25', 'cut 2.5 %'],
  ['', 'cut 5 %'],
  ['Cut100', 'cut 10 %'],
] as const;
/** Newcomers to incumbents. */
const weights = [
  [1, 1],
  [1, 3],
  [3, 1],
] as const;

/** Evictions under every other cut (and, where they are blamed, weight); none for a study that does not judge by them. */
export const variantsOf = (context: Context, grid: Grid): Verdict[] => [
  ...viableVariants(context, grid),
  ...blamedVariants(context, grid),
];

/** Viable evictions under the other cuts. */
function viableVariants(context: Context, grid: Grid): Verdict[] {
  const metric = 'viableEvictions';
  const objective = context.study.objectives.find((one) => one.metric === metric);
  if (objective === undefined) return [];
  return cuts
    .filter(([suffix]) => suffix !== '')
    .map(([suffix, cut]) => {
      const [label, values] = [`viable evictions, ${cut}`, valuesOn(grid, metric + suffix)];
      return verdictOf(context, grid, { metric, label, margin: objective.margin, values });
    });
}

/** Wrong evictions, of a plan from before they were called descriptive. */
function blamedVariants(context: Context, grid: Grid): Verdict[] {
  const objective = context.study.objectives.find(({ metric }) => metric === 'wrongEvictions');
  if (objective === undefined) return [];
  return cuts.flatMap(([suffix, cut]) =>
    weights
      .filter(([newcomer, incumbent]) => suffix !== '' || newcomer !== incumbent)
      .map(([newcomer, incumbent]) => {
        const label = `wrong evictions ${newcomer}:${incumbent}, ${cut}`;
        const values = weighted(grid, suffix, newcomer, incumbent);
        return verdictOf(context, grid, {
          metric: 'wrongEvictions',
          label,
          margin: objective.margin,
          values,
        });
      }),
  );
}

/** Weights are scaled to a mean of 1, so that a margin in evictions keeps its meaning. */
function weighted(grid: Grid, suffix: string, newcomer: number, incumbent: number): (number | null)[][] {
  const scale = 2 / (newcomer + incumbent);
  const newcomers = valuesOn(grid, `wronglyEvictedNewcomers${suffix}`);
  const incumbents = valuesOn(grid, `wronglyEvictedIncumbents${suffix}`);
  return newcomers.map((bySeed, k) =>
    bySeed.map((value, seed) => {
      const other = incumbents[k][seed];
      return value === null || other === null ? null : scale * (newcomer * value + incumbent * other);
    }),
  );
}

function verdictOf(
  { levels, study, statusQuo }: Context,
  grid: Grid,
  { metric, label, margin, values }: Judged,
): Verdict {
  const closed = grid.map((trials) => entryOf(trials).entry === 'closed');
  // Levels that are all closed compare by what is no rate of registrations.
  const isOut = closed.includes(false) ? closed : closed.map(() => false);
  const open = values.map((bySeed, k) => (isOut[k] ? bySeed.map(() => null) : bySeed));
  const better = metricNamed(metric, study)?.better;
  // An objective of which more is better is judged by its negative.
  const signed = better === 'higher' ? open.map((bySeed) => bySeed.map((value) => value && -value)) : open;
  const found = indifference(levels, signed, margin, keyedNormal(`indifference ${label}`));
  const unit = metricNamed(metric, study)?.unit ?? '';
  const head = {
    metric,
    label,
    margin,
    unit,
    detectable: detectableIn(open, Math.max(0, levels.indexOf(statusQuo ?? levels[0]))),
    method: 'comparison with the best, max-t, paired by seed, 95 %',
  };
  return found === null ? { ...head, ...nothing(levels, closed) } : { ...head, ...told(found, closed) };
}

type Found = Omit<Verdict, 'metric' | 'label' | 'margin' | 'unit' | 'detectable' | 'method'>;

function told(found: Indifference, closed: readonly boolean[]): Found {
  const { best, inner, outer, decided, levels, seedsNeeded, seeds } = found;
  return {
    outcome: decided ? 'decided' : 'not enough evidence',
    best,
    inner,
    outer,
    byLevel: levels.map(({ level, state, difference }, k) => ({
      level,
      verdict: state === 'missing' ? 'out' : state,
      reason: state === 'missing' ? (closed[k] ? 'market closed' : 'too few values') : null,
      difference,
    })),
    seedsNeeded: seedsNeeded === null || seedsNeeded > mostSeeds ? null : seedsNeeded,
    seeds,
  };
}

function nothing(levels: readonly number[], closed: readonly boolean[]): Found {
  return {
    outcome: 'no comparison',
    best: null,
    inner: null,
    outer: null,
    byLevel: levels.map((level, k) => ({
      level,
      verdict: 'out',
      reason: closed[k] ? 'market closed' : 'too few values',
      difference: null,
    })),
    seedsNeeded: null,
    seeds: 0,
  };
}
