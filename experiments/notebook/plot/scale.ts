import { roundStep, tidy } from '../../panel/slider.ts';
import type { Chart, Point } from '../chart.ts';

/** Where values lie in pixels, and which of them are written. */
export interface Scale {
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  at(value: number | string): number;
}

type Span = readonly [from: number, to: number];

/** The scale of x over `span` pixels: names side by side for bars and names, else numbers. At most a tick for each `room` pixels. */
export function scaleOfX({ chart, series, scale }: Chart, span: Span, room: number): Scale {
  const values = Object.values(series).flatMap((points) => points.map(([x]) => x));
  const numbers = values.filter((value) => typeof value === 'number');
  if (chart === 'bars' || numbers.length < values.length) return names(values, span);
  return scale === 'log' ? logarithmic(numbers, span, room) : linear(numbers, span, room, 0.02);
}

/** The scale of y, with 0 where bars grow from it. */
export function scaleOfY({ chart, series, lines = {} }: Chart, span: Span, room: number): Scale {
  const values = [
    ...Object.values(series).flatMap((points) => points.flatMap(valuesOf)),
    ...Object.values(lines),
    ...(chart === 'bars' ? [0] : []),
  ];
  return linear(values, span, room, 0.06);
}

const valuesOf = ([, ...values]: Point): readonly number[] => values;

function names(values: readonly (number | string)[], [from, to]: Span): Scale {
  const known = [...new Set(values)];
  const band = (to - from) / known.length;
  const at = (value: number | string) => rounded(from + band * (known.indexOf(value) + 0.5));
  return { ticks: known.map((value) => ({ at: at(value), text: textOf(value) })), at };
}

/** A little wider than its values on both sides, by a share of their span, but not across 0. */
function linear(values: readonly number[], [from, to]: Span, room: number, margin: number): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const spread = most - least || Math.abs(most) || 1;
  const low = least >= 0 ? Math.max(0, least - margin * spread) : least - margin * spread;
  const high = most <= 0 ? Math.min(0, most + margin * spread) : most + margin * spread;
  const step = roundStep((high - low) / Math.max(2, Math.floor(Math.abs(to - from) / room)));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  const at = (value: number | string) => rounded(from + ((Number(value) - low) / (high - low)) * (to - from));
  const ticks = Array.from({ length: count }, (_, k) => tidy((first + k) * step) + 0);
  return { ticks: ticks.map((value) => ({ at: at(value), text: textOf(value) })), at };
}

/** Ticks are the values themselves, as long as they have room. */
function logarithmic(values: readonly number[], [from, to]: Span, room: number): Scale {
  const low = Math.log(Math.min(...values));
  const high = Math.log(Math.max(...values));
  const at = (value: number | string) =>
    rounded(from + ((Math.log(Number(value)) - low) / (high - low || 1)) * (to - from));
  const ticks: { at: number; text: string }[] = [];
  for (const value of [...new Set(values)].sort((one, other) => one - other)) {
    const tick = { at: at(value), text: textOf(value) };
    if (ticks.every((other) => Math.abs(other.at - tick.at) >= room * 0.6)) ticks.push(tick);
  }
  return { ticks, at };
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A number as long as it is exact, a true minus among its signs; a name as it is. */
const textOf = (value: number | string): string =>
  typeof value === 'string'
    ? value
    : value.toLocaleString('en', { maximumSignificantDigits: 12 }).replace('-', '−');
