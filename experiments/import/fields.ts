import { UserError } from '../base/userError.ts';
import { below, isList, isObject, type Json, type JsonObject } from '../input/plainJson.ts';

/** How a refused value is shown: short, with its type where that helps. */
export const shownJson = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** A value of a file and where it lies. */
export class Place {
  readonly file: string;
  readonly path: string;
  readonly value: Json | undefined;

  constructor(file: string, path: string, value: Json | undefined) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** Refuses the value: file, place, rule, what was received, remedy. */
  fail(rule: string, remedy: string): never {
    throw new UserError(
      `${this.file}: ${this.path} must be ${rule}; received ${shownJson(this.value)} (${remedy})`,
    );
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  at(key: string | number): Place {
    const { file, path, value } = this;
    if (isList(value) && typeof key === 'number') return new Place(file, below(path, key), value[key]);
    const part = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return new Place(file, below(path, key), part);
  }

  object(): JsonObject {
    if (isObject(this.value)) return this.value;
    return this.fail('an object', 'write the whole dump again');
  }

  list(): Place[] {
    const { file, path, value } = this;
    if (!isList(value)) return this.fail('a list', 'write the whole dump again');
    return value.map((part, index) => new Place(file, below(path, index), part));
  }

  /** A whole number from 0 to `most`, as number, bigint or a text of digits. */
  whole(most: number = Number.MAX_SAFE_INTEGER): number {
    return Number(this.big(BigInt(most)));
  }

  big(most = 2n ** 64n - 1n): bigint {
    const { value } = this;
    const big =
      typeof value === 'bigint'
        ? value
        : typeof value === 'number' && Number.isInteger(value)
          ? BigInt(value)
          : typeof value === 'string' && /^\d{1,39}$/.test(value.trim())
            ? BigInt(value.trim())
            : null;
    if (big === null || big < 0n || big > most)
      return this.fail(
        `a whole number of 0 … ${most.toLocaleString('en-US')}`,
        'correct it, or leave the field out',
      );
    return big;
  }

  /** A number that is not negative, also as text. */
  number(): number {
    const { value } = this;
    const isText = typeof value === 'string' && /^\s*\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(value);
    const number = isText || typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number' || !(number >= 0) || !Number.isFinite(number))
      return this.fail('a number of at least 0', 'correct it, or leave the field out');
    return number;
  }

  flag(): boolean {
    const text = typeof this.value === 'object' ? '' : String(this.value).toLowerCase();
    if (['true', '1', '1.0'].includes(text)) return true;
    if (['false', '0', '0.0'].includes(text)) return false;
    return this.fail('true or false', 'correct it, or leave the field out');
  }

  text(): string {
    if (typeof this.value === 'string') return this.value;
    return this.fail('a text', 'correct it, or leave the field out');
  }
}

/** The fields of an object, of which each that is asked for counts as read: what is left was not. */
export class Fields {
  readonly place: Place;
  private readonly read = new Set<string>();

  constructor(place: Place) {
    place.object();
    this.place = place;
  }

  has(name: string): boolean {
    return this.place.at(name).isThere;
  }

  take(name: string): Place {
    this.read.add(name);
    return this.place.at(name);
  }

  /** The first of several names that the object has; undefined if it has none. */
  takeAny(...names: readonly string[]): Place | undefined {
    const name = names.find((known) => this.has(known));
    for (const known of names) if (known === name || !this.has(known)) this.read.add(known);
    return name === undefined ? undefined : this.take(name);
  }

  maybe<Value>(name: string, read: (place: Place) => Value): Value | undefined {
    const place = this.take(name);
    return place.isThere ? read(place) : undefined;
  }

  /** Names that were not asked for. */
  left(): string[] {
    return Object.keys(this.place.object()).filter((name) => !this.read.has(name));
  }
}

/** Splits what a reader did not ask for into what is known to be of no use and what is unknown. */
export function splitLeft(
  left: readonly string[],
  known: readonly string[],
): { readonly unused: string[]; readonly unknown: string[] } {
  return {
    unused: left.filter((name) => known.includes(name)),
    unknown: left.filter((name) => !known.includes(name)),
  };
}
