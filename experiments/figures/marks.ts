import type { Layer } from '../report/charts/chart.ts';
import { faint, ink } from '../report/charts/theme.ts';

/** A point of a chart in its own units, with words beside it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly text?: string;
}

/** How an axis is drawn: title with unit, domain, ticks. */
export interface Axis {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly values?: readonly number[];
  readonly format?: string;
  readonly isLog?: boolean;
  /** Words for a tick, a Vega expression of `datum.label`. */
  readonly labelExpr?: string;
}

/** Both axes of a plot; every layer of it uses them. */
export interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

const scaleOf = ({ title, domain, values, format, isLog, labelExpr }: Axis): Layer => ({
  type: 'quantitative',
  title,
  scale: { domain, nice: false, ...(isLog ? { type: 'log' } : {}) },
  axis: {
    ...(values ? { values } : {}),
    ...(format ? { format } : { tickCount: 6 }),
    ...(labelExpr ? { labelExpr } : {}),
  },
});

export const positions = ({ x, y }: Axes): Layer => ({
  x: { field: 'x', ...scaleOf(x) },
  y: { field: 'y', ...scaleOf(y) },
});

/** A line through points in their order. */
export function line(
  axes: Axes,
  points: readonly Place[],
  color: string,
  dash: readonly number[] = [],
): Layer {
  return {
    data: { values: points.map(({ x, y }, order) => ({ x, y, order })) },
    mark: { type: 'line', color, strokeWidth: 2, strokeDash: dash, clip: true },
    encoding: { ...positions(axes), order: { field: 'order', type: 'quantitative' } },
  };
}

/** Published values: hollow diamonds in ink on every chart, so that one sees at once what is not ours. */
export function publishedMarks(axes: Axes, points: readonly Place[]): Layer {
  return {
    data: { values: points },
    mark: {
      type: 'point',
      shape: 'diamond',
      size: 90,
      stroke: ink,
      strokeWidth: 1.6,
      fill: '#ffffff',
      opacity: 1,
    },
    encoding: positions(axes),
  };
}

/** Our values where they are single points. */
export function dots(axes: Axes, points: readonly Place[], color: string, size = 36): Layer {
  return {
    data: { values: points },
    mark: { type: 'point', filled: true, color, size, opacity: 1 },
    encoding: positions(axes),
  };
}

export interface LabelStyle {
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly dx?: number;
  readonly dy?: number;
  readonly bold?: boolean;
}

/** Words at their places: lines are named directly, not in a legend. */
export function labels(axes: Axes, places: readonly Place[], style: LabelStyle = {}): Layer {
  const { color = ink, align = 'left', dx = 6, dy = 0, bold = false } = style;
  return {
    data: { values: places },
    mark: {
      type: 'text',
      align,
      baseline: 'middle',
      dx,
      dy,
      color,
      fontSize: 11.5,
      fontWeight: bold ? 600 : 400,
      lineBreak: '\n',
    },
    encoding: { ...positions(axes), text: { field: 'text' } },
  };
}

/** A thin line at one value of x or y. */
export function rule(axes: Axes, at: { readonly x: number } | { readonly y: number }): Layer {
  const { x, y } = positions(axes) as { x: Layer; y: Layer };
  return {
    data: { values: [at] },
    mark: { type: 'rule', color: faint, strokeDash: [3, 3], strokeWidth: 1 },
    encoding: 'x' in at ? { x } : { y },
  };
}

/** White behind words that other lines may cross. */
function halo(axes: Axes, places: readonly Place[], style: LabelStyle): Layer {
  const layer = labels(axes, places, { ...style, color: '#ffffff' });
  const mark = { ...(layer.mark as object), stroke: '#ffffff', strokeWidth: 4, strokeJoin: 'round' };
  return { ...layer, mark };
}

/** A line with its name beside the point nearest to `at`, a value of x. */
export function namedLine(
  axes: Axes,
  points: readonly Place[],
  color: string,
  { text, at, ...style }: LabelStyle & { readonly text: string; readonly at: number },
  dash: readonly number[] = [],
): Layer[] {
  const place = points.reduce((near, point) =>
    Math.abs(point.x - at) < Math.abs(near.x - at) ? point : near,
  );
  const named = [{ ...place, text }];
  const placed = { color, bold: true, dx: 8, dy: 0, ...style };
  return [line(axes, points, color, dash), halo(axes, named, placed), labels(axes, named, placed)];
}

/** Intervals along a line, drawn as a band behind it. */
export function band(
  axes: Axes,
  points: readonly { readonly x: number; readonly low: number; readonly high: number }[],
  color: string,
): Layer {
  const { x, y } = positions(axes) as { x: Layer; y: Layer };
  return {
    data: { values: points.map(({ x, low, high }) => ({ x, y: low, high })) },
    mark: { type: 'area', color, opacity: 0.16, clip: true },
    encoding: { x, y, y2: { field: 'high' } },
  };
}
