import type { CompleteRow, Grid } from '../plan/rows.ts';
import { pairedDifference } from '../statistics/paired.ts';
import type { Settling } from './analysis.ts';
import type { Context } from './context.ts';

/** The one measure that a trial keeps for every day; an objective of most studies. */
const metric = 'networkQuality';

/**
 * The level whose difference from the status quo (from the first level where none was swept) changes most between the
 * first and the second half of the measured days; null unless the change is beyond the margin by simultaneous 95 %
 * intervals (Bonferroni over the levels). A middle day is in neither half.
 */
export function settlingOf({ study, levels, statusQuo }: Context, grid: Grid): Settling | null {
  const margin = study.objectives.find((objective) => objective.metric === metric)?.margin;
  if (margin === undefined || levels.length < 2) return null;
  const changes = grid.map((trials) => trials.map(changeOf));
  const reference = statusQuo ?? levels[0];
  const base = changes[levels.indexOf(reference)];
  const confidence = 1 - 0.05 / (levels.length - 1);
  const beyond = levels.flatMap((level, k) => {
    const change = level === reference ? null : pairedDifference(changes[k], base, confidence);
    if (change === null) return [];
    return change.low > margin || change.high < -margin ? [{ level, reference, margin, change }] : [];
  });
  return beyond.sort((one, other) => Math.abs(other.change.mean) - Math.abs(one.change.mean))[0] ?? null;
}

/** Mean of the second half of a trial's days less that of the first, nats; null below two days. */
function changeOf(trial: CompleteRow | null): number | null {
  const half = Math.floor((trial?.days.length ?? 0) / 2);
  if (trial === null || half === 0) return null;
  const sum = (days: CompleteRow['days']) => days.reduce((total, day) => total + day[metric], 0);
  return (sum(trial.days.slice(-half)) - sum(trial.days.slice(0, half))) / half;
}
