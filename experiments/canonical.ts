import { createHash } from 'node:crypto';

/**
 * The one text of a plain value: keys sorted, no blanks, numbers as ECMAScript writes them. What has no single
 * honest text is refused with its place: NaN, infinities, −0, undefined, functions, bigints, class instances.
 */
export function canonical(value: unknown, place = '$'): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numeral(value, place);
  if (Array.isArray(value)) return `[${value.map((item, k) => canonical(item, `${place}[${k}]`)).join(',')}]`;
  if (isPlain(value)) {
    const entries = Object.keys(value).sort();
    return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key], `${place}.${key}`)}`).join(',')}}`;
  }
  throw new TypeError(
    `${place} is a ${typeof value}; results hold null, booleans, numbers, texts, lists and records`,
  );
}

function numeral(value: number, place: string): string {
  if (Number.isFinite(value) && !Object.is(value, -0)) return JSON.stringify(value);
  const shown = Object.is(value, -0) ? '-0' : String(value);
  throw new TypeError(`${place} is ${shown}; a stored number is finite and not -0: a missing value is null`);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** SHA-256 of a text (UTF-8), 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
