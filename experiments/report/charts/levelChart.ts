import type { Analysis, LevelAnalysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { levelText } from '../../statistics/format.ts';
import { type Layer, layered, type TopLevelSpec } from './chart.ts';
import { dodged, domainOf, pixelOf } from './dodge.ts';
import { landmarkLayers, levelAxis } from './levelAxis.ts';
import { shortLabel } from './shortLabel.ts';
import { faint, seriesColours } from './theme.ts';
import { toldOf } from './told.ts';

/** A value with its interval; null where it is missing. */
export interface Reading {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Worlds behind it. */
  readonly n?: number;
}

interface Point extends Reading {
  readonly level: number;
  readonly series: string;
  /** What a reader sees who points at it. */
  readonly told: string;
}

const size = { width: 400, height: 220 };

/** What a chart shows of a level, the k-th of its setting. */
type ReadingOf = (level: LevelAnalysis, setting: SettingAnalysis, k: number) => Reading | null;

/** Draws one number against the swept factor: a line with its 95 % band for each setting. */
export function levelChart(
  analysis: Analysis,
  title: string,
  subtitle: string,
  readingOf: ReadingOf,
  missingWord = 'market closed',
  unit = '',
): TopLevelSpec | null {
  const points = pointsOf(analysis, readingOf, unit);
  const numbers = points.flatMap(({ mean, low, high }) => [mean, low, high]);
  const known = numbers.filter((number) => number !== null);
  if (known.length === 0) return null;
  const domain = domainOf(known);
  return layered(title, subtitle, size, [
    ...landmarkLayers(analysis, levelAxis(analysis), size.height),
    ...seriesLayers(analysis, points, domain),
    ...missingLayers(analysis, points, missingWord),
  ]);
}

function pointsOf({ settings, factor }: Analysis, readingOf: ReadingOf, unit: string): Point[] {
  return settings.flatMap((setting) =>
    setting.byLevel.map((level, k) => {
      const reading = readingOf(level, setting, k) ?? { mean: null, low: null, high: null };
      const { mean, low, high, n } = reading;
      const series = shortLabel(setting.label);
      const where = `${series === '' ? '' : `${series}, `}${levelText(level.level, factor.unit)}`;
      const told = toldOf(where, reading, unit);
      return { level: level.level, series, mean, low, high, ...(n !== undefined && { n }), told };
    }),
  );
}

/** Colour of each setting; without a second factor there is one, unnamed. */
export function seriesColour({ settings }: Analysis): Layer {
  const domain = settings.map(({ label }) => shortLabel(label));
  const range = domain.map((_, k) => seriesColours[k % seriesColours.length]);
  return { field: 'series', type: 'nominal', scale: { domain, range }, legend: null };
}

function seriesLayers(analysis: Analysis, points: readonly Point[], domain: [number, number]): Layer[] {
  const color = seriesColour(analysis);
  const x = levelAxis(analysis);
  const scale = { domain, nice: false, zero: false };
  const y = { field: 'mean', type: 'quantitative', scale, axis: { title: null, tickCount: 6 } };
  const band = { ...y, field: 'low' };
  return [
    {
      data: { values: points },
      layer: [
        { mark: { type: 'area', opacity: 0.16 }, encoding: { x, y: band, y2: { field: 'high' }, color } },
        { mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y, color } },
        { mark: { type: 'point', filled: true, size: 34, opacity: 1 }, encoding: { x, y, color } },
      ],
    },
    endLabels(analysis, points, domain),
  ];
}

/** The name of each line beside its last point. */
function endLabels(analysis: Analysis, points: readonly Point[], domain: [number, number]): Layer {
  const last = analysis.settings.flatMap(({ label }) => {
    const point = points.findLast(({ series, mean }) => series === shortLabel(label) && mean !== null);
    return point === undefined ? [] : [point];
  });
  const wanted = last.map(({ mean }) => pixelOf(mean!, domain, size.height));
  const place = dodged(wanted, 14, 6, size.height - 2);
  const values = last.map(({ level, series }, k) => ({ level, series, place: place[k] }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 8, fontSize: 11.5, fontWeight: 600 },
    encoding: {
      x: levelAxis(analysis),
      y: { field: 'place', type: 'quantitative', scale: null, axis: null },
      color: seriesColour(analysis),
      text: { field: 'series' },
    },
  };
}

/** A word at each level without a value, at the foot of the plot. */
function missingLayers(analysis: Analysis, points: readonly Point[], word: string): Layer[] {
  const missing = points.filter(({ mean }) => mean === null);
  if (missing.length === 0) return [];
  const rows = analysis.settings.map(({ label }) => shortLabel(label));
  const values = missing.map(({ level, series }) => ({
    level,
    series,
    text: word,
    place: size.height - 8 - 13 * rows.indexOf(series),
  }));
  return [
    {
      data: { values },
      mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 9.5, color: faint },
      encoding: {
        x: levelAxis(analysis),
        y: { field: 'place', type: 'quantitative', scale: null, axis: null },
        color: seriesColour(analysis),
        text: { field: 'text' },
      },
    },
  ];
}
