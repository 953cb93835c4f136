import type { SettingAnalysis } from '../analysis/analysis.ts';
import { headed, type Layer, layered, type TopLevelSpec, wholeChart } from '../report/charts/chart.ts';
import { ramp, seriesColours } from '../report/charts/theme.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, band, dots, line, namedLine, publishedMarks, rule } from './marks.ts';
import { rampShare } from './newcomerRamp.ts';

interface Case {
  readonly text: string;
  readonly sweepBlocks: number;
  readonly alpha: number;
  /** Where the name is. */
  readonly at: number;
  readonly dy: number;
  readonly dx?: number;
}

const blocks = [512, 1024, 2048, 3072, 4096, 7200, 14_400];

export const rampCharts = (settings: readonly SettingAnalysis[]): FigureChart[] => [
  rampChart(),
  {
    name: 'trade-off',
    caption:
      'Wrongly evicted newcomers (FN) and incumbents (FP) in 100 registrations and the mean true loss of the network, by immunity; bands are 95 % intervals over seeds.',
    isWide: true,
    spec: tradeOffSpec(settings),
  },
];

function rampChart(): FigureChart {
  const axes: Axes = {
    x: {
      title: 'immunity period, blocks',
      domain: [0, 9000],
      values: [0, 2048, 3072, 4096, 7200],
      format: 'd',
    },
    y: { title: 'part of the score that shows', domain: [0, 1], format: '.0%' },
  };
  const cases: readonly Case[] = [
    { text: 'E 100, α 0.1', sweepBlocks: 100, alpha: 0.1, at: 700, dy: -14, dx: -66 },
    { text: 'α 0.2', sweepBlocks: 250, alpha: 0.2, at: 1900, dy: 14 },
    { text: 'E 250, α 0.1', sweepBlocks: 250, alpha: 0.1, at: 3400, dy: 14 },
    { text: 'E 500', sweepBlocks: 500, alpha: 0.1, at: 5600, dy: 14 },
    { text: 'E 250, α 0.05', sweepBlocks: 250, alpha: 0.05, at: 8000, dy: 16 },
  ];
  const colours = ramp(cases.length);
  return {
    name: 'immunity-ramp',
    caption:
      'Part of its steady score that a newcomer shows when immunity ends; diamonds: the table worked out beforehand at E 250, α 0.1.',
    spec: layered(
      'How much of a newcomer shows in time',
      '1 − (1 − α)^(I/E); dotted: 3072, at the interview',
      { width: 430, height: 300 },
      [
        rule(axes, { x: 3072 }),
        ...cases.flatMap(({ text, at, dy, dx = 8, ...how }: Case, k) =>
          namedLine(
            axes,
            Array.from({ length: 91 }, (_, step) => ({
              x: 100 * step,
              y: rampShare({ immunity: 100 * step, ...how }),
            })),
            colours[k],
            { text, at, dy, dx },
          ),
        ),
        publishedMarks(axes, [
          { x: 2048, y: 0.578 },
          { x: 3072, y: 0.726 },
          { x: 4096, y: 0.822 },
          { x: 7200, y: 0.952 },
        ]),
      ],
    ),
  };
}

function tradeOffSpec(settings: readonly SettingAnalysis[]): TopLevelSpec {
  const panels = [
    { metric: 'wronglyEvictedNewcomers', title: 'newcomers wrongly evicted (FN)' },
    { metric: 'wronglyEvictedIncumbents', title: 'incumbents wrongly evicted (FP)' },
    { metric: 'networkQuality', title: 'mean true loss, nats' },
  ];
  const head = headed('What immunity trades', 'blue: α 0.05, orange: α 0.1; dotted: 3072');
  return wholeChart({ ...head, hconcat: panels.map((panel) => panelOf(panel, settings)) });
}

function panelOf(
  { metric, title }: { metric: string; title: string },
  settings: readonly SettingAnalysis[],
): Layer {
  const series = settings.map(({ byLevel }) =>
    byLevel.flatMap(({ level, estimates, entry }) => {
      const estimate = estimates[metric];
      return estimate && entry === 'open'
        ? [{ x: level, y: estimate.mean, low: estimate.low, high: estimate.high }]
        : [];
    }),
  );
  const all = series.flat();
  const [low, high] = [
    Math.min(...all.map((point) => point.low)),
    Math.max(...all.map((point) => point.high)),
  ];
  const margin = 0.06 * (high - low);
  const axes: Axes = {
    x: { title: 'immunity period, blocks', domain: [450, 16_000], isLog: true, values: blocks, format: 'd' },
    y: { title, domain: [low - margin, high + margin], format: metric === 'networkQuality' ? '.2f' : 'd' },
  };
  const layer = series.flatMap((points, k) => [
    band(axes, points, seriesColours[k]),
    line(axes, points, seriesColours[k]),
    dots(axes, points, seriesColours[k], 22),
  ]);
  return { width: 270, height: 260, layer: [rule(axes, { x: 3072 }), ...layer] };
}
