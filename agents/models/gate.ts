import { blocksPerDay } from '../../sim/units.ts';
import { type MarketSetting, nextDay, sharesOf } from '../gate/gateDay.ts';
import { gainAt, leadKept, placeBelowBar, withLead } from '../gate/gateLead.ts';
import { foundMarket, type MarketSubnet } from '../gate/gateMarket.ts';
import { type GateRules, type RuleOrder, ruleOrders } from '../gate/gateRules.ts';
import { type DayName, dayNames } from '../gate/recordedDays.ts';
import { concentrationOf } from '../networks/concentration.ts';
import { type Model, type ModelResult, type ModelSettings, settled } from './model.ts';

const settings: Model['settings'] = [
  { name: 'start', words: 'day of 2026 whose prices it starts with', usual: '2026-08-07', oneOf: dayNames },
  { name: 'days', words: 'days', usual: 90, within: [0, 3600] },
  { name: 'gate', words: 'the gate acts', usual: true },
  { name: 'rank', words: 'rank of the share that is the bar; 0: by quantile', usual: 32, within: [0, 4096] },
  { name: 'quantile', words: 'share of the sum at which the bar lies', usual: 0.61, within: [0.01, 0.99] },
  { name: 'steepness', words: 'exponent of the gate', usual: 3, within: [1, 8] },
  { name: 'order', words: 'order of the rules', usual: ruleOrders[0], oneOf: ruleOrders },
  { name: 'burnsCount', words: 'withheld pay counts against a subnet', usual: true },
  { name: 'switchesCount', words: 'root’s switches count', usual: true },
  {
    name: 'burnHalving',
    words: 'days in which owners withhold half as much; 0: never',
    usual: 0,
    within: [0, 3600],
  },
  { name: 'elasticity', words: 'per cent of price for a per cent of emission', usual: 0.3, within: [0, 2] },
  {
    name: 'reaction',
    words: 'part of the way to its wanted price that a price goes in a day',
    usual: 0.05,
    within: [0, 1],
  },
  {
    name: 'noise',
    words: 'spread of a day’s chance change of a price, in logarithms',
    usual: 0.04,
    within: [0, 1],
  },
  { name: 'halfLife', words: 'half-life of the moving price, days', usual: 5, within: [0.01, 3600] },
  { name: 'clientFraction', words: 'share of subnets that have clients', usual: 0.3, within: [0.01, 1] },
  { name: 'priceTells', words: 'correlation of having clients with the price', usual: 0.5, within: [0, 1] },
  {
    name: 'spread',
    words: 'spread of value around price with clients, in logarithms',
    usual: 0.5,
    within: [0, 2],
  },
  { name: 'hollow', words: 'value over price without clients', usual: 0.5, within: [0.01, 1] },
  { name: 'foundingEvery', words: 'days between two foundings; 0: none', usual: 7, within: [0, 3600] },
  { name: 'switchOnAfter', words: 'days after which root turns a newcomer on', usual: 30, within: [0, 3600] },
];

const measures: Model['measures'] = [
  { name: 'matched', title: 'emission that matches clients’ demand', unit: 'share', better: 'higher' },
  { name: 'toClients', title: 'emission of subnets with clients', unit: 'share', better: 'higher' },
  { name: 'effective', title: 'effective subnets', unit: 'subnets', better: null },
  { name: 'top8', title: 'emission of the eight largest', unit: 'share', better: null },
  { name: 'unpaid', title: 'subnets that are paid nothing', unit: 'subnets', better: null },
  { name: 'toNewcomers', title: 'emission of subnets founded in the run', unit: 'share', better: null },
  {
    name: 'minersTao',
    title: 'pay of miners at the prices of the last day',
    unit: 'TAO a day',
    better: 'higher',
  },
  {
    name: 'stakersTao',
    title: 'pay of stakers at the prices of the last day',
    unit: 'TAO a day',
    better: 'higher',
  },
  {
    name: 'gain',
    title: 'gain of the loop from price to emission to price, just below the bar',
    unit: '',
    better: null,
  },
  {
    name: 'leadKept',
    title: 'what is left after 30 days of a lead of 10 % just below the bar',
    unit: 'share',
    better: null,
  },
];

/** A world of all subnets whose prices answer emission, which the chain's gate divides by those prices. */
export const gate: Model = {
  name: 'gate',
  settings,
  measures,
  run: (given, seed) => runGate(settled({ name: 'gate', settings }, given), seed),
};

