import { economy, lookMean } from './marketMeasure.ts';

export const runningShare = lookMean(
  economy({
    name: 'runningShare',
    unit: 'share',
    definition: 'time mean of the share of miners that have not switched off',
  }),
  ({ running, accounts }) => (accounts.length > 0 ? running.length / accounts.length : null),
);
