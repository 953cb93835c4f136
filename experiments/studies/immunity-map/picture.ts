import { headed, type Layer, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { faint, ink } from '../../report/charts/theme.ts';
import { cellWords, daysWords, flowWords, hoursOf, mattersIn } from './words.ts';
import type { MapWorld } from './worlds.ts';

/** Three columns of this width fit a phone. */
const cell = { width: 80, height: 78 };
const colours = { in: '#0072B2', undecided: '#9aa1aa', out: '#D55E00' } as const;
const shapes = { in: 'square', undecided: 'diamond', out: 'cross' } as const;
/** Grey where a value costs more than the margin for certain: read without colour. */
const shades = { matters: '#e4e7eb', undecided: '#f4f5f7', harmless: '#ffffff' } as const;

export const pictureCaption =
  'Across: registrations a day. Up: days until validators know a newcomer. In each cell: what immunity periods of 3 to 48 hours (900 to 14,400 blocks) ' +
  'lose against the best of them, nats of served loss, with 95 % intervals; the dashed line is the margin. Squares are safe: their loss is within the margin for certain. ' +
  'Crosses lose more for certain, diamonds are not decided. Above each cell: the safe values, in hours, and the mean loss of the worst, or what none of them exceeds. Grey: the setting matters.';

/** The map: a column for each flow, a row for each time to be known, the longest on top. */
export function mapPicture(worlds: readonly MapWorld[], margin: number): TopLevelSpec {
  const flows = distinct(worlds.map(({ place }) => place.flow));
  const days = distinct(worlds.map(({ knownDays }) => knownDays)).reverse();
  const top = Math.max(
    2 * margin,
    ...worlds.flatMap(({ losses }) => losses?.levels.map(({ difference }) => difference?.high ?? 0) ?? []),
  );
  const panels = days.flatMap((known, row) =>
    flows.map((flow, column) => {
      const world = worlds.find((one) => one.place.flow === flow && one.knownDays === known);
      return panel(world, margin, top, {
        column: row === 0 ? `${flowWords(flow)} a day` : null,
        row: column === 0 ? ['known in', daysWords(known)] : null,
        isLowest: row === days.length - 1,
      });
    }),
  );
  return wholeChart({
    ...headed('Where immunity matters', [
      'registrations a day × time to be known',
      '■ safe  ✚ loses more  ◆ not decided',
      'dashed: the margin; grey: it matters',
      'served loss above the best, nats',
    ]),
    columns: flows.length,
    // Cells alone decide their places, not the words around them.
    bounds: 'flush',
    spacing: { row: 44, column: 12 },
    concat: panels,
  });
}

const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((one, other) => one - other);

/** What a cell says of its place: its column above it, its row beside it, its axis below it. */
interface Place {
  readonly column: string | null;
  readonly row: readonly string[] | null;
  readonly isLowest: boolean;
}

function panel(
  world: MapWorld | undefined,
  margin: number,
  top: number,
  { column, row, isLowest }: Place,
): Layer {
  const [safe, worst] = world === undefined ? ['not run', ''] : cellWords(world);
  const y = {
    field: 'loss',
    type: 'quantitative',
    scale: { type: 'sqrt', domain: [0, top], nice: false },
    axis:
      row === null
        ? null
        : {
            title: row,
            titleColor: ink,
            titleFontSize: 12,
            titleFontWeight: 'bold',
            values: ticksOf(top),
            format: '~r',
            labelFontSize: 9,
          },
  };
  return {
    ...cell,
    view: { fill: shades[world === undefined ? 'undecided' : mattersIn(world)], stroke: '#9aa1aa' },
    layer: [
      {
        data: { values: [{ loss: margin }] },
        mark: { type: 'rule', color: faint, strokeDash: [3, 3] },
        encoding: { y },
      },
      ...(column === null ? [] : [words(column, -32, 13, 'bold')]),
      words(safe, -15, 11, 'bold'),
      words(worst, -3, 10.5, 'normal'),
      ...(world === undefined ? [] : losses(world, isLowest, y)),
    ],
  };
}

/** A line so far above a cell, pixels: no title, which would move with what the cell holds. */
const words = (text: string, place: number, fontSize: number, fontWeight: string): Layer => ({
  data: { values: [{ text }] },
  mark: { type: 'text', align: 'left', baseline: 'bottom', fontSize, fontWeight, color: ink },
  encoding: { x: { value: 0 }, y: { value: place }, text: { field: 'text' } },
});

const ticksOf = (top: number): number[] => [0, 0.01, 0.05, 0.1, 0.2, 0.4].filter((tick) => tick <= top);

function losses(world: MapWorld, isLowest: boolean, y: Layer): Layer[] {
  const values = (world.losses?.levels ?? []).flatMap(({ level, state, difference }) =>
    difference === null
      ? []
      : [
          {
            hours: hoursOf(level),
            state: world.isSteady ? state : 'undecided',
            loss: difference.mean,
            low: difference.low,
            high: difference.high,
          },
        ],
  );
  const sort = world.levels.map(hoursOf);
  const axis = isLowest
    ? { title: 'immunity, hours', labelAngle: 0, labelFontSize: 9.5, titleFontSize: 10 }
    : { title: null, labels: false, ticks: false };
  const x = { field: 'hours', type: 'ordinal', sort, scale: { domain: sort }, axis };
  const domain = Object.keys(colours);
  const by = (range: readonly string[]) => ({
    field: 'state',
    type: 'nominal',
    scale: { domain, range },
    legend: null,
  });
  return [
    {
      data: { values },
      mark: { type: 'rule', color: ink, strokeWidth: 1 },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 55, opacity: 1 },
      encoding: { x, y, color: by(Object.values(colours)), shape: by(Object.values(shapes)) },
    },
  ];
}
