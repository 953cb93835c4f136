import type { Measure } from '../measure.ts';
import { isPeer } from '../peers.ts';

export const evictedOutsidePeers: Measure<{ evicted: number }> = {
  name: 'evictedOutsidePeers',
  family: 'cost',
  unit: 'count',
  better: 'none',
  definition: 'evicted uids that were validators or above the stake limit',
  start: () => ({ evicted: 0 }),
  see(state, event, { measuring, peers }) {
    if (event.kind === 'eviction' && measuring && !isPeer(peers, event.uid)) state.evicted += 1;
  },
  finish: ({ evicted }) => evicted,
};
