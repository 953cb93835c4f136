import type { Metric } from './metric.ts';

/** Measures of money and devices; they stand only in rows of worlds whose miners pay for what they run. */
export const marketMetrics: readonly Metric[] = [
  ['price', 'US dollars', 'none', 'time mean of the price of a TAO'],
  ['deployedCompute', 'TFLOP/s', 'none', 'time mean of what the devices of running miners sustain'],
  ['runningShare', 'share', 'none', 'time mean of the share of miners that have not switched off'],
  ['gpuShare', 'share', 'none', 'time mean of the share of running miners that rent a GPU'],
  [
    'ableShare',
    'share',
    'higher',
    'time mean of the share of miners whose device answers in time with the whole model they bring',
  ],
  [
    'minerProfit',
    'US dollars a day',
    'none',
    'time mean of income at the price of the day less rent, per running miner',
  ],
  ['qualityPerDollar', 'score per US dollar', 'higher', 'time mean of Σ steady score over Σ rent of a day'],
  ['answeredLoss', 'nats', 'lower', 'time mean of the mean true loss of the miners that run'],
  ['exitsPerDay', 'per day', 'none', 'miners that switched off: losing for too long, or out of money'],
  ['insolvenciesPerDay', 'per day', 'none', 'miners that switched off because they could not pay their rent'],
  ['deviceChanges', 'count', 'none', 'moves to another device in the measured window'],
  ['investments', 'count', 'none', 'moves to another device, and newcomers that came with a GPU'],
  [
    'regrettedChanges',
    'count',
    'lower',
    'devices given up, by moving on or switching off, before they had paid back',
  ],
  ['lostInvestments', 'count', 'none', 'devices whose uid was replaced before they had paid back'],
  ['investedUsd', 'US dollars', 'none', 'what moving to other devices cost'],
  [
    'regrettedUsd',
    'US dollars',
    'lower',
    'the part of that cost that was not paid back when the device was given up',
  ],
].map(([name, unit, better, definition]) => ({
  name,
  family: 'economy',
  unit,
  better: better as Metric['better'],
  definition,
}));
