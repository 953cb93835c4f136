import { effectiveModels } from '../effectiveModels.ts';
import { listOf } from '../peers.ts';
import { sampledMean } from '../timeMean.ts';

export const diversity = sampledMean(
  {
    name: 'diversity',
    family: 'intelligence',
    unit: 'independent models',
    better: 'higher',
    definition:
      'effective number of independent models among the paid peers, by incentive, from how their own errors correlate; mean of daily samples',
  },
  ({ world: { network }, truth, peers }) => {
    const uids = listOf(peers);
    const shares = uids.map((uid) => network.incentive[uid]);
    return effectiveModels(uids, shares, truth.models);
  },
);
