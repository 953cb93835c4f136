import { stakesUpTo } from '../../stake.ts';
import { byOwner, nakamotoCoefficient as fewestWithMost } from '../concentration.ts';
import { sampledMean } from '../timeMean.ts';

export const nakamotoCoefficient = sampledMean(
  {
    name: 'nakamotoCoefficient',
    family: 'concentration',
    unit: 'coldkeys',
    better: 'higher',
    definition: 'fewest coldkeys that hold more than half of the stake',
  },
  ({ world: { network } }) =>
    fewestWithMost(byOwner(stakesUpTo(network.stakes, network.size), network.coldkey, network.size)),
);
