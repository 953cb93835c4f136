import { economy, lookMean } from './marketMeasure.ts';

export const answeredLoss = lookMean(
  economy({
    name: 'answeredLoss',
    unit: 'nats',
    better: 'lower',
    definition: 'time mean of the mean true loss of the miners that run',
  }),
  ({ meanLoss }) => meanLoss,
);
