import { gapMean } from '../gapMean.ts';
import { meanLoss } from '../peers.ts';

export const networkGap = gapMean(
  {
    name: 'networkGap',
    title: 'mean loss against the frontier',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition:
      'time mean of the mean true loss of the peers less that of the median candidate of the day; below 0 they are better',
  },
  ({ peers, truth }) => meanLoss(peers, truth),
);
