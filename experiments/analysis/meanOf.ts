import type { Grid } from '../plan/rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { meanInterval } from '../statistics/meanInterval.ts';

/** Mean of a metric over the trials of one level that have it; null where none has. */
export function meanOf(trials: Grid[number], metric: string): Estimate | null {
  const values = trials.map((trial) => trial?.measures[metric]).filter((value) => typeof value === 'number');
  return values.length > 0 ? meanInterval(values) : null;
}
