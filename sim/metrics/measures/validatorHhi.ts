import { stakesUpTo } from '../../stake.ts';
import { herfindahl } from '../concentration.ts';
import { sampledMean } from '../timeMean.ts';

export const validatorHhi = sampledMean(
  {
    name: 'validatorHhi',
    family: 'concentration',
    unit: 'index',
    better: 'lower',
    definition: 'Herfindahl index of stake over the validators',
  },
  ({ world: { network }, truth }) =>
    herfindahl(stakesUpTo(network.stakes, network.size).filter((_, uid) => truth.validator[uid])),
);
