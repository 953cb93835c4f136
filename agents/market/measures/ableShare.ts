import { economy, lookMean } from './marketMeasure.ts';

export const ableShare = lookMean(
  economy({
    name: 'ableShare',
    unit: 'share',
    better: 'higher',
    definition:
      'time mean of the share of miners whose device answers in time with the whole model they bring',
  }),
  (state) => state.ableShare,
);