function runGate(given: ModelSettings, seed: string): ModelResult {
  const read = reader(given);
  const [rules, market] = [rulesOf(read), marketOf(read)];
  const start = foundMarket(read.day('start'), market, seed);
  const place = placeBelowBar(start);
  const days = read.number('days');
  const run = livedThrough(start, rules, market, days, seed);
  const twin = livedThrough(withLead(start, place), rules, market, Math.min(days, twinDays), seed);
  return {
    measures: {
      ...measuresOf(run.subnets, run.shares),
      gain: gainAt(start, place, rules, market.elasticity),
      leadKept: leadKept(run.early, twin.early, place),
    },
    path: run.path,
  };
}

/** Days after which a lead is looked at. */
const twinDays = 30;

/** A run and its path, one value a day from the first on. */
function livedThrough(
  start: readonly MarketSubnet[],
  rules: GateRules,
  setting: MarketSetting,
  days: number,
  seed: string,
) {
  const path: { effective: number[]; matched: number[] } = { effective: [], matched: [] };
  let [subnets, early] = [start, start];
  let shares = sharesOf(subnets, rules);
  for (let day = 0; day <= days; day++) {
    path.effective.push(concentrationOf(shares).effective);
    path.matched.push(matchedShare(subnets, shares));
    if (day === Math.min(days, twinDays)) early = subnets;
    if (day === days) break;
    subnets = nextDay(subnets, shares, setting, day, seed);
    shares = sharesOf(subnets, rules);
  }
  return { subnets, early, shares, path };
}

/** Part of the miners and of the stakers in the alpha that a subnet issues. */
const half = 0.41;
const fixedPoint = 2 ** 32;

function measuresOf(subnets: readonly MarketSubnet[], shares: readonly number[]) {
  const sum = (value: (one: MarketSubnet, k: number) => number) =>
    subnets.reduce((total, one, k) => total + value(one, k), 0);
  const { effective, top8, zero } = concentrationOf(shares);
  const issued = half * blocksPerDay;
  return {
    matched: matchedShare(subnets, shares),
    toClients: sum(({ hasClients }, k) => (hasClients ? shares[k] : 0)),
    effective,
    top8,
    unpaid: zero,
    toNewcomers: sum(({ born }, k) => (born === null ? 0 : shares[k])),
    minersTao: sum(
      ({ price, rated }) => issued * price * (1 - Math.min(1, Number(rated.minerBurned) / fixedPoint)),
    ),
    stakersTao: sum(({ price }) => issued * price),
  };
}

/** What emission and the demand of clients have in common: the sum of the smaller of both shares over all subnets. */
function matchedShare(subnets: readonly MarketSubnet[], shares: readonly number[]): number {
  const demand = subnets.map(({ hasClients, value }) => (hasClients ? value : 0));
  const total = demand.reduce((sum, one) => sum + one, 0);
  return total === 0 ? 0 : demand.reduce((sum, one, k) => sum + Math.min(one / total, shares[k]), 0);
}

/** Settings by name, each as the kind that it is. */
function reader(given: ModelSettings) {
  return {
    number: (name: string) => Number(given[name]),
    flag: (name: string) => given[name] === true,
    day: (name: string): DayName => dayNames.find((one) => one === given[name]) ?? dayNames[1],
    order: (name: string): RuleOrder => ruleOrders.find((one) => one === given[name]) ?? ruleOrders[0],
  };
}

type Reader = ReturnType<typeof reader>;
const bits = (value: number): bigint => BigInt(Math.round(value * 2 ** 64));

const rulesOf = ({ number, flag, order }: Reader): GateRules => ({
  rank: flag('gate') ? Math.round(number('rank')) : null,
  quantile: bits(number('quantile')),
  exponent: bits(number('steepness')),
  burns: flag('burnsCount'),
  switches: flag('switchesCount'),
  order: order('order'),
});

const marketOf = ({ number }: Reader): MarketSetting => ({
  clientFraction: number('clientFraction'),
  priceTells: number('priceTells'),
  spread: number('spread'),
  hollow: number('hollow'),
  elasticity: number('elasticity'),
  reaction: number('reaction'),
  noise: number('noise'),
  halfLife: number('halfLife'),
  burnHalving: number('burnHalving'),
  foundingEvery: Math.round(number('foundingEvery')),
  switchOnAfter: Math.round(number('switchOnAfter')),
});
