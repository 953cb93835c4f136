import { economy, lookMean, meanOver } from './marketMeasure.ts';

export const cpuProfit = lookMean(
  economy({
    name: 'cpuProfit',
    title: 'profit of those without a GPU',
    unit: 'US dollars a day',
    definition:
      'time mean of income at the price of the day less rent, per running miner that cannot rent a GPU',
  }),
  ({ running }) => {
    const without = running.filter(({ person }) => !person.hasGpus);
    return without.length > 0 ? meanOver(without, ({ profit }) => profit) : null;
  },
);
