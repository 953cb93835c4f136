import type { Mean } from '../../../sim/metrics/mean.ts';
import type { Account } from '../accounts.ts';
import { adopts } from '../improving.ts';
import { economy, lookMean, type MarketMeasure, meanOver } from './marketMeasure.ts';

const profitOf = ({ profit }: Account) => profit;

export const gradientPremium: MarketMeasure<Mean> = {
  ...lookMean(
    economy({
      name: 'gradientPremium',
      unit: 'US dollars a day',
      definition: 'time mean of the profit of running miners that use gradients less that of the others',
    }),
    ({ running, usesGradients }) => {
      const adopters = running.filter(usesGradients);
      const others = running.filter((one) => !usesGradients(one));
      if (adopters.length === 0 || others.length === 0) return null;
      return meanOver(adopters, profitOf) - meanOver(others, profitOf);
    },
  ),
  applies: ({ hyperparameters }) => adopts(hyperparameters),
};
