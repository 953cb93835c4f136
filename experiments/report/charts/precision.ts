import { metricHeading } from '../../analysis/metricTitle.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import { cellsOf, type Study } from '../../plan/study.ts';
import type { Shown } from '../shownStanding.ts';
import { layered, type TopLevelSpec } from './chart.ts';
import { seriesColours } from './theme.ts';
import { toldOf } from './told.ts';

/** Every comparison as a point with two intervals, in rows by its cell. */
export function precisionChart(study: Study, shown: readonly Shown[]): TopLevelSpec {
  const { metric, of } = study.precision!;
  const cells = cellsOf(study);
  const [{ name }] = study.factors;
  const values = shown.flatMap(({ cell, label, interval, together }) =>
    interval === null || together === null
      ? []
      : [
          {
            cell: label,
            told: toldOf(label, interval, metricNamed(metric, study)?.unit),
            level: cells[cell][name],
            mean: interval.mean,
            low: interval.low,
            high: interval.high,
            lowest: together.low,
            highest: together.high,
          },
        ],
  );
  const unit = metricNamed(metric, study)?.unit ?? '';
  const y = { field: 'cell', type: 'nominal', sort: null, axis: { title: null, labelLimit: 320 } };
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: of === 'difference' },
    title: unit,
  });
  const color = { value: seriesColours[0] };
  const rule = (low: string, high: string, size: number) => ({
    data: { values },
    mark: { type: 'rule', strokeWidth: size },
    encoding: { y, x: x(low), x2: { field: high }, color },
  });
  const zero = {
    data: { values: [{ at: 0 }] },
    mark: { type: 'rule', color: '#9aa1aa', strokeDash: [2, 3] },
    encoding: { x: { field: 'at', type: 'quantitative' } },
  };
  const point = {
    data: { values },
    mark: { type: 'point', filled: true, size: 60, opacity: 1 },
    encoding: { y, x: x('mean'), color },
  };
  const what = of === 'difference' ? 'difference from the base, paired by seed' : 'mean';
  const layers = [rule('lowest', 'highest', 1), rule('low', 'high', 3.5), point];
  return layered(
    metricHeading(metric, study),
    `${what}, ${unit}`,
    { width: 520, height: Math.max(60, 24 * shown.length) },
    of === 'difference' ? [zero, ...layers] : layers,
  );
}
