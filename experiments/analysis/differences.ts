import { type Grid, valuesOn } from '../plan/rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { pairedDifference } from '../statistics/paired.ts';
import type { Context } from './context.ts';

/** Paired differences of every level from the status quo; [level], null where two seeds do not have both. */
export function differencesFrom(
  { levels, statusQuo }: Context,
  grid: Grid,
  metric: string,
): (Estimate | null)[] {
  const values = valuesOn(grid, metric);
  if (statusQuo === null) return values.map(() => null);
  const base = values[levels.indexOf(statusQuo)];
  return values.map((own) => pairedDifference(own, base));
}
