import { listOf } from '../peers.ts';
import { sampledMean } from '../timeMean.ts';

export const topDecileIncentive = sampledMean(
  {
    name: 'topDecileIncentive',
    family: 'fidelity',
    unit: 'share',
    better: 'higher',
    definition: 'share of the peers’ incentive that goes to the best tenth by quality',
  },
  ({ world: { network }, truth, peers }) => {
    const uids = listOf(peers).sort((one, other) => truth.worth[other] - truth.worth[one]);
    const top = Math.ceil(uids.length / 10);
    let paid = 0;
    let total = 0;
    for (const [place, uid] of uids.entries()) {
      total += network.incentive[uid];
      if (place < top) paid += network.incentive[uid];
    }
    return total > 0 ? paid / total : null;
  },
);
