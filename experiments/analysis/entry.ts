import type { Grid } from '../plan/rows.ts';

/** Share of seeds without rates above which a level is out of the comparison. */
const mostMissing = 0.25;
/** A rate that every trial with at least 20 registrations has, old rows among them. */
const anyRate = 'wrongEvictions';

/** Whether enough seeds of a level have rates: below 20 registrations a trial has none, unless it was followed day by day. */
export function entryOf(trials: Grid[number]): {
  readonly entry: 'open' | 'closed';
  readonly missing: number;
} {
  const missing = trials.filter(
    (trial) => trial === null || (trial.path === undefined && trial.measures[anyRate] === null),
  ).length;
  return { entry: missing > mostMissing * trials.length ? 'closed' : 'open', missing };
}
