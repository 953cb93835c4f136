import { meanLoss } from '../peers.ts';
import { timeMean } from '../timeMean.ts';

export const networkQuality = timeMean(
  {
    name: 'networkQuality',
    title: 'mean loss',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition: 'time mean of the mean true loss of the peers, neither validators nor ranked by stake',
  },
  ({ peers, truth }) => meanLoss(peers, truth),
);
