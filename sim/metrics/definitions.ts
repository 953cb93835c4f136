import { adversaryMetrics } from './adversaryDefinitions.ts';
import { cabalMetrics } from './cabalPay.ts';
import { innovationMetrics } from './innovationDefinitions.ts';
import { marketMetrics } from './marketDefinitions.ts';
import type { Metric } from './metric.ts';

const per100 = 'per 100 registrations';

/** The registry of metrics: what each number of a trial is, in one line, with its unit and its good direction. */
export const metrics: readonly Metric[] = [
  {
    name: 'registrationsPerDay',
    family: 'entry',
    unit: 'per day',
    better: 'none',
    definition: 'registrations per day of the measured window',
  },
  {
    name: 'churn',
    family: 'entry',
    unit: 'share per day',
    better: 'none',
    definition: 'uids replaced per day over all uids',
  },
  {
    name: 'halfLife',
    family: 'entry',
    unit: 'blocks',
    better: 'none',
    definition:
      'age at which half of the newcomers are evicted (Kaplan–Meier median); null if the run ends before',
  },
  {
    name: 'immuneShare',
    family: 'entry',
    unit: 'share',
    better: 'none',
    definition: 'time mean of the share of uids that are immune',
  },
  {
    name: 'log2Difficulty',
    family: 'entry',
    unit: 'doublings of 1e7 hashes',
    better: 'none',
    definition: 'cost of a slot: time mean of log2(difficulty / 1e7)',
  },
  {
    name: 'deterred',
    family: 'entry',
    unit: 'per 100 viable candidates',
    better: 'lower',
    definition: 'viable candidates that left without registering',
  },
  {
    name: 'registrations',
    family: 'entry',
    unit: 'count',
    better: 'none',
    definition: 'registrations in the measured window',
  },
  {
    name: 'networkQuality',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition: 'time mean of the mean true loss of the peers: the primary objective',
  },
  {
    name: 'servedQuality',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition: 'time mean of the true loss of the peers weighted by incentive',
  },
  {
    name: 'wronglyEvictedNewcomers',
    family: 'judgement',
    unit: per100,
    better: 'lower',
    definition: 'viable uids evicted before the validators knew them',
  },
  {
    name: 'wronglyEvictedIncumbents',
    family: 'judgement',
    unit: per100,
    better: 'lower',
    definition:
      'viable known uids evicted, each by the share of weak peers that immunity protected at that moment',
  },
  {
    name: 'wronglyEvictedIncumbentsAny',
    family: 'judgement',
    unit: per100,
    better: 'lower',
    definition: 'viable known uids evicted while any weaker peer was immune',
  },
  {
    name: 'noisyEvictions',
    family: 'judgement',
    unit: per100,
    better: 'lower',
    definition: 'evictions of viable known uids that immunity is not to blame for',
  },
  {
    name: 'wrongEvictions',
    family: 'judgement',
    unit: per100,
    better: 'lower',
    definition: 'wrongly evicted newcomers and incumbents together: the second objective',
  },
  {
    name: 'reached50',
    family: 'judgement',
    unit: 'share',
    better: 'higher',
    definition: 'share of viable newcomers that ever got half of their steady incentive',
  },
  {
    name: 'reached90',
    family: 'judgement',
    unit: 'share',
    better: 'higher',
    definition: 'share of viable newcomers that ever got 90 % of their steady incentive',
  },
  {
    name: 'timeTo50',
    family: 'judgement',
    unit: 'blocks',
    better: 'lower',
    definition:
      'age at which half of all viable newcomers had got half of their steady incentive; null if never',
  },
  {
    name: 'timeTo90',
    family: 'judgement',
    unit: 'blocks',
    better: 'lower',
    definition:
      'age at which half of all viable newcomers had got 90 % of their steady incentive; null if never',
  },
  {
    name: 'spearman',
    family: 'fidelity',
    unit: 'correlation',
    better: 'higher',
    definition: 'rank correlation of incentive with true quality over the peers, mean of daily samples',
  },
  {
    name: 'topDecileIncentive',
    family: 'fidelity',
    unit: 'share',
    better: 'higher',
    definition: 'share of the peers’ incentive that goes to the best tenth by quality',
  },
  {
    name: 'agreement',
    family: 'fidelity',
    unit: 'total variation',
    better: 'lower',
    definition: 'mean total variation between the weights of two validators of at least 1 % of stake',
  },
  {
    name: 'incentiveGini',
    family: 'concentration',
    unit: 'Gini',
    better: 'none',
    definition: 'Gini coefficient of incentive over the peers',
  },
  {
    name: 'nakamotoCoefficient',
    family: 'concentration',
    unit: 'coldkeys',
    better: 'higher',
    definition: 'fewest coldkeys that hold more than half of the stake',
  },
  {
    name: 'validatorHhi',
    family: 'concentration',
    unit: 'index',
    better: 'lower',
    definition: 'Herfindahl index of stake over the validators',
  },
  {
    name: 'coldkeyHhi',
    family: 'concentration',
    unit: 'index',
    better: 'lower',
    definition: 'Herfindahl index of miner incentive over coldkeys',
  },
  {
    name: 'evictedOutsidePeers',
    family: 'cost',
    unit: 'count',
    better: 'none',
    definition: 'evicted uids that were validators or above the stake limit',
  },
  {
    name: 'scoreUpdates',
    family: 'cost',
    unit: 'count',
    better: 'none',
    definition: 'score updates made by the validators in the measured window',
  },
  {
    name: 'weightEntries',
    family: 'cost',
    unit: 'count',
    better: 'none',
    definition: 'weight entries the consensus read in the measured window',
  },
  ...marketMetrics,
  ...innovationMetrics,
  ...adversaryMetrics,
  ...cabalMetrics,
];

/** The metric of a name; `…Cut25` and `…Cut100` are the same measure at a cut of 2.5 % and 10 %. */
export function metric(name: string): Metric | undefined {
  return metrics.find((known) => known.name === name.replace(/Cut\d+$/, ''));
}
