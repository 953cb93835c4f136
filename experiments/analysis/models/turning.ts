import type { MeanInterval } from '../../statistics/meanInterval.ts';

/** On which side of 0 an interval lies; null: it holds 0, or is not there. */
export type Side = 'above' | 'below' | null;

export const sideOf = (interval: MeanInterval | null): Side =>
  interval === null ? null : interval.low > 0 ? 'above' : interval.high < 0 ? 'below' : null;

/** A value of an assumption and the side on which the answer lies there. */
export interface Rung {
  readonly value: number;
  readonly side: Side;
}

/** Two values, with no known side between them, at which the answer lies on different sides. */
export interface Turn {
  readonly from: Rung;
  readonly to: Rung;
}

/** Where an answer changes its sign on the way up a ladder (values ascending). */
export function turnsOf(rungs: readonly Rung[]): Turn[] {
  const known = rungs.filter(({ side }) => side !== null);
  return known.slice(1).flatMap((to, k) => (known[k].side === to.side ? [] : [{ from: known[k], to }]));
}
