import { largestExcess } from '../../sim/controllers/eip1559.ts';
import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import type { BurnFindings } from './burnRule.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, dots, labels, line, namedLine, publishedMarks, rule } from './marks.ts';

const size = { width: 430, height: 300 };
const ranges = { title: 'range of valuations w, Gwei', domain: [0, 84] } as const;

/** Excess and swings of EIP-1559, chaos and target of the price of entry. */
export const burnCharts = (found: BurnFindings): FigureChart[] => [
  excessChart(found),
  sizesChart(found),
  chaosChart(found),
  targetChart(found),
];

function excessChart({ eip }: BurnFindings): FigureChart {
  const axes: Axes = {
    x: ranges,
    y: { title: 'mean block above the target, %', domain: [-1, 7], format: '.0f' },
  };
  const most = 100 * largestExcess();
  return {
    name: 'excess',
    caption:
      'Long-run excess of block sizes by the range of valuations; diamonds: the published bounds, 0 and ≈ 6 %.',
    spec: layered(
      'EIP-1559 overfills blocks, its exponential form does not',
      'd 1/8, valuations uniform about 210',
      size,
      [
        rule(axes, { y: most }),
        ...namedLine(
          axes,
          eip.map(({ range, linear }) => ({ x: range, y: linear })),
          seriesColours[0],
          { text: '1 + d (g − 1)', at: 44, dy: -12 },
        ),
        ...namedLine(
          axes,
          eip.map(({ range, exponential }) => ({ x: range, y: exponential })),
          seriesColours[1],
          { text: '(1 + d)^(g − 1)', at: 20, dy: 14, dx: 0 },
        ),
        publishedMarks(axes, [
          { x: 80, y: 6 },
          { x: 80, y: 0 },
        ]),
        labels(axes, [{ x: 0, y: most, text: `${most.toFixed(2)} %: only full and empty blocks` }], {
          dy: -9,
        }),
      ],
    ),
  };
}

function sizesChart({ sizes }: BurnFindings): FigureChart {
  const axes: Axes = { x: ranges, y: { title: 'block size over the target', domain: [0, 2], format: '.1f' } };
  return {
    name: 'block-sizes',
    caption: 'Sizes of 24 blocks after 5,000, by the range of valuations.',
    spec: layered(
      'Steep demand makes blocks full and empty in turn',
      'EIP-1559, d 1/8; line: rests to the right of it',
      size,
      [
        rule(axes, { x: 55.733 }),
        dots(
          axes,
          sizes.map(({ range, size: y }) => ({ x: range, y })),
          seriesColours[0],
          3,
        ),
      ],
    ),
  };
}

function chaosChart({ burn }: BurnFindings): FigureChart {
  const axes: Axes = {
    x: { title: 'age of the price that buyers answer to, half-lives / elasticity', domain: [0, 6.5] },
    y: { title: 'Lyapunov exponent, nats a period', domain: [-3, 1], format: '.1f' },
  };
  return {
    name: 'burn-chaos',
    caption:
      'Lyapunov exponent of the price of entry; above 0 it is chaotic, and right of the line it no longer rests.',
    spec: layered(
      'Old news makes the price of entry swing, then chaotic',
      'half-life 360 blocks, × 1.26, elasticity 1',
      size,
      [
        rule(axes, { y: 0 }),
        rule(axes, { x: 2 / Math.LN2 }),
        line(
          axes,
          burn.map(({ stale, lyapunov }) => ({ x: stale, y: lyapunov })),
          seriesColours[2],
        ),
        labels(axes, [{ x: 2 / Math.LN2, y: -2.6, text: '2 / ln 2' }]),
      ],
    ),
  };
}

function targetChart({ flows }: BurnFindings): FigureChart {
  const axes: Axes = {
    x: {
      title: 'burnHalfLife, blocks',
      domain: [150, 7000],
      isLog: true,
      values: [180, 360, 720, 1440, 2880, 5400],
      format: ',d',
    },
    y: {
      title: 'registrations a day',
      domain: [3, 150],
      isLog: true,
      values: [4, 8, 15, 30, 60, 120],
      format: 'd',
    },
  };
  return {
    name: 'hidden-target',
    caption: 'What the price of entry aims at (line) and the mean flow of the chain’s own arithmetic (dots).',
    spec: layered(
      'The half-life is a target in disguise',
      'multiplier 1.26; line: 7,200 ln 2 / (H ln 1.26)',
      size,
      [
        line(
          axes,
          flows.map(({ halfLife, target }) => ({ x: halfLife, y: target })),
          seriesColours[0],
        ),
        dots(
          axes,
          flows.map(({ halfLife, mean }) => ({ x: halfLife, y: mean })),
          seriesColours[1],
          60,
        ),
        labels(axes, [{ x: 360, y: 60, text: 'default: 60' }], { dx: 10, dy: -8 }),
      ],
    ),
  };
}
