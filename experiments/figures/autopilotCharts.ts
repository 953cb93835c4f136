import type { Behaviour } from '../../sim/controllers/loopBehaviour.ts';
import { integralLimit, quietLimit } from '../../sim/controllers/proportionalIntegral.ts';
import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import type { AutopilotFindings } from './autopilot/findings.ts';
import type { LoopPoint } from './autopilot/stabilityMap.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, dots, labels, line, rule } from './marks.ts';

const size = { width: 430, height: 320 };

/** Gains of the loop under attack, and where it is stable. */
export const autopilotCharts = ({ attacked, map }: AutopilotFindings): FigureChart[] => [
  attackChart(attacked),
  mapChart(map),
];

function attackChart(attacked: AutopilotFindings['attacked']): FigureChart {
  const highest = Math.max(...attacked.map(({ gain }) => gain.high));
  const lowest = Math.min(0, ...attacked.map(({ gain }) => gain.low));
  const axes: Axes = {
    x: {
      title: 'what clients get more than under doing nothing, %',
      domain: [Math.floor(lowest) - 2, Math.ceil(highest) + 22],
      format: '.0f',
    },
    y: { title: 'attack', domain: [0, attacked.length + 1], values: [] },
  };
  return {
    name: 'attacks',
    caption:
      'The loop on the half-life in worlds it was not made for: means with 95 % intervals, each named beside it.',
    spec: layered(
      'Holding registrations at an aim, attacked',
      'half-life at a quarter of its best value unless said',
      size,
      [
        rule(axes, { x: 0 }),
        ...attacked.map(({ gain }, k) =>
          line(
            axes,
            [
              { x: gain.low, y: attacked.length - k },
              { x: gain.high, y: attacked.length - k },
            ],
            seriesColours[0],
          ),
        ),
        dots(
          axes,
          attacked.map(({ gain }, k) => ({ x: gain.mean, y: attacked.length - k })),
          seriesColours[0],
        ),
        ...attacked.map(({ name, gain }, k) =>
          labels(axes, [{ x: gain.high, y: attacked.length - k, text: name }]),
        ),
      ],
    ),
  };
}

const colours: Readonly<Record<Behaviour, string>> = {
  stable: seriesColours[2],
  rings: seriesColours[4],
  diverges: seriesColours[1],
};

function mapChart(map: readonly LoopPoint[]): FigureChart {
  const axes: Axes = {
    x: { title: 'notice, days', domain: [-0.5, 5], values: [0, 1, 2, 4], format: 'd' },
    y: {
      title: 'gain Ki, a day',
      domain: [0.04, 3],
      isLog: true,
      values: [0.05, 0.1, 0.2, 0.5, 1, 2],
      format: '.2f',
    },
  };
  const limit = Array.from({ length: 45 }, (_, k) => k / 10);
  return {
    name: 'stability',
    caption:
      'The loop in calm worlds: green rests, ochre rings, red swings between bounds. Lines: theory, above which it diverges, and below which it does not overshoot.',
    spec: layered('Notice takes gain away', 'integral loop on burnHalfLife', size, [
      line(
        axes,
        limit.map((x) => ({ x, y: integralLimit(x) })),
        seriesColours[1],
      ),
      line(
        axes,
        limit.map((x) => ({ x, y: quietLimit(x) })),
        seriesColours[2],
        [4, 3],
      ),
      ...(['stable', 'rings', 'diverges'] as const).map((behaviour) =>
        dots(
          axes,
          map
            .filter(({ world }) => world === behaviour)
            .map(({ delay, integral }) => ({ x: delay, y: integral })),
          colours[behaviour],
          90,
        ),
      ),
    ]),
  };
}
