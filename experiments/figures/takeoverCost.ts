import { waits } from '../../agents/capture/waits.ts';
import { maturityRate } from '../../sim/governance/captureCost.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult } from './figure.ts';
import { costByDaysChart, costBySubnetChart } from './takeoverCostCharts.ts';
import {
  aloneOnDay,
  apexInAugust,
  costOfApex,
  type SubnetCost,
  subnetCosts,
  summed,
} from './takeoverCostSubnets.ts';

/** F22: what it takes to become the owner of each subnet by buying and locking its alpha. */
export const takeoverCost: Figure = {
  id: 'F22',
  name: 'takeover-cost',
  title: 'What it costs to take a subnet by conviction',
  source:
    'subtensor staking/lock.rs, spec 425 (10 % together) and 447 (18 % alone, PR #3083, 14 August 2026); the cost of subnet 1 reckoned beforehand from its pool of 7 August 2026',
  inputs: [
    {
      name: 'pools of 128 subnets',
      value: '11 April 2026',
      unit: '',
      source: 'sudoHayato/bittensor-research@d2068f4, MIT',
    },
    {
      name: 'pool of subnet 1',
      value: '25,836 TAO, 3.110 M alpha',
      unit: '',
      source: 'Finney, block 8,791,253',
    },
    { name: 'maturity of conviction', value: maturityRate, unit: 'blocks to 1 − 1/e' },
    {
      name: 'alpha issued outside the pool',
      value: 1,
      unit: 'alpha a block',
      source: 'the chain’s rate; a part of it may be burned, which makes taking cheaper',
    },
    {
      name: 'locks of others',
      value: 0,
      unit: 'alpha',
      source: 'not recorded: costs are of an undefended subnet',
    },
  ],
  seconds: 8,
  compute: () => result(subnetCosts()),
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

const whole = (tao: number): string => Math.round(tao).toLocaleString('en');
const present = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null);

function result(costs: readonly SubnetCost[]): FigureResult {
  const alone = present(costs.map((cost) => cost.alone));
  // A subnet that cannot be had ranks above all that can.
  const half = (cost: (of: SubnetCost) => number | null): number =>
    median(costs.map((of) => cost(of) ?? Number.POSITIVE_INFINITY));
  const days = median(present(costs.map((cost) => cost.days)));
  const apex = costOfApex();
  const building = dearest(costs, 16);
  const reckoned = `It was taken as 18 % of the alpha outside the pool; as what is bought adds to that alpha, the rule asks for 18/82 of it, which costs ${whole(apex.alone)} TAO.`;
  return {
    answer: `Half of ${costs.length} subnets could be taken for ${whole(half((of) => of.alone))} TAO or less once the lock has matured, against ${whole(half((of) => of.joint))} under the rule before; new alpha and waiting make it ${whole(half((of) => of.waited))}.`,
    text: [
      'A challenger buys alpha out of the pool, each piece dearer than the one before, and locks it for good. Conviction grows towards what is locked, half of it in 90 days. Ownership changes when the conviction of one hotkey is more than 18 % of the alpha outside the pool; before spec 447 the conviction of all together had to be 10 %.',
      `Two costs are drawn for the rule of today. The lower one counts a matured lock and no new alpha, so it is a lower bound. The other one counts both: the lock is bought at once, the subnet issues one alpha a block meanwhile, and the day of taking is the cheapest one (at the median after ${Math.round(days)} days). A subnet must also be a year old, which is not recorded here.`,
      `All that could be taken together cost ${whole(summed(alone))} TAO at the lower bound (one after the other, each from its own pool); ${costs.length - alone.length} pools do not hold enough alpha and cannot be taken by buying from them.`,
      `The owners’ half of the planned review would seat the owners of the 16 dearest subnets. Of these ${building.length} can be bought out of their pools, for ${whole(summed(building))} TAO at the lower bound. All 16 would be one seat too few to cancel by 51 % of 32, and enough to delay a proposal to nearly two days.`,
      reckoned,
    ],
    checks: [
      near('alpha of subnet 1 reckoned as 18 %, thousands', 449, apex.alpha / 1000, 0.5),
      near('its cost in TAO, August 2026', 4360, apex.bare, 1, reckoned),
      near('days until half of a lock is conviction', 90, (Math.LN2 * maturityRate) / blocksPerDay, 0.1),
      near('largest error against TAO · alpha / (pool − alpha)', 0, apex.closedFormError, 1e-9),
    ]
      .map(workedOut)
      .concat([
        near(
          'median distance of the pools’ own price from the recorded one',
          0,
          median(costs.map(({ priceError }) => Math.abs(priceError))),
          0.005,
          'Five pools differ by more than 2 %: they held ranges of liquidity then, of which only the sums are recorded.',
        ),
        unpublished('all 18 % together, TAO', Math.round(summed(alone))),
        unpublished(`${building.length} of the 16 dearest subnets, TAO`, Math.round(summed(building))),
      ]),
    charts: [costBySubnetChart(costs), costByDaysChart(waits.map((day) => ({ day, ...atDay(day) })))],
    tables: [subnetsTable(costs)],
  };
}

/** Subnet 1 in August 2026 and subnet 64 in April, taken on a day. */
const atDay = (day: number) => ({ apex: aloneOnDay(apexInAugust, day), chutes: aloneOnDay(null, day) });

/** Costs of the subnets with the highest moving prices. */
const dearest = (costs: readonly SubnetCost[], count: number): number[] =>
  present(
    [...costs]
      .sort((one, other) => other.movingPrice - one.movingPrice)
      .slice(0, count)
      .map(({ alone }) => alone),
  );

const subnetsTable = (costs: readonly SubnetCost[]) => ({
  name: 'subnets',
  caption: 'Every subnet of 11 April 2026 that had alpha outside its pool; empty: the pool has too little.',
  columns: [
    { name: 'netuid', unit: '', definition: 'number of the subnet' },
    { name: 'price', unit: 'TAO per alpha', definition: 'TAO over alpha in its pool' },
    {
      name: 'joint10',
      unit: 'TAO',
      definition: 'cost of 10 % conviction, matured, no new alpha, no other lock',
    },
    { name: 'alone18', unit: 'TAO', definition: 'cost of more than 18 %, matured, no new alpha' },
    {
      name: 'slippage',
      unit: 'share',
      definition: 'cost of 18 % over its value at the price before, less 1',
    },
    { name: 'waited', unit: 'TAO', definition: 'least cost of more than 18 % with one new alpha a block' },
    { name: 'days', unit: 'days', definition: 'between purchase and taking where that is cheapest' },
  ],
  rows: costs.map((cost) => [
    cost.netuid,
    cost.price,
    cost.joint,
    cost.alone,
    cost.slippage,
    cost.waited,
    cost.days,
  ]),
});
