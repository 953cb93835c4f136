import { layered, type TopLevelSpec } from './chart.ts';
import { faint, seriesColours } from './theme.ts';

/** A number with its interval, in a row of its own. */
export interface ContrastRow {
  readonly label: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface ContrastsOf {
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly ContrastRow[];
  /** What a row is held against: a dashed line. */
  readonly reference: number;
  /** On either side of it no difference matters: a band. */
  readonly margin?: number;
  /** Ratios: on a logarithmic axis. */
  readonly isLog?: true;
}

/** Points with their intervals, a row each, against one value; null where no row has an interval. */
export function contrastsChart({
  title,
  subtitle,
  rows,
  reference,
  margin,
  isLog,
}: ContrastsOf): TopLevelSpec | null {
  const values = rows.filter(
    ({ low, high }) => Number.isFinite(low) && Number.isFinite(high) && (isLog !== true || low > 0),
  );
  if (values.length === 0) return null;
  const y = { field: 'label', type: 'nominal', sort: null, axis: { title: null, labelLimit: 340 } };
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: isLog === true ? { type: 'log', nice: false } : { zero: false },
    axis: { title: null, tickCount: 6 },
  });
  const color = { value: seriesColours[0] };
  const band = {
    data: { values: [{ from: reference - (margin ?? 0), to: reference + (margin ?? 0) }] },
    mark: { type: 'rect', color: '#eef1f4' },
    encoding: { x: x('from'), x2: { field: 'to' } },
  };
  return layered(title, subtitle, { width: 480, height: Math.max(60, 26 * values.length) }, [
    ...(margin === undefined ? [] : [band]),
    {
      data: { values: [{ at: reference }] },
      mark: { type: 'rule', color: faint, strokeDash: [4, 3] },
      encoding: { x: x('at') },
    },
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { y, x: x('low'), x2: { field: 'high' }, color },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 60, opacity: 1 },
      encoding: { y, x: x('mean'), color },
    },
  ]);
}
