import { buyers } from '../domains/alphaMarket.ts';
import { starts } from '../domains/openPools.ts';
import { partitions } from '../domains/partition.ts';
import { runSubnetworks, type SubnetworkSettings } from '../domains/subnetworkRun.ts';
import {
  type Model,
  type ModelResult,
  type ModelSetting,
  type ModelSettings,
  measure,
  settled,
} from './model.ts';

const views = ['informed', 'blind'] as const;
const payments = ['alpha', 'share'] as const;
const ownersOf = ['none', 'recorded'] as const;

const number = (name: string, words: string, usual: number, low: number, high: number): ModelSetting => ({
  name,
  words,
  usual,
  within: [low, high],
});

const world: readonly ModelSetting[] = [
  { name: 'partition', words: 'how the inflation is divided among domains', usual: 'one', oneOf: partitions },
  number('domains', 'domains of demand; each has a network of its own, or its part of the one', 32, 1, 1024),
  number('luck', 'number of a draw of people, domains and miners under the same seeds', 0, 0, 1e6),
  number('weeks', 'weeks', 52, 1, 520),
  number('measuredWeeks', 'weeks at the end that are measured', 13, 1, 520),
];

const clients: readonly ModelSetting[] = [
  number('demandSpread', 'spread of ln(demand) over the domains that have clients', 1, 0, 4),
  number('emptyShare', 'share of the domains that no client wants', 0.2, 0, 0.95),
  number('demandHalfLife', 'days in which a domain loses half of its lead in demand', 365, 1, 1e6),
  number('elasticity', 'part of ln(use) that clients give up for each nat', 0.5, 0, 10),
  number('topk', 'miners that a client asks', 2, 1, 256),
  number('freeSize', 'parameters of the model that a client can run itself', 1e7, 1, 1e12),
];

const stake: readonly ModelSetting[] = [
  number('people', 'people with stake', 32, 1, 4096),
  number('stakeSpread', 'spread of ln(stake) over them', 1, 0, 4),
  number('hypeSpread', 'spread of ln of the error that all of them share', 1, 0, 4),
  number('signalNoise', 'spread of ln of the error of each', 1, 0, 4),
  number('attention', 'share of the domains that one of them knows', 0.8, 0.01, 1),
  number(
    'delusion',
    'what a domain without clients is believed to be used, over the median one with clients',
    0.3,
    0,
    10,
  ),
  { name: 'voters', words: 'what those who vote or validate go by', usual: 'informed', oneOf: views },
];

const market: readonly ModelSetting[] = [
  { name: 'buyers', words: 'what those who buy alpha go by', usual: 'informed', oneOf: buyers },
  { name: 'start', words: 'prices of the first day', usual: 'equal', oneOf: starts },
  { name: 'paidIn', words: 'what the pay of miners is worth', usual: 'alpha', oneOf: payments },
  { name: 'owners', words: 'pay of miners that owners withhold', usual: 'none', oneOf: ownersOf },
  number('rebalancing', 'part of the gap to what they want that buyers close in a week', 0.07, 0, 1),
  number('soldShare', 'part of the alpha issued that is sold', 0.5, 0, 1),
  number('freshTao', 'new TAO that buyers bring in a week', 30_000, 0, 1e7),
  number('moodSpread', 'spread of ln of what buyers want from week to week', 0.3, 0, 4),
];

const miners: readonly ModelSetting[] = [
  number('slots', 'slots of a network that are simulated', 16, 1, 1024),
  number('uids', 'uids of a network, for the length of a sweep', 256, 1, 4096),
  number('validators', 'validators of all networks', 64, 1, 4096),
  number('networksEach', 'networks that a validator scores', 8, 1, 1024),
  { name: 'scoringNoise', words: 'scores have the luck of queries', usual: true },
  number('talentSpread', 'spread of ln(size) that miners run for the same money', 0.8, 0, 4),
  number('generalShare', 'part of the variance of talent that is alike in all domains', 0.5, 0, 1),
  number('sizePower', 'power of a model’s size in the money spent on it', 1, 0.01, 2),
  number('payPower', 'power of the score in the pay', 1, 0, 4),
  number('upgrading', 'part of the gap to its pay that a miner closes in a week', 0.3, 0, 1),
  number('arrivalsPerSlot', 'newcomers a day for each slot', 0.02, 0, 1),
  number('lookShare', 'part of the miners who look for better pay in a day', 0.02, 0, 1),
  number('looks', 'domains that one looks at', 8, 1, 1024),
  number('immunityDays', 'days in which a newcomer cannot be replaced', 1, 0, 365),
  number('stopShare', 'part of the miners who stop in a day', 0.003, 0, 1),
];

