import { UserError } from '../base/userError.ts';

/** A value of a JSON text; whole numbers that a float64 does not hold are bigints, and what JSON cannot say is null. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
/** An object of a JSON text, without a prototype: every key is one of the text’s. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON text as it was read. */
export interface ReadJson {
  readonly value: Json;
  /** Places of NaN and infinities, which Python writes and JSON has not: read as null. */
  readonly notNumbers: readonly string[];
}

/** How deep values may lie in each other. */
const deepest = 64;

/**
 * Reads a JSON text without losing a digit: integers above 2^53 come as bigints, an object that names a key twice is refused, and so is
 * a text that ends too early. Throws `UserError` with file, line and column.
 */
export const readJson = (text: string, file: string): ReadJson => new Reader(text, file).read();

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A place below another: `$.uids[3].stake`. */
export const below = (path: string, key: string | number): string =>
  typeof key === 'number'
    ? `${path}[${key}]`
    : /^[A-Za-z_]\w*$/.test(key)
      ? `${path}.${key}`
      : `${path}[${JSON.stringify(key)}]`;

const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const noNumbers = new Set(['NaN', 'Infinity', '-Infinity']);

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly file: string;
  private readonly notNumbers: string[] = [];

  constructor(text: string, file: string) {
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.file = file;
  }

  read(): ReadJson {
    const value = this.value('$', 0);
    this.skip();
    if (this.at < this.text.length)
      this.fail('ends after its first value', this.text.slice(this.at, this.at + 20));
    return { value, notNumbers: this.notNumbers };
  }

  private value(path: string, depth: number): Json {
    this.skip();
    if (depth > deepest) this.fail(`nests at most ${deepest} deep`, `more at ${path.slice(0, 60)}…`);
    const first = this.text[this.at];
    if (first === '{') return this.object(path, depth);
    if (first === '[') return this.list(path, depth);
    if (first === '"') return this.string();
    return this.word(path);
  }

  private object(path: string, depth: number): JsonObject {
    const object: Record<string, Json> = Object.create(null);
    this.at += 1;
    if (this.closes('}')) return object;
    do {
      this.skip();
      if (this.text[this.at] !== '"') this.fail('has a key in quotation marks here', this.ahead());
      const key = this.string();
      if (key in object) this.fail('names each key of an object once', `${JSON.stringify(key)} again`);
      this.expect(':');
      object[key] = this.value(below(path, key), depth + 1);
    } while (this.continues('}'));
    return object;
  }

  private list(path: string, depth: number): Json[] {
    const list: Json[] = [];
    this.at += 1;
    if (this.closes(']')) return list;
    do list.push(this.value(below(path, list.length), depth + 1));
    while (this.continues(']'));
    return list;
  }

  private string(): string {
    const from = this.at;
    for (let at = from + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0x5c) at += 1;
      else if (code === 0x22) {
        this.at = at + 1;
        return this.unescaped(from, at + 1);
      }
    }
    this.at = this.text.length;
    return this.fail('closes every text', 'the end of the file');
  }

  private unescaped(from: number, to: number): string {
    try {
      return String(JSON.parse(this.text.slice(from, to)));
    } catch {
      this.at = from;
      return this.fail('writes texts without control characters and with the escapes of JSON', this.ahead());
    }
  }

  private word(path: string): Json {
    const [text] = /^[^\s,:[\]{}"]*/.exec(this.text.slice(this.at, this.at + 400)) ?? [''];
    if (noNumbers.has(text)) this.notNumbers.push(path);
    const value = noNumbers.has(text) ? null : words.has(text) ? words.get(text) : numberOf(text);
    if (value === undefined) return this.fail('has a value here', this.ahead());
    this.at += text.length;
    return value;
  }

  private skip(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at])) this.at += 1;
  }

  private closes(end: string): boolean {
    this.skip();
    if (this.text[this.at] !== end) return false;
    this.at += 1;
    return true;
  }

  /** Whether a comma follows; takes it, or the end. */
  private continues(end: string): boolean {
    if (this.closes(end)) return false;
    this.expect(',');
    return true;
  }

  private expect(mark: string): void {
    this.skip();
    if (this.text[this.at] !== mark) this.fail(`has ${JSON.stringify(mark)} here`, this.ahead());
    this.at += 1;
  }

  private ahead(): string {
    const next = this.text.slice(this.at, this.at + 20);
    return next === '' ? 'the end of the file' : JSON.stringify(next);
  }

  private fail(rule: string, received: string): never {
    const before = this.text.slice(0, this.at).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
    const remedy = this.at >= this.text.length ? 'the file may be cut: write it again' : 'correct it there';
    throw new UserError(`${this.file}, ${place}: JSON ${rule}; received ${received} (${remedy})`);
  }
}

function numberOf(text: string): number | bigint | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  if (/^-?\d+$/.test(text)) return BigInt(text);
  return Number.isFinite(number) ? number : undefined;
}
