import { gapMean } from '../gapMean.ts';
import { servedLoss } from './servedQuality.ts';

export const servedGap = gapMean(
  {
    name: 'servedGap',
    title: 'served loss against the frontier',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition:
      'time mean of the true loss of the peers, weighted by incentive, less that of the median candidate of the day',
  },
  servedLoss,
);
