import type { Analysis, ArmAnalysis, ArmObjective } from '../../analysis/analysis.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { metric } from '../../plan/measures.ts';
import { number2 } from '../../statistics/format.ts';
import { type Chart, headed, type Layer, wholeChart } from './chart.ts';
import { domainOf } from './dodge.ts';
import { landmarkLayers, smallLevelAxis } from './levelAxis.ts';
import { faint, seriesColours } from './theme.ts';
import { toldOf } from './told.ts';

const size = { width: 206, height: 130 };
const mainColour = '#a3a9b1';
const columns = 4;

/** How the curve of an objective changes under each changed assumption: one small plot for each. */
export function armsChart(objective: number, name: string): Chart {
  return {
    name,
    isWide: true,
    caption: ({ arms, factor, study }) => {
      const { metric: measured, margin } = study.objectives[objective];
      return (
        `${metricHeading(measured, study)} against ${factor.name} (${factor.unit}): difference of each level from ` +
        `${arms[0]?.objectives[objective].reference}, paired by seed (n = ${arms[0]?.seeds}), with pointwise 95 % t ` +
        `intervals. Colour: the changed assumption, green where it is inert; grey: the main study on the same seeds. ` +
        `Shaded: ± ${margin}, the margin that does not matter. Each plot has its own scale.`
      );
    },
    draw: (analysis) => {
      const { arms, study } = analysis;
      if (arms.length === 0 || study.objectives[objective] === undefined) return null;
      const { metric: measured } = study.objectives[objective];
      const unit = metric(measured, study)?.unit ?? '';
      const head = headed(
        `${metricHeading(measured, study)} under each changed assumption`,
        `difference from the reference level, ${unit} · the lowest point is the best level`,
      );
      const concat = arms.map((arm) => panel(analysis, arm, arm.objectives[objective]));
      return wholeChart({ ...head, columns, concat });
    },
  };
}

function panel(analysis: Analysis, arm: ArmAnalysis, objective: ArmObjective): Layer {
  const { margin, relative, mainRelative } = objective;
  const x = smallLevelAxis(analysis, arm.levels);
  const main = pointsOf('main study', arm.levels, mainRelative);
  const own = pointsOf(arm.name, arm.levels, relative);
  const ends = [...main, ...own].flatMap(({ low, high }) => [low, high]);
  const scale = { domain: domainOf([...ends, -margin, margin]), nice: false, zero: false };
  return {
    title: { text: arm.name, subtitle: arm.isInert ? 'inert' : ' ', fontSize: 11.5, fontWeight: 600 },
    ...size,
    layer: [
      marginBand(margin, scale),
      ...landmarkLayers(analysis, x, size.height, true),
      dots(main, mainColour, x, scale),
      dots(own, seriesColours[arm.isInert ? 2 : 0], x, scale),
    ],
  };
}

interface Point {
  readonly level: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly told: string;
}

function pointsOf(name: string, levels: readonly number[], estimates: ArmObjective['relative']): Point[] {
  return estimates.flatMap((estimate, k) => {
    if (estimate === null) return [];
    const { mean, low, high, n } = estimate;
    return [
      {
        level: levels[k],
        mean,
        low,
        high,
        told: toldOf(`${name}, ${number2(levels[k])}`, { mean, low, high, n }),
      },
    ];
  });
}

function dots(points: readonly Point[], color: string, x: Layer, scale: object): Layer {
  const y = { field: 'mean', type: 'quantitative', scale, axis: { title: null, tickCount: 4 } };
  const interval = { x, y: { ...y, field: 'low' }, y2: { field: 'high' } };
  return {
    data: { values: points },
    layer: [
      { mark: { type: 'rule', color, strokeWidth: 1.4 }, encoding: interval },
      { mark: { type: 'line', color, strokeWidth: 1, opacity: 0.7 }, encoding: { x, y } },
      { mark: { type: 'point', filled: true, size: 26, color, opacity: 1 }, encoding: { x, y } },
    ],
  };
}

function marginBand(margin: number, scale: object): Layer {
  const y = { field: 'low', type: 'quantitative', scale };
  return {
    data: { values: [{ low: -margin, high: margin, zero: 0 }] },
    layer: [
      { mark: { type: 'rect', color: '#e9edf1' }, encoding: { y, y2: { field: 'high' } } },
      { mark: { type: 'rule', color: faint, strokeWidth: 0.7 }, encoding: { y: { ...y, field: 'zero' } } },
    ],
  };
}