/**
 * Domains of demand that share one inflation: in one network whose validators score them all, or each in a network of its own with the
 * inflation divided by root, price, flow or gate. Miners go where they are paid, clients are served by what the pay of their domain runs.
 * All pay of miners together is the same under every division. Shares are the chain's own (`agents/domains/partition.ts`).
 */
export const subnetworks: Model = {
  name: 'subnetworks',
  settings: [...world, ...clients, ...stake, ...market, ...miners],
  measures: [
    measure('clientLoss', 'loss of a client, domains weighed by demand', 'nats', 'lower'),
    measure('worstDomainLoss', 'loss of a client of the worst served domain', 'nats', 'lower'),
    measure('meanDomainLoss', 'loss of a client, each domain with clients counted once', 'nats', 'lower'),
    measure(
      'effectiveNetworks',
      'effective number of domains by their share of the inflation',
      'domains',
      null,
    ),
    measure('effectiveByPay', 'effective number of domains by the pay of their miners', 'domains', null),
    measure('paidDomains', 'domains that get some of the inflation', 'domains', null),
    measure('top8', 'share of the eight largest in the inflation', 'share', null),
    measure('waste', 'share of the inflation for domains without clients', 'share', 'lower'),
    measure('fit', 'rank correlation of shares with demand', '', 'higher'),
    measure('issued', 'part of the inflation that is issued', 'share', null),
    measure('churn', 'slots whose miner has changed', '% a week', null),
  ],
  run: (given, seed) => runModel(settled(subnetworks, given), seed),
};

function runModel(given: ModelSettings, seed: string): ModelResult {
  const tally = runSubnetworks(settingsOf(given), given.luck === 0 ? seed : `${seed} luck ${given.luck}`);
  const { shares, losses } = tally.byRank();
  return { measures: tally.measures(), path: { sharesByRank: shares, lossByRank: losses } };
}

/** Settings by their types. Throws a RangeError where more weeks are measured than run. */
function settingsOf(given: ModelSettings): SubnetworkSettings {
  const numbers = (name: string) => Number(given[name]);
  const whole = (name: string) => Math.round(numbers(name));
  const chosen = <Name extends string>(name: string, names: readonly Name[]): Name =>
    names.find((one) => one === given[name]) ?? names[0];
  if (numbers('measuredWeeks') > numbers('weeks'))
    throw new RangeError(
      `measuredWeeks must be at most weeks, ${given.weeks}; received ${given.measuredWeeks} (run more weeks)`,
    );
  return {
    ...wholes(whole),
    ...fractions(numbers),
    partition: chosen('partition', partitions),
    voters: chosen('voters', views),
    buyers: chosen('buyers', buyers),
    start: chosen('start', starts),
    paidIn: chosen('paidIn', payments),
    owners: chosen('owners', ownersOf),
    scoringNoise: given.scoringNoise === true,
  };
}

const wholes = (of: (name: string) => number) => ({
  domains: of('domains'),
  weeks: of('weeks'),
  measuredWeeks: of('measuredWeeks'),
  topk: of('topk'),
  people: of('people'),
  slots: of('slots'),
  uids: of('uids'),
  validators: of('validators'),
  networksEach: of('networksEach'),
  looks: of('looks'),
});

const fractions = (of: (name: string) => number) => ({
  demandSpread: of('demandSpread'),
  emptyShare: of('emptyShare'),
  demandHalfLife: of('demandHalfLife'),
  elasticity: of('elasticity'),
  freeSize: of('freeSize'),
  stakeSpread: of('stakeSpread'),
  hypeSpread: of('hypeSpread'),
  signalNoise: of('signalNoise'),
  attention: of('attention'),
  delusion: of('delusion'),
  rebalancing: of('rebalancing'),
  soldShare: of('soldShare'),
  freshTao: of('freshTao'),
  moodSpread: of('moodSpread'),
  talentSpread: of('talentSpread'),
  generalShare: of('generalShare'),
  sizePower: of('sizePower'),
  payPower: of('payPower'),
  upgrading: of('upgrading'),
  arrivalsPerSlot: of('arrivalsPerSlot'),
  lookShare: of('lookShare'),
  immunityDays: of('immunityDays'),
  stopShare: of('stopShare'),
});
