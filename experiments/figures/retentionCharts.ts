import { headed, type Layer, type TopLevelSpec, wholeChart } from '../report/charts/chart.ts';
import { faint, ink, ramp, seriesColours } from '../report/charts/theme.ts';
import { publishedAt, publishedStakes } from './retention/published.ts';
import { surfaceOf } from './retention/requiredUtility.ts';
import { contour, joined, type Vertex } from './retention/retentionLine.ts';
import type { SurveyRow } from './retention/survey.ts';

/** How a figure names its settings: `deviation 0.4`. */
export type NameOf = (row: SurveyRow) => string;

const side = 292;
const stakeColours = ramp(publishedStakes.length);
const share = (title: string, field: string) => ({
  field,
  type: 'quantitative',
  scale: { domain: [0, 1], nice: false },
  axis: { title, tickCount: 6, format: '.1f', grid: true },
});
const utilityOfMajor = 'honest utility, w_H';
const utilityOfMinor = 'cabal utility, w_C';

/** The longest retention line of a map; empty where there is none. */
export const retentionLine = (row: SurveyRow): Vertex[] =>
  joined(contour(surfaceOf(row.map), row.majorStake))[0] ?? [];

/** A panel for each setting: a retention line for each stake, and where the published line reaches farthest. */
export function linesChart(rows: readonly SurveyRow[], nameOf: NameOf, title: string): TopLevelSpec {
  const names = [...new Set(rows.map(nameOf))];
  const panels = names.map((name) =>
    panel(
      name,
      rows.filter((row) => nameOf(row) === name),
    ),
  );
  const head = headed(title, [
    'lines: the honest share of the emission equals its share of the stake; to the right of a line it grows',
    'open diamonds: where the published line reaches farthest to the right; 60 % of the stake drawn bold',
  ]);
  return wholeChart({ ...head, hconcat: panels });
}

function panel(name: string, rows: readonly SurveyRow[]): Layer {
  const lines = rows.flatMap((row) => {
    const stake = percent(row.majorStake);
    return retentionLine(row).map(({ x, y }, order) => ({
      stake,
      x,
      y,
      order,
      bold: row.majorStake === 0.6,
    }));
  });
  const points = rows.flatMap((row) => {
    const y = publishedAt(row.setting, row.majorStake).at;
    return row.published === null || y === null
      ? []
      : [{ stake: percent(row.majorStake), x: row.published, y }];
  });
  const x = share(utilityOfMajor, 'x');
  const y = share(utilityOfMinor, 'y');
  const colour = {
    field: 'stake',
    type: 'nominal',
    scale: { domain: publishedStakes.map(percent), range: stakeColours },
    legend: null,
  };
  return {
    width: side,
    height: side,
    title: { text: name, fontSize: 12, anchor: 'start', offset: 6 },
    layer: [
      {
        data: { values: lines },
        mark: { type: 'line', clip: true },
        encoding: {
          x,
          y,
          order: { field: 'order' },
          detail: { field: 'stake' },
          color: colour,
          strokeWidth: { condition: { test: 'datum.bold', value: 3 }, value: 1.4 },
        },
      },
      {
        data: { values: points },
        mark: { type: 'point', shape: 'diamond', size: 42, filled: false, strokeWidth: 1.4 },
        encoding: { x, y, color: colour },
      },
      ...labelLayers(rows.flatMap(labelOf), x, y, colour),
    ],
  };
}

const percent = (majorStake: number): string => String(Math.round(100 * majorStake));

/** A line is named near its lower end, where lines lie farthest apart; every other one a little higher. */
function labelOf(row: SurveyRow) {
  const line = retentionLine(row);
  if (line.length === 0) return [];
  const height = 0.03 + 0.055 * (publishedStakes.indexOf(row.majorStake) % 2);
  const nearest = line.reduce((found, vertex) =>
    Math.abs(vertex.y - height) < Math.abs(found.y - height) ? vertex : found,
  );
  return [{ stake: percent(row.majorStake), x: nearest.x, y: height }];
}

function labelLayers(labels: readonly object[], x: Layer, y: Layer, colour: Layer): Layer[] {
  const text = { type: 'text', fontSize: 10, fontWeight: 600 };
  const halo = { ...text, stroke: '#ffffff', strokeWidth: 4, strokeJoin: 'round', opacity: 0.9 };
  const encoding = { x, y, text: { field: 'stake', type: 'nominal' } };
  return [
    { data: { values: labels }, mark: halo, encoding: { ...encoding, color: { value: '#ffffff' } } },
    { data: { values: labels }, mark: text, encoding: { ...encoding, color: colour } },
  ];
}

/** Required utility against stake, a line for each setting, the published values as open diamonds. */
export function requiredChart(rows: readonly SurveyRow[], nameOf: NameOf, title: string): TopLevelSpec {
  const names = [...new Set(rows.map(nameOf))];
  const ours = rows.flatMap((row) =>
    row.utility === null ? [] : [{ setting: nameOf(row), stake: row.majorStake, required: row.utility }],
  );
  const published = rows.flatMap((row) =>
    row.published === null ? [] : [{ setting: nameOf(row), stake: row.majorStake, required: row.published }],
  );
  const axisOf = (field: string, label: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0.5, 1], nice: false },
    axis: { title: label, tickCount: 6, format: '.1f', grid: true },
  });
  const x = axisOf('stake', 'honest share of the stake, s_H');
  const y = axisOf('required', 'required honest utility, w_H');
  const scale = { domain: names, range: seriesColours.slice(0, names.length) };
  const color = { field: 'setting', type: 'nominal', scale, legend: { title: null, orient: 'bottom-right' } };
  const even = [0.5, 1].map((value) => ({ stake: value, required: value }));
  return wholeChart({
    ...headed(title, ['lines: ours; open diamonds: published', 'grey: a utility equal to the stake']),
    width: 420,
    height: 320,
    layer: [
      {
        data: { values: even },
        mark: { type: 'line', color: faint, strokeDash: [3, 3], strokeWidth: 1 },
        encoding: { x, y },
      },
      { data: { values: ours }, mark: { type: 'line', strokeWidth: 1.6 }, encoding: { x, y, color } },
      {
        data: { values: published },
        mark: { type: 'point', shape: 'diamond', size: 60, filled: false, strokeWidth: 1.5, stroke: ink },
        encoding: { x, y, stroke: { ...color, legend: null } },
      },
    ],
  });
}
