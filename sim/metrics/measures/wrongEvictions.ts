import type { Share, Uid } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import { cutShares } from '../cuts.ts';
import type { MeasureFamily, Measures } from '../measure.ts';
import type { Metric } from '../metric.ts';
import { isNewcomer } from '../newcomers.ts';
import { immuneWeakShare, isPeer } from '../peers.ts';

/** Registrations below which a trial has no rates. */
const leastRegistrations = 20;

const judged = { family: 'judgement', unit: 'per 100 registrations', better: 'lower' } as const;

const metrics: readonly Metric[] = [
  {
    ...judged,
    name: 'wronglyEvictedNewcomers',
    title: 'newcomers wrongly evicted',
    definition: 'viable uids evicted before the validators knew them',
  },
  {
    ...judged,
    name: 'wronglyEvictedIncumbents',
    title: 'incumbents wrongly evicted',
    definition:
      'viable known uids evicted, each by the share of weak peers that immunity protected at that moment',
  },
  {
    ...judged,
    name: 'wronglyEvictedIncumbentsAny',
    definition: 'viable known uids evicted while any weaker peer was immune',
  },
  {
    ...judged,
    name: 'noisyEvictions',
    definition: 'evictions of viable known uids that immunity is not to blame for',
  },
  {
    ...judged,
    name: 'wrongEvictions',
    title: 'wrong evictions',
    definition: 'wrongly evicted newcomers and incumbents together: the second objective',
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

/** Evictions judged at the moment they happen, before the slot changes hands, by three cuts of quality. */
export const wrongEvictions: MeasureFamily<Judged> = {
  metrics,
  start: () => ({ registrations: 0, byCut: cutShares.map(nothing) }),
  see(state, event, context) {
    if (!context.measuring) return;
    if (event.kind === 'registration') state.registrations += 1;
    if (event.kind === 'eviction' && isPeer(context.peers, event.uid)) judge(state, event.uid, context);
  },
  /** Suffix of a name: the cut in tenths of a percent; none for the middle one. */
  finish({ registrations, byCut }) {
    const measures: Measures = {};
    const rate = (count: number) =>
      registrations >= leastRegistrations ? (100 * count) / registrations : null;
    for (const [k, sums] of byCut.entries()) {
      const suffix = k === 1 ? '' : `Cut${Math.round(1000 * cutShares[k])}`;
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
