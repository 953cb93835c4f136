import { addTo, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import { waysAreOwned } from '../improving.ts';
import { economy, type MarketFamily } from './marketMeasure.ts';

interface Sales {
  sold: number;
  kept: number;
  readonly prices: Mean;
}

/** Licences for cheaper ways, in worlds in which their finders own them. */
export const licences: MarketFamily<Sales> = {
  metrics: [
    economy({
      name: 'licencesSold',
      unit: 'count',
      definition: 'cheaper ways that their finders sold to a miner that had heard of them',
    }),
    economy({
      name: 'licencesKept',
      unit: 'count',
      definition:
        'times that a finder would have lost more by selling than a miner would pay that had heard of its way',
    }),
    economy({
      name: 'licencePrice',
      unit: 'US dollars',
      definition: 'mean price of a licence that was sold',
    }),
  ],
  applies: ({ hyperparameters }) => waysAreOwned(hyperparameters),
  start: () => ({ sold: 0, kept: 0, prices: newMean() }),
  see(sales, event) {
    if (event.kind !== 'licence') return;
    if (event.price === null) sales.kept += 1;
    else {
      sales.sold += 1;
      addTo(sales.prices, event.price);
    }
  },
  finish: ({ sold, kept, prices }) => ({
    licencesSold: sold,
    licencesKept: kept,
    licencePrice: meanOf(prices),
  }),
};
