import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, type Axis, labels, namedLine, type Place, publishedMarks } from './marks.ts';
import type { SubnetCost } from './takeoverCostSubnets.ts';

const size = { width: 430, height: 300 };

const costAxis: Axis = {
  title: 'cost, TAO',
  domain: [100, 1_000_000],
  isLog: true,
  values: [100, 1000, 10_000, 100_000, 1_000_000],
  format: ',',
};

/** Costs of all subnets in ascending order, for each rule. */
export function costBySubnetChart(costs: readonly SubnetCost[]): FigureChart {
  const axes: Axes = {
    x: { title: 'subnets, cheapest first', domain: [1, 130], values: [1, 32, 64, 96, 128], format: 'd' },
    y: costAxis,
  };
  const ascending = (cost: (of: SubnetCost) => number | null): Place[] =>
    costs
      .map(cost)
      .filter((tao): tao is number => tao !== null)
      .sort((one, other) => one - other)
      .map((y, k) => ({ x: k + 1, y }));
  return {
    name: 'cost-by-subnet',
    caption:
      'What taking a subnet costs, ascending: by 10 % conviction of all, by more than 18 % of one, both matured and without new alpha, and the least with waiting and new alpha.',
    spec: layered('One hotkey, 18 %', '128 pools of 11 April 2026, no other lock', size, [
      ...namedLine(
        axes,
        ascending(({ joint }) => joint),
        seriesColours[0],
        { text: '10 % together', at: 60, dy: 16 },
      ),
      ...namedLine(
        axes,
        ascending(({ alone }) => alone),
        seriesColours[1],
        { text: '18 % alone', at: 90, dx: -20, dy: -16, align: 'right' },
      ),
      ...namedLine(
        axes,
        ascending(({ waited }) => waited),
        seriesColours[2],
        { text: '18 %, with waiting', at: 60, dy: -14, align: 'right' },
      ),
    ]),
  };
}

/** Cost of two subnets by the days between purchase and taking. */
export function costByDaysChart(
  points: readonly { readonly day: number; readonly apex: number | null; readonly chutes: number | null }[],
): FigureChart {
  const axes: Axes = {
    x: {
      title: 'days from purchase to taking',
      domain: [0, 730],
      values: [0, 90, 180, 365, 540, 730],
      format: 'd',
    },
    y: costAxis,
  };
  const places = (cost: (point: (typeof points)[number]) => number | null): Place[] =>
    points.flatMap((point) => {
      const y = cost(point);
      return y === null || y > 1_000_000 ? [] : [{ x: point.day, y }];
    });
  return {
    name: 'cost-by-days',
    caption:
      'What taking subnet 1 (August 2026) and subnet 64 (April 2026) costs by the days until it is taken, with one new alpha a block; diamond: reckoned beforehand for subnet 1, without waiting.',
    spec: layered('Waiting matures the lock and dilutes it', 'more than 18 % alone', size, [
      ...namedLine(
        axes,
        places(({ chutes }) => chutes),
        seriesColours[0],
        { text: 'subnet 64', at: 300, dy: -14 },
      ),
      ...namedLine(
        axes,
        places(({ apex }) => apex),
        seriesColours[1],
        { text: 'subnet 1', at: 300, dy: -14 },
      ),
      publishedMarks(axes, [{ x: 725, y: 4360 }]),
      labels(axes, [{ x: 725, y: 4360, text: '4,360, all matured' }], { align: 'right', dx: -10, dy: 0 }),
    ]),
  };
}
