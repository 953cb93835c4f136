import { metricTitle } from '../../analysis/metricTitle.ts';
import { headed, type Layer, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { faint, seriesColours } from '../../report/charts/theme.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { MorrisEffect } from './morrisEffects.ts';
import type { SobolIndices } from './sobolIndices.ts';

const kinds = ['alone', 'in all'] as const;
const rowHeight = 34;

/** First-order and total indices of each factor with their intervals, the strongest first. */
export function sobolChart(output: string, names: readonly string[], indices: SobolIndices): TopLevelSpec {
  const order = names
    .map((name, k) => ({ name, total: indices.total[k].mean }))
    .sort((one, other) => other.total - one.total)
    .map(({ name }) => name);
  const values = names.flatMap((factor, k) => [
    { factor, kind: kinds[0], ...ends(indices.first[k]) },
    { factor, kind: kinds[1], ...ends(indices.total[k]) },
  ]);
  const y = { field: 'factor', type: 'nominal', sort: order, title: null, axis: { labelLimit: 260 } };
  const shared = {
    y,
    yOffset: { field: 'kind', type: 'nominal', sort: kinds, scale: { paddingOuter: 0.35 } },
    color: {
      field: 'kind',
      type: 'nominal',
      scale: { domain: kinds, range: seriesColours.slice(0, 2) },
      legend: { title: null, orient: 'top' },
    },
  };
  const x = { field: 'low', type: 'quantitative', title: 'share of the variance of the expected output' };
  return spec(
    `What moves ${metricTitle(output)}`,
    '95 % intervals',
    { width: 420, height: rowHeight * names.length },
    values,
    [
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { ...shared, x, x2: { field: 'high' } } },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { ...shared, x: { ...x, field: 'mean' } },
      },
    ],
  );
}

/** mu* against sigma of each factor: to the right is strong, above the line is not monotonic or interacts. */
export function morrisChart(
  output: string,
  unit: string,
  names: readonly string[],
  effects: readonly MorrisEffect[],
): TopLevelSpec {
  const values = names.map((factor, k) => {
    const { muStar, sigma } = effects[k];
    return {
      factor,
      ...ends(muStar),
      sigma: sigma.mean,
      sigmaLow: sigma.low,
      sigmaHigh: sigma.high,
    };
  });
  const most = Math.min(
    Math.max(...values.map(({ high }) => high)),
    Math.max(...values.map(({ sigmaHigh }) => sigmaHigh)),
  );
  const inUnit = unit === '' ? '' : `, ${unit}`;
  const x = { field: 'mean', type: 'quantitative', title: `mu*: mean size of the effect${inUnit}` };
  const y = { field: 'sigma', type: 'quantitative', title: `sigma: its standard deviation${inUnit}` };
  const colour = { value: seriesColours[0] };
  return spec(
    `What moves ${metricTitle(output)}`,
    '95 % intervals; on the dashed line sigma equals mu*',
    { width: 460, height: 320 },
    values,
    [
      {
        data: { values: [{ a: 0 }, { a: most }] },
        mark: { type: 'line', strokeDash: [4, 4], color: faint, strokeWidth: 1 },
        encoding: { x: { field: 'a', type: 'quantitative' }, y: { field: 'a', type: 'quantitative' } },
      },
      { mark: 'rule', encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color: colour } },
      {
        mark: 'rule',
        encoding: { x, y: { ...y, field: 'sigmaLow' }, y2: { field: 'sigmaHigh' }, color: colour },
      },
      { mark: { type: 'point', filled: true, size: 60, opacity: 1 }, encoding: { x, y, color: colour } },
      {
        mark: { type: 'text', align: 'left', dx: 7, dy: -7 },
        encoding: { x, y, text: { field: 'factor', type: 'nominal' } },
      },
    ],
  );
}

const ends = ({ mean, low, high }: Estimate) => ({ mean, low, high });

function spec(
  title: string,
  subtitle: string,
  size: { readonly width: number; readonly height: number },
  values: readonly object[],
  layer: readonly Layer[],
): TopLevelSpec {
  return wholeChart({ ...headed(title, subtitle), ...size, data: { values }, layer });
}
