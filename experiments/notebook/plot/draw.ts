import { escaped } from '../../base/escaped.ts';
import type { Chart, Point } from '../chart.ts';
import { rounded, type Scale, scaleOfX, scaleOfY } from './scale.ts';

/** Pixels; text keeps its size, so a narrow chart is drawn anew instead of shrunk. */
const text = 12;
const top = 14;
const plotHeight = 230;
const right = 14;
/** Width of a letter, about. */
const letter = 6.6;

/** Marks and dashes by place in the list of series, so that no series is told by its colour alone. */
const dashes = ['', '7 4', '2 4', '10 3 2 3'] as const;

interface Frame {
  readonly chart: Chart;
  readonly width: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly base: number;
}

/**
 * A chart as SVG for a width in pixels: the same text in Node and in a page, so that a chart that a reader draws anew differs by what the
 * reader changed and by nothing else.
 */
export function drawn(chart: Chart, width: number): string {
  const names = Object.keys(chart.series);
  const legend = names.length > 1 ? legendOf(names, width) : { svg: '', height: 0 };
  const base = top + legend.height + text + 8 + plotHeight;
  const heights = [base, top + legend.height + text + 8] as const;
  const y = scaleOfY(chart, heights, 34);
  const left = 12 + letter * Math.max(...y.ticks.map((tick) => tick.text.length));
  const inset = chart.chart === 'bars' ? 0 : 10;
  const x = scaleOfX(chart, [left + inset, width - right - inset], 70);
  const frame: Frame = { chart, width, x, y, left, base };
  const labels = xLabels(frame);
  const titles = lined(chart.x, width);
  const height = base + labels.height + 16 * titles.length + 10;
  const parts = [
    legend.svg,
    `<text class="faint" x="2" y="${top + legend.height}">${escaped(chart.y)}</text>`,
    ...y.ticks.map((tick) => levelOf(frame, tick)),
    labels.svg,
    `<path class="axis" d="M${left} ${base}H${width - right}"/>`,
    ...names.map((name, place) => seriesOf(frame, name, place)),
    ...Object.entries(chart.lines ?? {}).map(([name, value]) => lineOf(frame, name, value)),
    ...titles.map(
      (line, k) =>
        `<text class="faint" x="${width / 2}" y="${height - 6 - 16 * (titles.length - 1 - k)}" text-anchor="middle">${escaped(line)}</text>`,
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="${text}" role="img" aria-label="${escaped(chart.title)}">${parts.join('')}</svg>`;
}

/** A text in lines that fit a width. */
function lined(words: string, width: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (letter * longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter((line) => line !== '');
}

function legendOf(names: readonly string[], width: number): { svg: string; height: number } {
  const parts: string[] = [];
  let [x, row] = [2, 0];
  for (const [place, name] of names.entries()) {
    const wide = 34 + letter * name.length + 14;
    if (x > 2 && x + wide > width) [x, row] = [2, row + 1];
    const y = top + row * 18;
    parts.push(
      `<path class="series series-${place}" stroke-dasharray="${dashes[place]}" d="M${x} ${y - 4}h26"/>${markOf(x + 13, y - 4, place)}<text x="${x + 32}" y="${y}">${escaped(name)}</text>`,
    );
    x += wide;
  }
  return { svg: parts.join(''), height: (row + 1) * 18 + 6 };
}

const levelOf = ({ left, width }: Frame, { at, text: label }: Scale['ticks'][number]): string =>
  `<path class="grid" d="M${left} ${at}H${width - right}"/><text x="${left - 6}" y="${at + 4}" text-anchor="end">${escaped(label)}</text>`;

/** Labels of x, slanted where they would touch. */
function xLabels({ x, base, width, left }: Frame): { svg: string; height: number } {
  const room = (width - left - right) / x.ticks.length;
  const longest = letter * Math.max(...x.ticks.map((tick) => tick.text.length));
  const isSlanted = longest > room;
  const svg = x.ticks
    .map(({ at, text: label }) => {
      const turn = isSlanted
        ? ` text-anchor="end" transform="rotate(-35 ${at} ${base + 16})"`
        : ' text-anchor="middle"';
      return `<path class="axis" d="M${at} ${base}v5"/><text x="${at}" y="${base + 18}"${turn}>${escaped(label)}</text>`;
    })
    .join('');
  return { svg, height: isSlanted ? 18 + rounded(0.58 * longest) : 24 };
}

const lineOf = ({ y, left, width }: Frame, name: string, value: number): string =>
  `<path class="level" d="M${left} ${y.at(value)}H${width - right}"/><text class="faint halo" x="${width - right}" y="${y.at(value) - 5}" text-anchor="end">${escaped(name)}</text>`;

function seriesOf(frame: Frame, name: string, place: number): string {
  const points = frame.chart.series[name];
  const body = frame.chart.chart === 'bars' ? barsOf(frame, name, place) : marksOf(frame, name, place);
  const line =
    frame.chart.chart === 'lines'
      ? `<path class="series series-${place}" stroke-dasharray="${dashes[place]}" d="${points.map(([x, value], k) => `${k === 0 ? 'M' : 'L'}${frame.x.at(x)} ${frame.y.at(value)}`).join('')}"/>`
      : '';
  return line + body;
}

const marksOf = (frame: Frame, name: string, place: number): string =>
  frame.chart.series[name]
    .map((point) => {
      const [x, value] = point;
      const [at, height] = [frame.x.at(x), frame.y.at(value)];
      return `<g>${intervalOf(frame, point, at)}${markOf(at, height, place)}<title>${titleOf(name, point)}</title></g>`;
    })
    .join('');

function barsOf(frame: Frame, name: string, place: number): string {
  const names = Object.keys(frame.chart.series);
  const band = (frame.width - right - frame.left) / frame.x.ticks.length;
  const wide = Math.min(46, (0.7 * band) / names.length);
  const zero = frame.y.at(0);
  return frame.chart.series[name]
    .map((point) => {
      const at = frame.x.at(point[0]) + (place - (names.length - 1) / 2) * wide;
      const height = frame.y.at(point[1]);
      const box = `x="${rounded(at - wide / 2 + 1)}" y="${Math.min(zero, height)}" width="${rounded(wide - 2)}" height="${rounded(Math.abs(zero - height))}"`;
      return `<g><rect class="bar series-${place}" ${box}/>${intervalOf(frame, point, at)}<title>${titleOf(name, point)}</title></g>`;
    })
    .join('');
}

function intervalOf({ y }: Frame, point: Point, at: number): string {
  if (point.length === 2) return '';
  const [low, high] = [y.at(point[2]), y.at(point[3])];
  return `<path class="interval" d="M${at} ${low}V${high}M${at - 4} ${low}h8M${at - 4} ${high}h8"/>`;
}

/** A disc, a square, a triangle, a diamond. */
function markOf(x: number, y: number, place: number): string {
  const shapes = [
    `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z`,
    `M${x - 4} ${y - 4}h8v8h-8Z`,
    `M${x} ${y - 5}l5 9h-10Z`,
    `M${x} ${y - 6}l5 6l-5 6l-5 -6Z`,
  ];
  return `<path class="mark series-${place}" d="${shapes[place]}"/>`;
}

function titleOf(name: string, [x, value, ...ends]: Point): string {
  const interval = ends.length === 2 ? ` (95 % interval ${ends[0]} to ${ends[1]})` : '';
  return escaped(`${name}, ${x}: ${value}${interval}`);
}
