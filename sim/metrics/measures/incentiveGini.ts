import { gini } from '../concentration.ts';
import { listOf } from '../peers.ts';
import { sampledMean } from '../timeMean.ts';

export const incentiveGini = sampledMean(
  {
    name: 'incentiveGini',
    family: 'concentration',
    unit: 'Gini',
    better: 'none',
    definition: 'Gini coefficient of incentive over the peers',
  },
  ({ world, peers }) => gini(listOf(peers).map((uid) => world.network.incentive[uid])),
);
