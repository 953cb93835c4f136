import type { SeriesPoint } from '../../analysis/series.ts';
import { headed, type Layer, type TopLevelSpec, wholeChart } from './chart.ts';
import { seriesColours, seriesDashes, strokes } from './theme.ts';
import { toldOf } from './told.ts';

/** A line of a chart over days. */
export interface SeriesLine {
  readonly label: string;
  readonly points: readonly SeriesPoint[];
}

/** One panel: what is drawn against the day. */
export interface SeriesPanel {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly SeriesLine[];
  readonly isLog?: boolean;
}

/** Panels side by side, mean over seeds with its 95 % interval; a rule marks the day on which something happens. `time`: what is counted along the axis. */
export function seriesChart(
  title: string,
  subtitle: string,
  panels: readonly SeriesPanel[],
  marks: readonly number[],
  time = 'day',
): TopLevelSpec {
  const labels = panels[0].lines.map(({ label }) => label);
  const concat = panels.map((panel) => panelOf(panel, labels, marks, time));
  return wholeChart({ ...headed(title, subtitle), columns: 2, concat });
}

/** Points that a line keeps: more than a screen resolves would only be bytes. The first and the last stay. */
const mostPoints = 180;

function thinned(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const stride = Math.ceil(points.length / mostPoints);
  return points.filter((_, k) => k % stride === 0 || k === points.length - 1);
}

function panelOf(
  { title, unit, lines, isLog }: SeriesPanel,
  labels: readonly string[],
  marks: readonly number[],
  time: string,
): Layer {
  const values = lines.flatMap(({ label, points }) =>
    thinned(points).map(({ day, estimate }) => {
      const { mean, low, high } = estimate;
      const floor = isLog ? mean / 10 : low;
      const known = Number.isFinite(low) && Number.isFinite(high);
      const told = toldOf(`${label}, ${time} ${day}`, estimate, unit);
      return { label, day, mean, low: known ? Math.max(low, floor) : mean, high: known ? high : mean, told };
    }),
  );
  const x = {
    field: 'day',
    type: 'quantitative',
    scale: { nice: false, zero: false },
    axis: { title: time, tickCount: 8 },
  };
  const scale = { zero: false, ...(isLog ? { type: 'log' } : {}) };
  const y = { type: 'quantitative', scale, axis: { title: null, tickCount: 5 } };
  const color = {
    field: 'label',
    type: 'nominal',
    scale: { domain: labels, range: [...seriesColours, '#6b7280'].slice(0, labels.length) },
    legend: { title: null, orient: 'bottom', columns: 3, labelLimit: 300, symbolOpacity: 1, ...strokes },
  };
  const range = labels.map((_, k) => seriesDashes[k % seriesDashes.length]);
  const dash = { ...color, scale: { domain: labels, range } };
  return {
    title: { text: `${title}, ${unit}`, fontSize: 12, fontWeight: 600 },
    width: 430,
    height: 190,
    layer: [
      {
        data: { values },
        mark: { type: 'area', opacity: 0.15 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 1.7 },
        encoding: { x, y: { ...y, field: 'mean' }, color, strokeDash: dash },
      },
      {
        data: { values: marks.map((day) => ({ day })) },
        mark: { type: 'rule', strokeDash: [3, 3], color: '#6b7280' },
        encoding: { x },
      },
    ],
  };
}
