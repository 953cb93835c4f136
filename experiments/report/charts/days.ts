import type { Analysis, DayMeans, SettingAnalysis } from '../../analysis/analysis.ts';
import { number2 } from '../../statistics/format.ts';
import { type Chart, headed, type Layer, wholeChart } from './chart.ts';
import { dodged, domainOf, pixelOf } from './dodge.ts';
import { shortLabel } from './shortLabel.ts';
import { ramp } from './theme.ts';
import { toldOf } from './told.ts';

const size = { width: 420, height: 200 };
type Series = 'registrations' | 'log2Difficulty' | 'burn' | 'networkQuality';

/** A daily mean over the measured window, one line for each level. */
function daysChart(name: string, series: Series, title: string, unit: string): Chart {
  return {
    name,
    isWide: true,
    caption: ({ factor }) =>
      `${title} on each day of the measured window (${unit}), mean over seeds; one line for each ${factor.name}. ` +
      'A network that had settled would show level lines.',
    draw: (analysis) => {
      const means = analysis.settings.flatMap(({ byLevel }) =>
        byLevel.flatMap(({ days }) => days.map((day) => day[series].mean)),
      );
      if (means.length === 0) return null;
      const domain = domainOf(means);
      const head = headed(title, `${unit} · lines: ${analysis.factor.name}`);
      const hconcat = analysis.settings.map((setting) => panel(analysis, setting, series, domain, unit));
      return wholeChart({ ...head, hconcat });
    },
  };
}

function panel(
  { factor }: Analysis,
  { label, byLevel }: SettingAnalysis,
  series: Series,
  domain: [number, number],
  unit: string,
): Layer {
  const colours = ramp(factor.levels.length);
  const lines = byLevel.flatMap(({ level, days }, k) =>
    days.length > 0 ? [{ level, days, colour: colours[k] }] : [],
  );
  const values = lines.flatMap(({ level, days, colour }) =>
    days.map((day) => ({
      level,
      colour,
      day: day.day,
      mean: day[series].mean,
      told: toldOf(`${number2(level)}, day ${day.day}`, day[series], unit),
    })),
  );
  const lastDay = Math.max(2, ...values.map(({ day }) => day));
  const color = { field: 'colour', type: 'nominal', scale: null, legend: null };
  const axis = { title: 'day of the measured window', format: 'd', tickMinStep: 1 };
  const x = { field: 'day', type: 'quantitative', scale: { domain: [1, lastDay], nice: false }, axis };
  const scale = { domain, nice: false, zero: false };
  const y = { field: 'mean', type: 'quantitative', scale, axis: { title: null, tickCount: 5 } };
  return {
    title: { text: shortLabel(label), fontSize: 12, fontWeight: 600 },
    ...size,
    layer: [
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 1.6 },
        encoding: { x, y, color, detail: { field: 'level' } },
      },
      names(lines, series, domain, x, color),
    ],
  };
}

function names(
  lines: readonly { level: number; days: readonly DayMeans[]; colour: string }[],
  series: Series,
  domain: [number, number],
  x: Layer,
  color: Layer,
): Layer {
  const wanted = lines.map(({ days }) => pixelOf(days[days.length - 1][series].mean, domain, size.height));
  const place = dodged(wanted, 12, 4, size.height - 4);
  const values = lines.map(({ level, days, colour }, k) => ({
    label: number2(level),
    colour,
    day: days[days.length - 1].day,
    place: place[k],
  }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 10.5 },
    encoding: {
      x,
      y: { field: 'place', type: 'quantitative', scale: null, axis: null },
      color,
      text: { field: 'label' },
    },
  };
}

export const registrationsChart = daysChart('registrations', 'registrations', 'Registrations', 'per day');
export const qualityByDayChart = daysChart('quality-by-day', 'networkQuality', 'Mean loss', 'nats');
export const burnChart = daysChart('burn', 'burn', 'Price of entry by burn', 'TAO');
export const difficultyChart = daysChart(
  'difficulty',
  'log2Difficulty',
  'Difficulty',
  'doublings of 1e7 hashes',
);
