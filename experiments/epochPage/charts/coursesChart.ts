import { escaped } from '../../base/escaped.ts';
import { letter, px, svgOf, ticksOf } from './axis.ts';

/** A line over epochs, the first at epoch 1. */
export interface Course {
  readonly name: string;
  /** What its line says where it is pointed at. */
  readonly title?: string;
  readonly values: readonly number[];
}

/** Heights in pixels. */
const top = 24;
const plot = 170;
const foot = 38;

/** Dashes by place, so that no line is told by its colour alone. */
const dashes = ['', '7 4', '2 4', '10 3 2 3'] as const;

/** Lines over epochs with their names at their ends, and a mark at the epoch that is shown. Values are per cents. */
export function coursesChart(
  title: string,
  courses: readonly Course[],
  shown: number,
  width: number,
): string {
  const epochs = Math.max(1, ...courses.map(({ values }) => values.length));
  const highest = Math.max(0, ...courses.flatMap(({ values }) => values));
  const most = highest === 0 ? 1 : highest * 1.05;
  const ticks = ticksOf(0, most, 4);
  const left = 14 + letter * (2 + Math.max(...ticks.map(({ text }) => text.length)));
  const right = 12 + letter * Math.max(0, ...courses.map(({ name }) => name.length));
  const x = (epoch: number) => left + ((width - left - right) * (epoch - 1)) / Math.max(1, epochs - 1);
  const y = (value: number) => top + plot * (1 - value / most);
  const label = `${title}, epochs 1 to ${epochs}: ${courses.map(({ name, values }) => `${name} ends at ${(values[values.length - 1] ?? 0).toFixed(2)} %`).join(', ')}`;
  return svgOf(width, top + plot + foot, escaped(label), [
    `<text class="ink" x="0" y="12">${escaped(title)}</text>`,
    ...ticks.map(
      ({ value, text }) =>
        `<path class="grid" d="M${px(left)} ${px(y(value))}H${px(width - right)}"/><text class="faint" x="${px(left - 6)}" y="${px(y(value) + 4)}" text-anchor="end">${text} %</text>`,
    ),
    `<path class="axis" d="M${px(left)} ${top + plot}H${px(width - right)}"/>`,
    ...[1, ...(epochs >= 50 ? [Math.round(epochs / 2)] : []), epochs].map(
      (epoch) =>
        `<text class="faint" x="${px(x(epoch))}" y="${top + plot + 16}" text-anchor="middle">${epoch}</text>`,
    ),
    `<text class="faint" x="${px(left)}" y="${top + plot + 32}">epoch</text>`,
    `<path class="kappa" d="M${px(x(shown))} ${top}V${top + plot}"/>`,
    ...courses.map(
      ({ name, title = name, values }, place) =>
        `<g><title>${escaped(title)}</title><path class="course" stroke-dasharray="${dashes[place % dashes.length]}" d="${values.map((value, k) => `${k === 0 ? 'M' : 'L'}${px(x(k + 1))} ${px(y(value))}`).join('')}"/></g>`,
    ),
    namesOf(courses, width - right + 6, y),
  ]);
}

/** Names beside the ends of their lines, moved apart where they would touch, and up where they would leave the plot. */
function namesOf(courses: readonly Course[], at: number, y: (value: number) => number): string {
  const ends = courses
    .map(({ name, values }) => ({ name, wanted: y(values[values.length - 1] ?? 0) + 4 }))
    .sort((one, other) => one.wanted - other.wanted);
  let last = Number.NEGATIVE_INFINITY;
  return ends
    .map(({ name, wanted }, place) => {
      const lowest = top + plot - between * (ends.length - 1 - place);
      last = Math.max(Math.min(wanted, lowest), last + between);
      return `<text class="ink" x="${px(at)}" y="${px(last)}">${escaped(name)}</text>`;
    })
    .join('');
}

/** Pixels from one name to the next. */
const between = 14;
