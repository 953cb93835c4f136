import { keptFrom, type TwoPlayerRules } from '../../sim/games/twoPlayer.ts';
import { layered } from '../report/charts/chart.ts';
import { ramp, seriesColours } from '../report/charts/theme.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, labels, namedLine, publishedMarks } from './marks.ts';
import { rulesOf } from './twoPlayerRules.ts';

const axes: Axes = {
  x: { title: 'honest utility, w_H', domain: [0, 1], format: '.1f' },
  y: { title: 'cabal’s weight on itself, w_C', domain: [0, 1], format: '.1f' },
};
const size = { width: 430, height: 340 };
const cabalWeights = Array.from({ length: 51 }, (_, k) => k / 50);

/** Smallest w_H that keeps the stake, a point for each w_C that leaves one. */
const retention = (stake: number, rules: TwoPlayerRules) =>
  cabalWeights.flatMap((y) => {
    const x = keptFrom(stake, y, rules);
    return x === null ? [] : [{ x, y }];
  });

/** Where `namedLine` puts a name along a line of the plane: by w_H. */
const policies = [
  { name: 'no cut', rules: rulesOf(0), at: 0.86 },
  { name: 'η 3', rules: rulesOf(3), at: 0.69 },
  { name: 'η 59, α 0.95', rules: rulesOf(59, 0.95), at: 0.62 },
];

/** The lines along which the honest side just keeps its stake: by policy, and by share of scoring. */
export const cutsCharts = (stake: number): FigureChart[] => [policyChart(stake), scoringChart(stake)];

function policyChart(stake: number): FigureChart {
  const aligned = [
    { dx: -8, dy: -10, align: 'right' },
    { dx: 10, dy: 4, align: 'left' },
    { dx: -10, dy: 0, align: 'right' },
  ] as const;
  return {
    name: 'two-player-cuts',
    caption:
      'Lines along which the honest side just keeps its stake of 0.6; to the right of a line it gains.',
    spec: layered(
      'With cuts no cabal of 40 % wins against w_H above 0.72',
      's_H 0.6; diamond: the paper’s bound without cuts',
      size,
      [
        ...policies.flatMap(({ name, rules, at }, k) =>
          namedLine(axes, retention(stake, rules), seriesColours[k], { text: name, at, ...aligned[k] }),
        ),
        publishedMarks(axes, [{ x: 0.75, y: 0.625 }]),
        labels(axes, [{ x: 0.75, y: 0.625, text: 'w_C < 0.62 at w_H 0.75' }], { dx: 10, dy: 10 }),
      ],
    ),
  };
}

const shares = [0, 0.25, 0.5, 0.75];

function scoringChart(stake: number): FigureChart {
  const colours = ramp(shares.length);
  return {
    name: 'scoring-share',
    caption: 'The same after three cuts, by the part ξ of the emission that pays for scoring.',
    spec: layered('The more scoring is paid, the less utility it takes', 's_H 0.6, η 3', size, [
      ...shares.flatMap((share, k) => {
        const points = retention(stake, rulesOf(3, 0, share));
        const right = points.reduce((far, point) => (point.x > far.x ? point : far));
        return [
          ...namedLine(axes, points, colours[k], {
            text: `ξ ${share}`,
            at: right.x,
            align: k === 0 ? 'left' : 'left',
            dx: 6,
            dy: 0,
          }),
        ];
      }),
    ]),
  };
}
