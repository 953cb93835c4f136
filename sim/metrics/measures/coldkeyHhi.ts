import { byOwner, herfindahl } from '../concentration.ts';
import { sampledMean } from '../timeMean.ts';

export const coldkeyHhi = sampledMean(
  {
    name: 'coldkeyHhi',
    family: 'concentration',
    unit: 'index',
    better: 'lower',
    definition: 'Herfindahl index of miner incentive over coldkeys',
  },
  ({ world: { network }, truth }) => {
    const income = network.incentive.map((incentive, uid) => (truth.validator[uid] ? 0 : incentive));
    return herfindahl(byOwner(income, network.coldkey, network.size));
  },
);
