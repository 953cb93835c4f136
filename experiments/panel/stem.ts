import type { TrialPlan } from '../plan/trial.ts';

/** A trial without what changes in it and without its days: what it has in common with others that begin alike. */
export type Stem = Omit<TrialPlan, 'days' | 'change'>;

/** The beginning of a trial. */
export function stemOf({ change: _, days: __, ...stem }: TrialPlan): Stem {
  return stem;
}

/** Equal texts begin alike. */
export const stemKey = (stem: Stem): string => JSON.stringify(stem);
