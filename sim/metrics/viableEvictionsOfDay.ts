import type { Measure } from './measure.ts';
import { isPeer } from './peers.ts';

interface Counts {
  registrations: number;
  viable: number;
}

/**
 * Uids above the cut that were evicted, whatever the cause, per 100 registrations: the value of one day, however few its registrations
 * are, since days are put together by them.
 */
export const viableEvictionsOfDay: Measure<Counts> = {
  name: 'viableEvictions',
  title: 'evictions of viable uids',
  family: 'judgement',
  unit: 'per 100 registrations',
  better: 'lower',
  definition: 'uids evicted that were above the cut, whatever the cause',
  start: () => ({ registrations: 0, viable: 0 }),
  see(counts, event, context) {
    if (!context.measuring) return;
    if (event.kind === 'registration') counts.registrations += 1;
    if (event.kind !== 'eviction' || !isPeer(context.peers, event.uid)) return;
    if (context.isViable(context.truth.quality[event.uid])) counts.viable += 1;
  },
  finish: ({ registrations, viable }) => (registrations > 0 ? (100 * viable) / registrations : null),
};
