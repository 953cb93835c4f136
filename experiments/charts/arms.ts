import { metric } from '../../sim/metrics/definitions.ts';
import type { Analysis, ArmAnalysis } from '../analysis/analysis.ts';
import { metricHeading, metricTitle } from '../analysis/metricTitle.ts';
import { type Chart, headed, type Layer, type TopLevelSpec } from './chart.ts';
import { domainOf } from './dodge.ts';
import { landmarkLayers, smallLevelAxis } from './levelAxis.ts';
import { faint, seriesColours } from './theme.ts';

const size = { width: 216, height: 120 };

/** How an objective moves under each changed assumption, one small plot for each. */
export function armsChart(objective: number, name: string): Chart {
  return {
    name,
    isWide: true,
    caption: ({ arms, factor, study }) =>
      `Difference of ${metricTitle(study.objectives[objective]?.metric ?? '')} from the main study, paired on the same ` +
      `${arms[0]?.seeds} seeds, with pointwise 95 % t intervals. Grey band: the margin that does not matter; across: ${factor.name}, ${factor.unit}.`,
    draw: (analysis) => {
      const points = analysis.arms.flatMap((arm) => pointsOf(arm, objective));
      if (points.length === 0) return null;
      const { metric: measured, margin } = analysis.study.objectives[objective];
      const domain = domainOf([...points.flatMap(({ low, high }) => [low, high]), -margin, margin]);
      const title = `${metricHeading(measured)} under changed assumptions`;
      const unit = metric(measured)?.unit ?? '';
      const head = headed(title, `difference from the main study, ${unit} · below 0 is better`);
      const concat = analysis.arms.map((arm) =>
        panel(analysis, arm, pointsOf(arm, objective), margin, domain),
      );
      return { ...head, columns: 4, concat } as unknown as TopLevelSpec;
    },
  };
}

interface Point {
  readonly level: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

function pointsOf(arm: ArmAnalysis, objective: number): Point[] {
  const differences = arm.objectives[objective]?.differences ?? [];
  return differences.flatMap((difference, k) => {
    if (difference === null) return [];
    const { mean, low, high } = difference;
    return [{ level: arm.levels[k], mean, low, high }];
  });
}

function panel(
  analysis: Analysis,
  arm: ArmAnalysis,
  points: readonly Point[],
  margin: number,
  domain: readonly [number, number],
): Layer {
  const x = smallLevelAxis(analysis, arm.levels);
  const scale = { domain, nice: false, zero: false };
  const y = { field: 'mean', type: 'quantitative', scale, axis: { title: null, tickCount: 4 } };
  const color = seriesColours[arm.isInert ? 2 : 0];
  return {
    title: { text: arm.name, subtitle: arm.isInert ? 'inert' : ' ', fontSize: 11.5, fontWeight: 600 },
    ...size,
    layer: [
      marginBand(margin, scale),
      ...landmarkLayers(analysis, x, size.height, true),
      {
        data: { values: points },
        layer: [
          {
            mark: { type: 'rule', color, strokeWidth: 1.5 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          { mark: { type: 'point', filled: true, size: 30, color, opacity: 1 }, encoding: { x, y } },
        ],
      },
    ],
  };
}

function marginBand(margin: number, scale: object): Layer {
  return {
    data: { values: [{ low: -margin, high: margin, zero: 0 }] },
    layer: [
      {
        mark: { type: 'rect', color: '#eef0f2' },
        encoding: { y: { field: 'low', type: 'quantitative', scale }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'rule', color: faint, strokeWidth: 0.7 },
        encoding: { y: { field: 'zero', type: 'quantitative', scale } },
      },
    ],
  };
}
