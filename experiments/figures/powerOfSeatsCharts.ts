import { layered } from '../report/charts/chart.ts';
import { faint, seriesColours } from '../report/charts/theme.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, dots, line, namedLine, type Place } from './marks.ts';
import type { OwnerPower } from './powerOfSeatsBodies.ts';

const size = { width: 430, height: 300 };

/** Power against share, both on logarithmic axes: above the diagonal a holder decides more than it holds. */
export function sharesChart(owners: readonly OwnerPower[]): FigureChart {
  const values = [0.0005, 0.001, 0.01, 0.1];
  const domain = [0.0003, 0.2] as const;
  const axes: Axes = {
    x: { title: 'share of the stake', domain, isLog: true, values, format: '.2~%' },
    y: { title: 'part of the power', domain, isLog: true, values, format: '.2~%' },
  };
  const points = (power: (owner: OwnerPower) => number): Place[] =>
    [...owners].reverse().map((owner) => ({ x: owner.share, y: power(owner) }));
  const diagonal = domain.map((share) => ({ x: share, y: share }));
  const banzhaf = points((owner) => owner.banzhaf);
  const shapley = points((owner) => owner.shapleyShubik);
  return {
    name: 'power-against-share',
    caption:
      'Power of the owners of genesis stake in a vote by majority, against their share; dashed: equal.',
    spec: layered('The largest decides more than it holds', 'genesis stakes, majority', size, [
      line(axes, diagonal, faint, [3, 3]),
      ...namedLine(axes, banzhaf, seriesColours[0], {
        text: 'Banzhaf',
        at: 1,
        align: 'right',
        dx: -12,
        dy: -6,
      }),
      ...namedLine(axes, shapley, seriesColours[1], { text: 'Shapley–Shubik', at: 0.04, dx: 12, dy: 14 }),
      dots(axes, banzhaf.slice(-20), seriesColours[0], 24),
      dots(axes, shapley.slice(-20), seriesColours[1], 24),
    ]),
  };
}

/** Power over share by rank, for both indices and both thresholds. */
export function ratioChart(owners: readonly OwnerPower[]): FigureChart {
  const shown = owners.slice(0, 60);
  const axes: Axes = {
    x: {
      title: 'rank of the owner',
      domain: [1, 60],
      isLog: true,
      values: [1, 2, 3, 5, 10, 20, 60],
      format: 'd',
    },
    y: { title: 'power over share', domain: [0.4, 1.4], values: [0.4, 0.6, 0.8, 1, 1.2, 1.4], format: '.1f' },
  };
  const points = (power: (owner: OwnerPower) => number): Place[] =>
    shown.map((owner, k) => ({ x: k + 1, y: power(owner) / owner.share }));
  const [banzhaf, shapley] = seriesColours;
  const even = [
    { x: 1, y: 1 },
    { x: 60, y: 1 },
  ];
  return {
    name: 'power-over-share',
    caption:
      'Power over share of the stake by rank, for a simple majority and where two thirds are asked for; the Shapley–Shubik index is the same for both.',
    spec: layered('Two thirds halve what the largest decides', 'owners of genesis stake', size, [
      line(axes, even, faint, [3, 3]),
      ...namedLine(
        axes,
        points((owner) => owner.banzhafOfTwoThirds),
        banzhaf,
        { text: 'Banzhaf, two thirds', at: 12, dx: -30, dy: -14 },
        [7, 3],
      ),
      ...namedLine(
        axes,
        points((owner) => owner.banzhaf),
        banzhaf,
        {
          text: 'Banzhaf, majority',
          at: 2,
          dx: 6,
          dy: 16,
        },
      ),
      ...namedLine(
        axes,
        points((owner) => owner.shapleyShubik),
        shapley,
        {
          text: 'Shapley–Shubik, either',
          at: 20,
          dx: -50,
          dy: 14,
        },
      ),
    ]),
  };
}
