import { decimalsOf, number, number2 } from '../../statistics/format.ts';

/** A value of a chart with its interval, as a tooltip needs it. */
export interface Told {
  readonly mean: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** Worlds behind it. */
  readonly n?: number;
}

/** `7,200: 2.571 ± 0.003 nats (n 12)`: what a point of a chart says when a reader points at it. */
export function toldOf(where: string, { mean, low, high, n }: Told, unit = ''): string {
  if (mean === null) return `${where}: no value`;
  const count = n === undefined ? '' : ` (n ${n})`;
  return `${where}: ${`${withInterval(mean, low, high)} ${unit}`.trimEnd()}${count}`;
}

/** A mean with ± where its interval lies evenly about it, else with both ends; alone where it has none. */
export function withInterval(mean: number, low?: number | null, high?: number | null): string {
  if (low === undefined || low === null || high === undefined || high === null) return short(mean);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return short(mean);
  const half = (high - low) / 2;
  if (half === 0) return short(mean);
  const decimals = decimalsOf(half);
  const isEven = Math.abs(mean - (low + high) / 2) <= 0.01 * half;
  return isEven
    ? `${number(mean, decimals)} ± ${number(half, decimals)}`
    : `${number(mean, decimals)} [${number(low, decimals)}, ${number(high, decimals)}]`;
}

/** Five digits. */
const short = (value: number): string => number2(Number(value.toPrecision(5)));

/** What only draws: no part of what a row says. */
const drawing = new Set(['colour', 'color', 'place', 'top', 'told', 'shape', 'x2', 'y2', 'end', 'isWide']);

/** The words of a row: its own (`told`), else its fields with their values, the mean with its interval. Null where it says nothing. */
export function rowWords(row: Readonly<Record<string, unknown>>): string | null {
  if (typeof row.told === 'string') return row.told;
  if (typeof row.landmark === 'string') return row.landmark;
  const { mean, low, high } = row;
  const isMean = typeof mean === 'number';
  const parts = Object.entries(row).flatMap(([name, value]) => {
    if (drawing.has(name) || name.startsWith('_') || name.includes('_')) return [];
    if (isMean && (name === 'low' || name === 'high')) return [];
    if (isMean && name === 'mean') return [withInterval(mean, end(low), end(high))];
    if (typeof value === 'number') return [`${name} ${short(value)}`];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  return parts.length === 0 ? null : parts.join(', ');
}

const end = (value: unknown): number | null => (typeof value === 'number' ? value : null);
