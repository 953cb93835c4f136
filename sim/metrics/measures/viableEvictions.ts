import { cutShares, cutSuffixes } from '../cuts.ts';
import type { MeasureFamily } from '../measure.ts';
import { perHundred } from '../perHundred.ts';

interface Evicted {
  registrations: number;
  /** [`cutShares`] evicted uids whose quality was above the cut. */
  readonly viable: number[];
}

/**
 * Good miners that were put out, plain: nobody is blamed, so two worlds alike to the bit have the same number, and what a change does is
 * the difference between branches. Every mining uid counts, ranked by incentive or by stake; a validator has no quality and never does.
 */
export const viableEvictions: MeasureFamily<Evicted> = {
  metrics: [
    {
      name: 'viableEvictions',
      title: 'viable evictions',
      family: 'judgement',
      unit: 'per 100 registrations',
      better: 'lower',
      definition: 'mining uids evicted although their quality was above the cut, whatever the cause',
    },
  ],
  start: () => ({ registrations: 0, viable: cutShares.map(() => 0) }),
  see(evicted, event, { measuring, truth, cuts }) {
    if (!measuring) return;
    if (event.kind === 'registration') evicted.registrations += 1;
    if (event.kind !== 'eviction') return;
    for (const [k, cut] of cuts.entries()) if (truth.quality[event.uid] > cut) evicted.viable[k] += 1;
  },
  finish: ({ registrations, viable }) =>
    Object.fromEntries(
      viable.map((count, k) => [`viableEvictions${cutSuffixes[k]}`, perHundred(count, registrations)]),
    ),
};
