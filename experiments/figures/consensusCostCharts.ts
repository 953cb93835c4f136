import { type Layer, layered } from '../report/charts/chart.ts';
import { faint, ramp, seriesColours } from '../report/charts/theme.ts';
import { chainTimes, validatorsText } from './cost/chainTimes.ts';
import { blockMs, type CostStudy } from './cost/costStudy.ts';
import { levelsOfMean } from './cost/equalServers.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, dots, labels, line, publishedMarks, rule } from './marks.ts';

export const costCharts = (study: CostStudy): FigureChart[] => [
  timeChart(study),
  netsChart(study),
  densityChart(study),
  resolutionChart(),
];

const size = { width: 470, height: 320 };
const sizes = [256, 512, 1024, 2048, 4096, 8192, 16_384];

function timeChart({ families, twin }: CostStudy): FigureChart {
  const axes: Axes = {
    x: { title: 'uids', domain: [170, 17_000], values: sizes, isLog: true, format: ',d' },
    y: {
      title: 'processor time of an epoch, ms',
      domain: [0.1, 20_000],
      values: [0.1, 1, 10, 100, 1000, blockMs],
      isLog: true,
      format: ',',
    },
  };
  const colours = ramp(families.length);
  const layers = families.flatMap(({ validators, costs }, k) => {
    const points = costs.map((cost) => ({ x: cost.size, y: cost.ms }));
    const last = points[points.length - 1];
    const style = { color: colours[k], bold: true, dx: 8 };
    return [
      line(axes, points, colours[k]),
      dots(axes, points, colours[k]),
      labels(axes, [{ ...last, text: validatorsText(validators) }], style),
    ];
  });
  const slow = twin.map((cost) => ({ x: cost.size, y: cost.ms }));
  return {
    name: 'consensus-cost',
    caption:
      'Processor time of one epoch against the number of uids, both on logarithmic scales, one line for each number of validators; dashed: the TypeScript twin, all validators. Measured on one core of this machine. Diamonds: the chain’s compiled code, measured elsewhere.',
    spec: layered(
      'A block would hold far more than 4,096 uids',
      'float64 kernel; measured on one core',
      size,
      [
        rule(axes, { y: blockMs }),
        labels(axes, [{ x: 180, y: blockMs, text: 'one block' }], { color: faint, dy: -8, dx: 0 }),
        line(axes, slow, faint, [4, 3]),
        labels(axes, [{ ...slow[0], text: 'twin' }], { color: faint, dx: -8, align: 'right' }),
        ...layers,
        publishedMarks(
          axes,
          chainTimes.map(({ size: x, ms: y }) => ({ x, y })),
        ),
        ...chainLabels(axes),
      ],
    ),
  };
}

/** Above the diamond, or below it where a line runs above: clear of the lines. */
function chainLabels(axes: Axes): Layer[] {
  const places = chainTimes.map(({ size: x, ms: y, validators }) => ({
    x,
    y,
    validators,
    text: `chain’s code, ${validators}`,
  }));
  const style = { color: faint, align: 'center', dx: 0 } as const;
  return [
    labels(
      axes,
      places.filter(({ x, validators }) => x < 4096 || validators > 64),
      { ...style, dy: -13 },
    ),
    labels(
      axes,
      places.filter(({ x, validators }) => x === 4096 && validators === 64),
      { ...style, dy: 14 },
    ),
  ];
}

function netsChart({ nets }: CostStudy): FigureChart {
  const uids = nets.map((row) => row.one.size);
  const times = nets.flatMap(({ many, one }) => [many.ms, one.ms]);
  const axes: Axes = {
    x: {
      title: 'uids in all',
      domain: [uids[0] * 0.9, uids[uids.length - 1]],
      values: uids,
      isLog: true,
      format: ',d',
    },
    y: {
      title: 'processor time of an epoch, ms',
      domain: [Math.min(...times) / 2, Math.max(...times) * 2],
      isLog: true,
      format: ',',
      values: [1, 10, 100, 1000],
    },
  };
  const many = nets.map((row) => ({ x: row.one.size, y: row.many.ms }));
  const one = nets.map((row) => ({ x: row.one.size, y: row.one.ms }));
  const [blue, red] = seriesColours;
  const each = nets[0].size;
  const at = nets.length - 1;
  return {
    name: 'networks',
    caption: `All uids in one network, or in networks of ${each} each, every uid a validator. Measured on one core of this machine.`,
    spec: layered('Sideways is cheaper', 'one network of K n costs K times K networks of n', size, [
      line(axes, one, red),
      dots(axes, one, red),
      line(axes, many, blue),
      dots(axes, many, blue),
      labels(axes, [{ ...one[at], text: 'one network' }], { color: red, bold: true, dx: 8 }),
      labels(axes, [{ ...many[at], text: `${nets[at].nets} of ${each}` }], {
        color: blue,
        bold: true,
        dx: 8,
      }),
    ]),
  };
}

function densityChart({ densities }: CostStudy): FigureChart {
  const [first] = densities;
  const axes: Axes = {
    x: { title: 'share of the uids that a row names', domain: [0, 1], format: '.0%' },
    y: {
      title: 'processor time of an epoch, ms',
      domain: [0, Math.max(...densities.map(({ ms }) => ms)) * 1.15],
    },
  };
  const points = densities.map(({ density, ms }) => ({ x: density, y: ms }));
  const [, , green] = seriesColours;
  return {
    name: 'density',
    caption: `${first.size} uids and ${first.validators} validators at falling density. Measured on one core of this machine.`,
    spec: layered(
      'A sparse network saves less than its entries',
      'the kernel keeps a cell for every pair',
      { width: 300, height: 240 },
      [line(axes, points, green), dots(axes, points, green)],
    ),
  };
}

function resolutionChart(): FigureChart {
  const axes: Axes = {
    x: {
      title: 'miners',
      domain: [200, 700_000],
      values: [256, 1024, 4096, 16_384, 65_535, 409_600],
      isLog: true,
      format: ',d',
    },
    y: {
      title: 'u16 levels of the mean miner',
      domain: [0.1, 400],
      values: [0.1, 1, 4, 16, 64, 256],
      isLog: true,
      format: ',',
    },
  };
  const ends = [256, 600_000].map((x) => ({ x, y: levelsOfMean(x) }));
  const [, red] = seriesColours;
  return {
    name: 'resolution',
    caption:
      'A share of the whole in u16: how many levels lie between nothing and the mean miner, until April 2023.',
    spec: layered('At 4,096 sixteen levels are left', '65,535 over the number of miners', size, [
      rule(axes, { y: 1 }),
      line(axes, ends, red),
      publishedMarks(axes, [
        { x: 4096, y: 16 },
        { x: 16_384, y: 4 },
      ]),
      labels(
        axes,
        [
          { x: 4096, y: 16, text: '4,096: 16' },
          { x: 16_384, y: 4, text: '16,384: 4' },
          { x: 409_600, y: levelsOfMean(409_600), text: '100 × 4,096: 0.16' },
        ],
        { dx: 8, dy: -9 },
      ),
    ]),
  };
}
