import { economy, lookMean } from './marketMeasure.ts';

export const price = lookMean(
  economy({ name: 'price', unit: 'US dollars', definition: 'time mean of the price of a TAO' }),
  (state) => state.price,
);
