import type { Measure } from './measure.ts';

interface Counts {
  registrations: number;
  viable: number;
}

/**
 * Mining uids above the cut that were evicted, whatever the cause, per 100 registrations (`viableEvictions`): the value of one day,
 * however few its registrations are, since days are put together by them.
 */
export const viableEvictionsOfDay: Measure<Counts> = {
  name: 'viableEvictions',
  title: 'viable evictions',
  family: 'judgement',
  unit: 'per 100 registrations',
  better: 'lower',
  definition: 'mining uids evicted although their quality was above the cut, whatever the cause',
  start: () => ({ registrations: 0, viable: 0 }),
  see(counts, event, context) {
    if (!context.measuring) return;
    if (event.kind === 'registration') counts.registrations += 1;
    if (event.kind === 'eviction' && context.isViable(context.truth.quality[event.uid])) counts.viable += 1;
  },
  finish: ({ registrations, viable }) => (registrations > 0 ? (100 * viable) / registrations : null),
};
