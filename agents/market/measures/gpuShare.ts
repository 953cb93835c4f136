import { economy, lookMean } from './marketMeasure.ts';

export const gpuShare = lookMean(
  economy({
    name: 'gpuShare',
    unit: 'share',
    definition: 'time mean of the share of running miners that rent a GPU',
  }),
  ({ gpus, running }) => (running.length > 0 ? gpus / running.length : null),
);
