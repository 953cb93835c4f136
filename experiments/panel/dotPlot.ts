import { number2 } from '../statistics/format.ts';
import type { Compared, Dot } from './comparison.ts';
import { roundStep, tidy } from './slider.ts';

/** Sizes in pixels, drawn for the width that there is, so that text keeps its size on a phone. */
const side = 16;
const radius = 5;
const text = 12;
/** From the axis up to the middle of the lowest dot. */
const lift = 40;
/** Height that dots share; they overlap where more lie on each other than fit. */
const room = 96;

/** A drawn axis: what lies where. */
interface Axis {
  readonly ticks: readonly number[];
  x(value: number): number;
}

/**
 * The dots of a comparison as SVG, a dot a pair of worlds, with the mean and its 95 % interval below them, 0 and the band that does not
 * matter. `width` in pixels. Its texts are numbers and names of measures, escaped.
 */
export function dotPlot(shown: Compared, width: number): string {
  const { measure, dots, interval } = shown;
  const known = dots.flatMap((dot) => (dot.gap === null ? [] : [{ ...dot, gap: dot.gap }]));
  const ends = interval === null || interval.n < 2 ? [] : [interval.low, interval.high];
  const axis = axisOf([...known.map(({ gap }) => gap), ...ends, 0, measure.margin, -measure.margin], width);
  const places = stacked(known, axis);
  const rise = Math.min(2 * radius, room / Math.max(1, ...places.map(({ row }) => row)));
  const base = 26 + room + lift;
  const height = base + 2 * text + 26;
  const parts = [
    bandOf(measure.margin, axis, base),
    ...axis.ticks.map((tick) => tickMarks(tick, axis, base)),
    `<line class="axis" x1="${side}" x2="${width - side}" y1="${base}" y2="${base}"/>`,
    zeroOf(axis, base),
    ...places.map((place) => dotOf(place, base, rise)),
    intervalOf(shown, axis, base),
    `<text class="title" x="${width / 2}" y="${height - 6}" text-anchor="middle">${escaped(axisTitle(shown, width))}</text>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="${text}" aria-hidden="true">${parts.join('')}</svg>`;
}

function axisOf(values: readonly number[], width: number): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || 1;
  const step = roundStep(span / Math.max(2, Math.min(6, Math.floor(width / 110))));
  const [from, to] = [low - 0.06 * span, high + 0.06 * span];
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  const ticks = Array.from({ length: Math.max(0, count) }, (_, k) => tidy((first + k) * step) + 0);
  const scale = (width - 2 * side - 2 * radius) / (to - from);
  return { ticks, x: (value) => round(side + radius + (value - from) * scale) };
}

interface Known extends Dot {
  readonly gap: number;
}
interface Place extends Known {
  readonly x: number;
  readonly row: number;
}

/** Each dot in the lowest row in which it touches none. */
function stacked(dots: readonly Known[], axis: Axis): Place[] {
  const places: Place[] = [];
  for (const dot of dots) {
    const x = axis.x(dot.gap);
    let row = 0;
    while (places.some((other) => other.row === row && Math.abs(other.x - x) < 2 * radius)) row++;
    places.push({ ...dot, x, row });
  }
  return places;
}

const dotOf = ({ seed, gap, x, row }: Place, base: number, rise: number): string =>
  `<circle class="dot" cx="${x}" cy="${round(base - lift - row * rise)}" r="${radius - 0.5}"><title>${escaped(`seed ${seed}: ${signedText(gap)}`)}</title></circle>`;

function intervalOf({ interval }: Compared, axis: Axis, base: number): string {
  if (interval === null) return '';
  const { n, mean, low, high } = interval;
  const y = base - 18;
  const x = axis.x(mean);
  const diamond = `<path class="mean" d="M${x - 6} ${y}L${x} ${y - 7}L${x + 6} ${y}L${x} ${y + 7}Z"/>`;
  if (n < 2) return diamond;
  const [from, to] = [axis.x(low), axis.x(high)];
  const ends = [from, to].map((end) => `<path class="bar" d="M${end} ${y - 6}V${y + 6}"/>`).join('');
  return `<path class="bar" d="M${from} ${y}H${to}"/>${ends}${diamond}`;
}

function bandOf(margin: number, axis: Axis, base: number): string {
  if (margin === 0) return '';
  const [from, to] = [axis.x(-margin), axis.x(margin)];
  return `<rect class="band" x="${from}" y="18" width="${round(to - from)}" height="${base - 18}"/>`;
}

const zeroOf = (axis: Axis, base: number): string =>
  `<path class="zero" d="M${axis.x(0)} 18V${base}"/><text class="name" x="${axis.x(0)}" y="12" text-anchor="middle">status quo</text>`;

const tickMarks = (tick: number, axis: Axis, base: number): string =>
  `<path class="axis" d="M${axis.x(tick)} ${base}v5"/><text x="${axis.x(tick)}" y="${base + 18}" text-anchor="middle">${signedText(tick)}</text>`;

function axisTitle({ measure }: Compared, width: number): string {
  const { title, unit, better } = measure;
  const arrow = better === 'lower' ? '← better' : better === 'higher' ? 'better →' : '';
  const long = [`difference of ${title}${unit === '' ? '' : `, ${unit}`}`, arrow].filter(
    (part) => part !== '',
  );
  const whole = long.join('   ');
  return whole.length * 6.4 <= width
    ? whole
    : [`difference${unit === '' ? '' : `, ${unit}`}`, arrow].join('   ').trim();
}

/** A number with its sign, a true minus among them. */
export const signedText = (value: number): string =>
  `${value > 0 ? '+' : ''}${number2(Number(value.toPrecision(6)))}`;

const round = (value: number): number => Math.round(value * 100) / 100;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
