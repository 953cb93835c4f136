import type { Metric } from './metric.ts';

/** Measures of worlds in which somebody deceives, idles or reads; other worlds do not have them. */
export const adversaryMetrics: readonly Metric[] = [
  {
    name: 'cheaterRatio',
    family: 'security',
    unit: 'times honest pay',
    better: 'lower',
    definition:
      'incentive of a cheating miner over that of an honest one, mean over the steps; above 1 it pays to cheat',
  },
  {
    name: 'cheaterPay',
    family: 'security',
    unit: 'share of incentive',
    better: 'lower',
    definition: 'time mean of the share of the miners’ incentive that cheaters get',
  },
  {
    name: 'cheaterShare',
    family: 'security',
    unit: 'share of miners',
    better: 'lower',
    definition: 'time mean of the share of the mining uids that cheaters hold',
  },
  {
    name: 'idlerRatio',
    family: 'security',
    unit: 'times honest yield',
    better: 'lower',
    definition: 'dividends over stake of validators that judge nobody themselves, over that of the others',
  },
  {
    name: 'clientLoss',
    family: 'intelligence',
    unit: 'nats',
    better: 'lower',
    definition:
      'loss of a client that averages the answers of the best paid miners, mean over looks every 1,200 blocks',
  },
  {
    name: 'clientGainPerTao',
    family: 'intelligence',
    unit: 'nats per 1,000 TAO a day',
    better: 'higher',
    definition:
      'what the client’s loss is below guessing, ln 50,257, over the TAO that miners and validators get a day',
  },
  {
    name: 'forwardsPerQuery',
    family: 'cost',
    unit: 'forward passes',
    better: 'lower',
    definition: 'answers, alone or joined, that the scoring rule evaluated for each uid it asked',
  },
];
