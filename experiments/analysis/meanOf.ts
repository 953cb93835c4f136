import { ifAllCame } from '../plan/measures.ts';
import type { Grid } from '../plan/rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { meanInterval } from '../statistics/meanInterval.ts';

/** Mean of a metric over the trials of one level that have it; null where none has, or where it is an age that did not come in all. */
export function meanOf(trials: Grid[number], metric: string): Estimate | null {
  const ran = trials.filter((trial) => trial !== null).map(({ measures }) => measures[metric] ?? null);
  const values = ifAllCame(metric, ran).filter((value) => value !== null);
  return values.length > 0 ? meanInterval(values) : null;
}
