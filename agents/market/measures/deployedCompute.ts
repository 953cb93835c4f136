import { economy, lookMean } from './marketMeasure.ts';

export const deployedCompute = lookMean(
  economy({
    name: 'deployedCompute',
    unit: 'TFLOP/s',
    definition: 'time mean of what the devices of running miners sustain',
  }),
  ({ compute }) => compute,
);
