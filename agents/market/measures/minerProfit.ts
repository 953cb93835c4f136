import { economy, lookMean, meanOver } from './marketMeasure.ts';

export const minerProfit = lookMean(
  economy({
    name: 'minerProfit',
    unit: 'US dollars a day',
    definition: 'time mean of income at the price of the day less rent, per running miner',
  }),
  ({ running }) => (running.length > 0 ? meanOver(running, ({ profit }) => profit) : null),
);
