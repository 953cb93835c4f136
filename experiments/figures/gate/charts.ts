import { concentrationOf } from '../../../agents/networks/concentration.ts';
import { barOf, gateFactor } from '../../../sim/coinbase/gateShares.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';
import { layered } from '../../report/charts/chart.ts';
import { seriesColours } from '../../report/charts/theme.ts';
import type { FigureChart } from '../figure.ts';
import { type Axes, dots, line, namedLine, publishedMarks, rule } from '../marks.ts';
import { exponent, rank, sharesUnder, storedBar } from './snapshot.ts';

const size = { width: 430, height: 300 };

/** How far the gate is open for a share of so many bars. */
export function factorAt(bars: number): number {
  const demand = (storedBar * BigInt(Math.round(bars * 1e9))) / 1_000_000_000n;
  return Number(gateFactor(demand, storedBar, exponent)) / Number(U64F64.one);
}

const curveAxes: Axes = {
  x: {
    title: 'share by price, in bars',
    domain: [0.1, 4000],
    isLog: true,
    values: [0.1, 1, 10, 100, 1000],
    format: '~g',
  },
  y: { title: 'part of it that passes', domain: [0, 1], format: '.1f' },
};
const bars = Array.from({ length: 185 }, (_, k) => 10 ** (-1 + k / 40));

/**
 * Bars above which nothing passes, to 1e-9 of it: a term of the chain's series for exp, times its argument, leaves I32F32, and what
 * overflows counts as the largest number.
 */
export function closingBars(): number {
  let [open, shut] = [100, 1300];
  while (shut - open > 1e-9 * open) {
    const middle = (open + shut) / 2;
    if (factorAt(middle) > 0.5) open = middle;
    else shut = middle;
  }
  return open;
}

export const curveChart = (): FigureChart => ({
  name: 'gate-curve',
  caption:
    'Part of a subnet’s share by price that passes the gate at exponent 3; diamonds are 1 / (1 + (bar / share)³) worked out by hand.',
  spec: layered('Half open at the bar, shut again above 1,057 bars', 'exponent 3', size, [
    rule(curveAxes, { x: 1 }),
    line(
      curveAxes,
      bars.map((x) => ({ x, y: factorAt(x) })),
      seriesColours[0],
    ),
    publishedMarks(
      curveAxes,
      [0.5, 1, 2, 10].map((x) => ({ x, y: 1 / (1 + x ** -3) })),
    ),
  ]),
});

const ranks = [8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 72, 80, 88];
const ranksAxes: Axes = {
  x: { title: 'rank whose share is the bar', domain: [0, 96], values: [0, 16, 32, 48, 64, 80, 96] },
  y: { title: 'effective subnets', domain: [0, 40] },
};

export function ranksChart(): FigureChart {
  const at = (of: number, isWhole: boolean) =>
    concentrationOf(
      sharesUnder({
        bar: (demands) => barOf({ rank: of, quantile: 0n, exponent }, demands),
        burn: isWhole,
        switches: isWhole,
      }),
    ).effective;
  const curve = (isWhole: boolean) => ranks.map((x) => ({ x, y: at(x, isWhole) }));
  const [alone, whole] = [curve(false), curve(true)];
  return {
    name: 'bar-rank',
    caption:
      'Effective subnets against the rank of the bar: the gate alone, and with burns and switches as they were. Line: the chain’s rank.',
    spec: layered('A lower bar feeds more subnets', 'prices of 7 August 2026', size, [
      rule(ranksAxes, { x: rank }),
      ...namedLine(ranksAxes, alone, seriesColours[0], {
        text: 'gate alone',
        at: 64,
        dx: 0,
        dy: -12,
        align: 'right',
      }),
      ...namedLine(ranksAxes, whole, seriesColours[1], {
        text: 'with burns and switches',
        at: 88,
        dx: 0,
        dy: 16,
        align: 'right',
      }),
      dots(ranksAxes, alone, seriesColours[0]),
      dots(ranksAxes, whole, seriesColours[1]),
    ]),
  };
}
