import { economy, lookMean } from './marketMeasure.ts';

export const qualityPerDollar = lookMean(
  economy({
    name: 'qualityPerDollar',
    unit: 'score per US dollar',
    better: 'higher',
    definition: 'time mean of Σ steady score over Σ rent of a day',
  }),
  ({ quality, rent }) => (rent > 0 ? quality / rent : null),
);
