import { rankCorrelation } from '../../math/rankCorrelation.ts';
import { listOf } from '../peers.ts';
import { sampledMean } from '../timeMean.ts';

export const spearman = sampledMean(
  {
    name: 'spearman',
    family: 'fidelity',
    unit: 'correlation',
    better: 'higher',
    definition: 'rank correlation of incentive with true quality over the peers, mean of daily samples',
  },
  ({ world: { network }, truth, peers }) => {
    if (peers.count < 3) return null;
    const uids = listOf(peers);
    return rankCorrelation(
      uids.map((uid) => network.incentive[uid]),
      uids.map((uid) => truth.worth[uid]),
    );
  },
);
