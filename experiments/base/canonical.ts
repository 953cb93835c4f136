import { createHash } from 'node:crypto';

/** A value that has no canonical text. The message names its place, what it is and what is wanted. */
export class NoCanonicalText extends TypeError {
  override readonly name = 'NoCanonicalText';
}

/**
 * The one text of a plain value: keys sorted, no blanks, numbers as ECMAScript writes them. What has no single
 * honest text is refused with its place (`NoCanonicalText`): NaN, infinities, −0, undefined, holes in a list,
 * functions, bigints, class instances, records that hold themselves.
 */
export function canonical(value: unknown): string {
  return textOf(value, '$', []);
}

/** Why a value has no canonical text; null: it has one. */
export function canonicalFault(value: unknown): string | null {
  try {
    canonical(value);
    return null;
  } catch (error) {
    if (error instanceof NoCanonicalText) return error.message;
    throw error;
  }
}

function textOf(value: unknown, place: string, holders: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numeral(value, place);
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) {
    throw new NoCanonicalText(
      `${place} is ${described(value)}; results hold null, booleans, numbers, texts, lists and records`,
    );
  }
  if (holders.includes(value)) throw new NoCanonicalText(`${place} holds itself; results hold plain trees`);
  const inner = [...holders, value];
  if (isList) return `[${Array.from(value, (item, k) => textOf(item, `${place}[${k}]`, inner)).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key], `${place}.${key}`, inner)}`).join(',')}}`;
}

function numeral(value: number, place: string): string {
  if (Number.isFinite(value) && !Object.is(value, -0)) return JSON.stringify(value);
  const shown = Object.is(value, -0) ? '-0' : String(value);
  throw new NoCanonicalText(
    `${place} is ${shown}; a stored number is finite and not -0: a missing value is null`,
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function described(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'object' ? `a ${value?.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}

/** SHA-256 of a text (UTF-8), 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
