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
  return textOf(value, [], []);
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

/** Levels of a value that are looked at before its text is left to `JSON.stringify`: one that holds itself has more. */
const mostLevels = 32;

/**
 * Whether `JSON.stringify` gives the canonical text: all of it may be stored, and its records have their keys in order already. So it is with
 * what was read from such a text, and the built-in is many times as fast.
 */
function isInOrder(value: unknown, level: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (level === mostLevels) return false;
  if (Array.isArray(value)) return isListInOrder(value, level);
  return isPlain(value) && isRecordInOrder(value, level);
}

function isListInOrder(list: readonly unknown[], level: number): boolean {
  if (Object.getPrototypeOf(list) !== Array.prototype) return false;
  for (let k = 0; k < list.length; k++) if (!isInOrder(list[k], level + 1)) return false;
  return true;
}

function isRecordInOrder(record: Readonly<Record<string, unknown>>, level: number): boolean {
  const keys = Object.keys(record);
  for (let k = 1; k < keys.length; k++) if (keys[k - 1] > keys[k]) return false;
  for (const key of keys) if (!isInOrder(record[key], level + 1)) return false;
  return true;
}

/** `trail`: keys and places that lead to the value; `holders`: those that hold it. Both are as they were when it returns. */
function textOf(value: unknown, trail: (string | number)[], holders: object[]): string {
  if (isInOrder(value, 0)) return JSON.stringify(value);
  if (typeof value === 'number') throw faultAt(trail, numeral(value), finite);
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value))
    throw faultAt(trail, described(value), 'results hold null, booleans, numbers, texts, lists and records');
  if (holders.includes(value))
    throw new NoCanonicalText(`${placeOf(trail)} holds itself; results hold plain trees`);
  holders.push(value);
  const within = (key: string | number, inner: unknown) => {
    trail.push(key);
    const text = textOf(inner, trail, holders);
    trail.pop();
    return text;
  };
  const text = isList
    ? `[${Array.from(value, (inner, k) => within(k, inner)).join(',')}]`
    : `{${Object.keys(value)
        .sort()
        .map((key) => `${JSON.stringify(key)}:${within(key, value[key])}`)
        .join(',')}}`;
  holders.pop();
  return text;
}

const finite = 'a stored number is finite and not -0: a missing value is null';

const placeOf = (trail: readonly (string | number)[]): string =>
  `$${trail.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;

const faultAt = (trail: readonly (string | number)[], what: string, wanted: string): NoCanonicalText =>
  new NoCanonicalText(`${placeOf(trail)} is ${what}; ${wanted}`);

const numeral = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

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
