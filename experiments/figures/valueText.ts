import { none } from '../statistics/format.ts';

/** Digits that say a double apart from its neighbours. */
const mostDigits = 17;

/**
 * A number as far as a comparison at `tolerance` needs it: two digits beyond the tolerance's first. All its digits where
 * there is no tolerance to speak of.
 */
export function valueText(value: number | string | null, tolerance: number | null): string {
  if (value === null) return none;
  if (typeof value === 'string') return value;
  if (tolerance === null || !(tolerance > 0)) return plain(significant(value, 6));
  const decimals = 1 - Math.floor(Math.log10(tolerance));
  if (decimals >= 14) return plain(String(value));
  if (Math.abs(value) > 0 && Math.abs(value) < 1e-3) {
    const digits = Math.min(mostDigits, Math.max(1, decimals + Math.floor(Math.log10(Math.abs(value))) + 1));
    return plain(value.toPrecision(digits));
  }
  return plain(trimmed(value.toFixed(Math.max(0, Math.min(20, decimals)))));
}

/** A difference with its sign and two digits: `+0.0021`, `−5.6e-17`, `0`. */
export function differenceText(difference: number | null): string {
  if (difference === null) return none;
  if (difference === 0) return '0';
  const size = significant(Math.abs(difference), 2);
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** A number of a table to six digits. */
export function cellText(cell: number | string | null): string {
  if (cell === null) return none;
  return typeof cell === 'string' ? cell : plain(significant(cell, 6));
}

/** Without exponent between 1e-4 and 1e15. */
function significant(value: number, digits: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(value);
  const size = Math.abs(value);
  if (size < 1e-4) return value.toExponential(digits - 1).replace(/\.?0+e/, 'e');
  if (size >= 10 ** digits) return grouped(Math.round(value));
  return trimmed(value.toPrecision(digits));
}

const grouped = (value: number): string =>
  value.toLocaleString('en', { useGrouping: Math.abs(value) >= 10_000 });

/** 0.50 says no more than 0.5 where the tolerance is beside it. */
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

const plain = (text: string): string => text.replace(/^-/, '−');
