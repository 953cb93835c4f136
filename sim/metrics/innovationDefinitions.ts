import type { Metric } from './metric.ts';

/** Measures of miners that get better while they run; each stands only in rows of worlds that turn its cause on. */
export const innovationMetrics: readonly Metric[] = [
  [
    'trainingGap',
    'nats',
    'lower',
    'time mean of what the loss of running miners lies above that of their size',
  ],
  ['trainingCompute', 'petaflop/s-days', 'none', 'operations that went into training'],
  [
    'gradientPremium',
    'US dollars a day',
    'none',
    'time mean of the profit of running miners that use gradients less that of the others',
  ],
  ['inventions', 'count', 'none', 'times that a running miner found a cheaper way to answer'],
  ['waysCopied', 'count', 'none', 'times that a running miner took over a cheaper way of others'],
  ['cheapShare', 'share', 'none', 'time mean of the share of running miners that answer by a cheaper way'],
  [
    'queryNeed',
    'share',
    'lower',
    'time mean of what a query needs of a running miner over what it needs by the usual way',
  ],
  ['licencesSold', 'count', 'none', 'cheaper ways that their finders sold to a miner that had heard of them'],
  [
    'licencesKept',
    'count',
    'none',
    'times that a finder would have lost more by selling than a miner would pay that had heard of its way',
  ],
  ['licencePrice', 'US dollars', 'none', 'mean price of a licence that was sold'],
  ['imitationMoves', 'count', 'none', 'times that an imitator changed the size of its model'],
  ['sizeSpread', 'of ln size', 'none', 'time mean of the standard deviation of ln size over running miners'],
  ['asicsSold', 'units', 'none', 'ASICs that their makers sold to miners'],
  ['asicsMined', 'units', 'none', 'ASICs that their makers put to mine under hotkeys of their own'],
  ['soldShare', 'share', 'none', 'ASICs sold over all that were made; null if none was'],
  ['asicPrice', 'US dollars', 'none', 'mean price of an ASIC that was sold'],
  ['asicShare', 'share', 'none', 'time mean of the share of running miners that run on an ASIC'],
  ['asicsRunning', 'units', 'none', 'time mean of the ASICs that run'],
  ['makerSales', 'US dollars', 'none', 'what makers got for ASICs, which is what miners paid for them'],
  [
    'makerProfit',
    'US dollars a day',
    'none',
    'sales, and what own ASICs mined at the price of the day less running, entry and making, per maker',
  ],
].map(([name, unit, better, definition]) => ({
  name,
  family: 'economy',
  unit,
  better: better as Metric['better'],
  definition,
}));
