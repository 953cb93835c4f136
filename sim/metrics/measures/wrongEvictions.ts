import type { Share, Uid } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import { cutShares, cutSuffixes } from '../cuts.ts';
import type { MeasureFamily, Measures } from '../measure.ts';
import type { Metric } from '../metric.ts';
import { isNewcomer } from '../newcomers.ts';
import { immuneWeakShare, isPeer } from '../peers.ts';
import { perHundred } from '../perHundred.ts';

const judged = {
  family: 'judgement',
  unit: 'per 100 registrations',
  better: 'lower',
  isDescriptive: true,
} as const;

const metrics: readonly Metric[] = [
  {
    ...judged,
    name: 'wronglyEvictedNewcomers',
    title: 'newcomers wrongly evicted',
    definition: 'descriptive: viable peers evicted before the validators knew them',
  },
  {
    ...judged,
    name: 'wronglyEvictedIncumbents',
    title: 'incumbents wrongly evicted',
    definition:
      'descriptive: viable known peers evicted, each by the share of weak peers that immunity protected at that moment',
  },
  {
    ...judged,
    name: 'wronglyEvictedIncumbentsAny',
    definition: 'descriptive: viable known peers evicted while any weaker peer was immune',
  },
  {
    ...judged,
    name: 'noisyEvictions',
    definition: 'descriptive: evictions of viable known peers that are not blamed on immunity',
  },
  {
    ...judged,
    name: 'wrongEvictions',
    title: 'wrong evictions',
    definition:
      'descriptive: wrongly evicted newcomers and incumbents together, as the rule of attribution has it',
  },
];

/** Sums over the evictions of the measured window, for one cut. */
interface Sums {
  wronglyEvictedNewcomers: number;
  /** Viable incumbents evicted, each by the share of weak peers that immunity protected at that moment. */
  wronglyEvictedIncumbents: number;
  /** … each counted whole if any weaker peer was immune. */
  wronglyEvictedIncumbentsAny: number;
  /** The rest of their evictions: no weak uid was protected, their score was unlucky. */
  noisyEvictions: number;
}

interface Judged {
  registrations: number;
  /** [`cutShares`] */
  readonly byCut: readonly Sums[];
}

/**
 * Evictions of viable peers by what they are blamed on, judged at the moment they happen, before the slot changes hands, by three cuts of
 * quality. Descriptive: the blame looks at who is immune, so it differs between worlds in which immunity changes no eviction. What a
 * change does is the difference of `viableEvictions`. Leaves out uids that are ranked by stake.
 */
export const wrongEvictions: MeasureFamily<Judged> = {
  metrics,
  start: () => ({ registrations: 0, byCut: cutShares.map(nothing) }),
  see(state, event, context) {
    if (!context.measuring) return;
    if (event.kind === 'registration') state.registrations += 1;
    if (event.kind === 'eviction' && isPeer(context.peers, event.uid)) judge(state, event.uid, context);
  },
  finish({ registrations, byCut }) {
    const measures: Measures = {};
    const rate = (count: number) => perHundred(count, registrations);
    for (const [k, sums] of byCut.entries()) {
      const suffix = cutSuffixes[k];
      for (const [name, count] of Object.entries(sums)) measures[name + suffix] = rate(count);
      measures[`wrongEvictions${suffix}`] = rate(
        sums.wronglyEvictedNewcomers + sums.wronglyEvictedIncumbents,
      );
    }
    return measures;
  },
};

const nothing = (): Sums => ({
  wronglyEvictedNewcomers: 0,
  wronglyEvictedIncumbents: 0,
  wronglyEvictedIncumbentsAny: 0,
  noisyEvictions: 0,
});

function judge({ byCut }: Judged, uid: Uid, { world, truth, peers, newcomers, cuts }: MeasureContext): void {
  const quality = truth.quality[uid];
  const newcomer = isNewcomer(newcomers, uid);
  for (const [k, cut] of cuts.entries()) {
    if (quality <= cut) continue;
    if (newcomer) byCut[k].wronglyEvictedNewcomers += 1;
    else blameImmunity(byCut[k], immuneWeakShare(peers, world, truth, cut));
  }
}

function blameImmunity(sums: Sums, protectedShare: Share): void {
  sums.wronglyEvictedIncumbents += protectedShare;
  sums.wronglyEvictedIncumbentsAny += protectedShare > 0 ? 1 : 0;
  sums.noisyEvictions += 1 - protectedShare;
}
