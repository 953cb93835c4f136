import {
  longRunOf,
  type MeasurePath,
  type PathAnalysis,
  type WorldPath,
} from '../../analysis/beginning/path.ts';
import { metricHeading, metricTitle } from '../../analysis/metricTitle.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import type { Study } from '../../plan/study.ts';
import { number2 } from '../../statistics/format.ts';
import { changeWords, longRunDays, statusQuoWords } from '../pathWords.ts';
import { type Chart, headed, type Layer, type TopLevelSpec, wholeChart } from './chart.ts';
import { dodged, domainOf, pixelOf } from './dodge.ts';
import { shortLabel } from './shortLabel.ts';
import { faint, ramp } from './theme.ts';
import { toldOf } from './told.ts';

const size = { width: 420, height: 220 };

/** The effect of every change on a measure, day by day after it. */
export const pathChart = (name: string): Chart => ({
  name: `path-${name}`,
  isWide: true,
  caption: ({ study, path }) => (path === null ? '' : pathCaption(study, path, name)),
  draw: ({ study, path }) => (path === null ? null : pathSpec(study, path, name)),
});

export const pathCaption = (study: Study, path: PathAnalysis, name: string): string =>
  `${metricHeading(name, study)} on each day after the change, less ${statusQuoWords(study)}, paired by seed; line: mean over seeds, ` +
  `band: 95 % t interval of that day. Grey: ${longRunDays(path)}, the long run where it has settled.`;

/** Null where no day has a value. */
export function pathSpec(study: Study, path: PathAnalysis, name: string): TopLevelSpec | null {
  const panels = path.worlds.flatMap((world) => {
    const measure = world.measures.find(({ metric }) => metric === name);
    return world.settling.world.arm !== null || measure === undefined ? [] : [{ world, measure }];
  });
  const ends = panels.flatMap(({ measure }) => pointsOf(measure, '').flatMap(({ low, high }) => [low, high]));
  if (ends.length === 0) return null;
  const domain = domainOf([...ends, 0]);
  const unit = metricNamed(name, study)?.unit ?? '';
  const head = headed(
    `What the change does to ${metricTitle(name, study)}`,
    `difference from the status quo, ${unit} · lines: the level it changes to`,
  );
  return wholeChart({
    ...head,
    hconcat: panels.map(({ world, measure }) => panel(path, world, measure, domain, unit)),
  });
}

/** The days of every level that have a value. */
const labelOf = (change: object): string =>
  Object.values(change)
    .map((value) => (typeof value === 'number' ? number2(value) : String(value)))
    .join(', ');

function pointsOf({ levels }: MeasurePath, unit: string) {
  const colours = ramp(levels.length);
  return levels.flatMap(({ change, days }, k) =>
    days.flatMap((estimate, day) =>
      estimate === null
        ? []
        : [
            {
              level: changeWords(change).replaceAll('`', ''),
              label: labelOf(change),
              told: toldOf(`${labelOf(change)}, day ${day + 1}`, estimate, unit),
              colour: colours[k],
              day: day + 1,
              mean: estimate.mean,
              low: estimate.low,
              high: estimate.high,
            },
          ],
    ),
  );
}

function panel(
  path: PathAnalysis,
  { label }: WorldPath,
  measure: MeasurePath,
  domain: [number, number],
  unit: string,
): Layer {
  const values = pointsOf(measure, unit);
  const color = { field: 'colour', type: 'nominal', scale: null, legend: null };
  const detail = { field: 'level' };
  const axis = { title: 'day after the change', format: 'd', tickMinStep: 1 };
  const x = { field: 'day', type: 'quantitative', scale: { domain: [1, path.days], nice: false }, axis };
  const y = {
    field: 'mean',
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: null, tickCount: 6 },
  };
  const [from, to] = longRunOf(path.days);
  return {
    title: { text: shortLabel(label), fontSize: 12, fontWeight: 600 },
    ...size,
    layer: [
      {
        data: { values: [{ from: from + 1, to }] },
        mark: { type: 'rect', color: faint, opacity: 0.1 },
        encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
      },
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', color: faint, strokeDash: [3, 3] },
        encoding: { y: { ...y, field: 'zero' } },
      },
      {
        data: { values },
        layer: [
          {
            mark: { type: 'area', opacity: 0.12 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color, detail },
          },
          { mark: { type: 'line', strokeWidth: 1.6 }, encoding: { x, y, color, detail } },
        ],
      },
      names(measure, values, domain, x, color),
    ],
  };
}

/** The level of each line beside its last day. */
function names(
  { levels }: MeasurePath,
  points: ReturnType<typeof pointsOf>,
  domain: [number, number],
  x: Layer,
  color: Layer,
): Layer {
  const last = levels.flatMap(({ change }) => {
    const level = changeWords(change).replaceAll('`', '');
    return points.findLast((point) => point.level === level) ?? [];
  });
  const place = dodged(
    last.map(({ mean }) => pixelOf(mean, domain, size.height)),
    12,
    4,
    size.height - 4,
  );
  return {
    data: { values: last.map(({ label, colour, day }, k) => ({ label, colour, day, place: place[k] })) },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 10.5 },
    encoding: {
      x,
      y: { field: 'place', type: 'quantitative', scale: null, axis: null },
      color,
      text: { field: 'label' },
    },
  };
}
