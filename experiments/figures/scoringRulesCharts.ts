import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import type { MeanInterval } from '../statistics/meanInterval.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, band, namedLine, rule as ruleLine } from './marks.ts';
import type { RulePoint } from './rulePoint.ts';
import { type RuleName, ruleNames } from './scoringRace.ts';

/** A rule on a chart: its name, and where and how far from its line the name is. */
interface Named {
  readonly text: string;
  readonly at: number;
  readonly dy: number;
}

/** Step 0 has no place on a logarithmic axis: it is drawn at 0.5. */
const place = (step: number): number => Math.max(0.5, step);
const ticks = [0.5, 1, 3, 10, 30, 100, 300, 1000];
const stepsAxis = (last: number) => ({
  title: 'steps the gate has learnt',
  labelExpr: "datum.value < 1 ? '0' : datum.label",
  domain: [0.45, last] as const,
  isLog: true,
  values: ticks.filter((tick) => tick <= last),
  format: '~g',
});
const size = { width: 430, height: 310 };

export const raceCharts = (
  points: readonly RulePoint[],
  balanced: readonly RulePoint[],
  experts: number,
): FigureChart[] => [
  {
    name: 'rank-correlation',
    caption:
      'Rank correlation of each rule’s scores with true quality while the gate learns, with 95 % bands over seeds.',
    spec: layered(
      'Who finds the good experts',
      'importance 0: the gate may settle on a few',
      size,
      correlationLayers(points, names),
    ),
  },
  {
    name: 'rank-correlation-balanced',
    caption: 'The same where unequal gates cost loss, as in the core validator of 2022.',
    spec: layered(
      'The same with balanced gates',
      'importance 3',
      size,
      correlationLayers(balanced, balancedNames),
    ),
  },
  {
    name: 'first-gated',
    caption:
      'Part of the scores that goes to the peer which the untrained gate happened to prefer; dotted: its fair share.',
    spec: layered(
      'What the luck of the gate is worth',
      'importance 0',
      size,
      firstGatedLayers(points, experts),
    ),
  },
];

const names: Record<RuleName, Named> = {
  fisher: { text: 'Fisher', at: 10, dy: 14 },
  leaveOneOut: { text: 'leave-one-out', at: 100, dy: 26 },
  shapley: { text: 'Shapley', at: 3, dy: -16 },
  equalShapley: { text: '', at: 1, dy: 0 },
  synergy: { text: 'base + synergy', at: 1, dy: 22 },
};
const balancedNames: Record<RuleName, Named> = {
  ...names,
  leaveOneOut: { text: '', at: 100, dy: 0 },
  fisher: { text: 'Fisher', at: 10, dy: -14 },
};

function correlationLayers(points: readonly RulePoint[], named: Record<RuleName, Named>) {
  const last = Math.max(...points.map(({ step }) => step));
  const axes: Axes = {
    x: stepsAxis(last),
    y: { title: 'rank correlation with true quality', domain: [-0.8, 1], format: '.1f' },
  };
  return [ruleLine(axes, { y: 0 }), ...curves(axes, points, ({ spearman }) => spearman, named)];
}

function firstGatedLayers(points: readonly RulePoint[], experts: number) {
  const axes: Axes = {
    x: stepsAxis(1000),
    y: { title: 'share of the scores', domain: [0, 0.8], format: '.0%' },
  };
  const named: Record<RuleName, Named> = {
    fisher: { text: 'Fisher', at: 3, dy: -14 },
    leaveOneOut: { text: 'leave-one-out', at: 3, dy: -14 },
    shapley: { text: 'Shapley, synergy', at: 3, dy: 14 },
    equalShapley: { text: '', at: 1, dy: 0 },
    synergy: { text: '', at: 1, dy: 0 },
  };
  return [ruleLine(axes, { y: 1 / experts }), ...curves(axes, points, ({ firstGated }) => firstGated, named)];
}

function curves(
  axes: Axes,
  points: readonly RulePoint[],
  of: (point: RulePoint) => MeanInterval,
  named: Record<RuleName, Named>,
) {
  return ruleNames
    .filter((rule) => rule !== 'equalShapley')
    .flatMap((rule) => {
      const color = seriesColours[ruleNames.indexOf(rule)];
      const own = points.filter((point) => point.rule === rule);
      const { text, at, dy } = named[rule];
      return [
        band(
          axes,
          own.map((point) => ({ x: place(point.step), ...of(point) })),
          color,
        ),
        ...namedLine(
          axes,
          own.map((point) => ({ x: place(point.step), y: of(point).mean })),
          color,
          { text, at, dy, dx: 0 },
        ),
      ];
    });
}
