import type { BootstrapInterval } from './bootstrap.ts';
import type { Estimate } from './estimate.ts';
import { grouped } from './grouped.ts';
import type { MeanInterval } from './meanInterval.ts';

/** The sign for a missing number. */
export const none = '–';

/** Decimals that show two digits of an uncertainty. */
export function decimalsOf(halfWidth: number): number {
  if (!(halfWidth > 0) || !Number.isFinite(halfWidth)) return 4;
  return Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(halfWidth))));
}

/** A number with thousands separated and a true minus sign. */
export function number(value: number, decimals: number): string {
  const text = grouped(Math.abs(value), decimals, decimals);
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** Of an interval that knows its values' skewness: what a reader should know before trusting it. */
export const warningOf = (interval: Estimate | null | undefined): string | null =>
  interval !== null && interval !== undefined && 'warning' in interval
    ? (interval as MeanInterval).warning
    : null;

/** `1.72 [1.21, 2.61]; the values are skewed (2.3): …`: a mean with both ends, then the warning where there is one. */
export function meanIntervalText(interval: MeanInterval): string {
  const { mean, low, high, warning } = interval;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return estimateText(interval);
  const decimals = Math.min(decimalsOf((high - low) / 2), mostDecimals(mean));
  const ends = `${number(mean, decimals)} [${number(low, decimals)}, ${number(high, decimals)}]`;
  return warning === null ? ends : `${ends}; ${warning}`;
}

/**
 * `3.0124 ± 0.0043`: the mean with the half-width of its 95 % interval, or with both ends where it is longer on one side; never only
 * the mean. Its n is given where it is not `usual`, the n of the caption.
 */
export function estimateText(estimate: Estimate | null | undefined, usual?: number): string {
  if (estimate === null || estimate === undefined) return none;
  const { n, mean, low, high } = estimate;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return `${number2(mean)} (n ${n}: no interval)`;
  const fewer = usual === undefined || n === usual ? '' : ` (n ${n})`;
  const half = (high - low) / 2;
  if (half === 0) return `${number2(mean)} ± 0${fewer}`;
  // An interval that is longer on one side is given by its ends: one ± cannot say how far it reaches to each.
  const isSkewed = warningOf(estimate) !== null;
  if (isSkewed || Math.abs(mean - (low + high) / 2) > oneSided * half) {
    const places = Math.min(decimalsOf(half), mostDecimals(mean));
    const ends = `${number(mean, places)} [${number(low, places)}, ${number(high, places)}]`;
    return `${ends}${isSkewed ? ' skewed' : ''}${fewer}`;
  }
  const decimals = Math.min(decimalsOf(half), mostDecimals(mean));
  return `${number(mean, decimals)} ± ${number(half, decimals)}${fewer}`;
}

/** Part of its half-width by which a mean may lie off the middle of an interval written with ±. */
const oneSided = 0.01;

/** Five digits of a number are enough, however certain it is. */
const mostDecimals = (value: number): number =>
  value === 0 ? 4 : Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value))));

/** A difference: signed. */
export function differenceText(estimate: Estimate | null | undefined, usual?: number): string {
  const text = estimateText(estimate, usual);
  return estimate && estimate.mean > 0 && text !== none ? `+${text}` : text;
}

/** `3.1 ± 0.4 TAO`, `12 ± 3 %`, `3.1 [2.8, 4.9] TAO, skewed`; a count or a share without a unit as it is. */
export function withUnit(text: string, unit: string): string {
  const [, value = text, skewed = '', fewer = ''] = /^(.*?)( skewed)?( \(n [^)]*\))?$/.exec(text) ?? [];
  return `${`${value} ${unit}`.trimEnd()}${skewed === '' ? '' : ', skewed'}${fewer}`;
}

/** A bootstrap interval; "never" where an end lies beyond every number. */
export function intervalText(interval: BootstrapInterval | null | undefined): string {
  if (interval === null || interval === undefined) return none;
  const { value, low, high } = interval;
  const word = (end: number | null) => (end === null ? 'not reached' : number(end, 0));
  return value === null && low === null && high === null
    ? 'not reached'
    : `${word(value)} [${word(low)}, ${word(high)}]`;
}

/** Blocks of 12 s in hours: `10.2 h`. */
export const hours = (blocks: number): string => `${(blocks / 300).toFixed(1)} h`;

/** A level with its unit, and in hours if it counts blocks. */
export function levelText(level: number, unit: string): string {
  if (unit !== 'blocks') return unit === '' ? number2(level) : `${number2(level)} ${unit}`;
  return `${number2(level)} blocks (${hours(level)})`;
}

/** `from 2,048 to 5,000 blocks (6.8 – 16.7 h)`, `at 3,072 blocks (10.2 h)`. */
export function rangeOfLevels([low, high]: readonly [number, number], unit: string): string {
  if (low === high) return `at ${levelText(low, unit)}`;
  const both = `from ${number2(low)} to ${number2(high)}`;
  if (unit !== 'blocks') return `${both} ${unit}`.trimEnd();
  return `${both} blocks (${(low / 300).toFixed(1)} – ${(high / 300).toFixed(1)} h)`;
}

/** A number as short as it is exact, with a true minus sign. */
export const number2 = (value: number): string => grouped(value, 0, 6).replace('-', '−');
