import { UserError } from '../../base/userError.ts';

/** A recorded file that cannot be read as vectors: names the file, the place in it and the rule. */
export class VectorError extends UserError {
  override readonly name: string = 'VectorError';
}

/** A value inside a recorded file that knows its place, so that every message can name it. */
export class Place {
  readonly file: string;
  /** JSON path, `$` at the top. */
  readonly path: string;
  readonly value: unknown;

  constructor(file: string, value: unknown, path = '$') {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** Throws a VectorError: `file: path must be …; received …`. */
  fail(rule: string): never {
    throw new VectorError(`${this.file}: ${this.path} must be ${rule}; received ${shown(this.value)}`);
  }

  has(key: string): boolean {
    return isRecord(this.value) && Object.hasOwn(this.value, key) && this.value[key] !== undefined;
  }

  /** The value under a key, which must be there. */
  at(key: string): Place {
    if (!isRecord(this.value)) return this.fail('an object');
    if (!Object.hasOwn(this.value, key)) return this.fail(`an object with the key ${JSON.stringify(key)}`);
    return new Place(this.file, this.value[key], `${this.path}.${key}`);
  }

  keys(): string[] {
    return isRecord(this.value) ? Object.keys(this.value) : this.fail('an object');
  }

  /** Fails at a key that is not `known`, so that nothing is silently ignored. */
  only(known: readonly string[]): this {
    const unknown = this.keys().find((key) => !known.includes(key));
    if (unknown !== undefined) this.at(unknown).fail(`absent: known keys are ${known.join(', ')}`);
    return this;
  }

  list(length?: number): Place[] {
    if (!Array.isArray(this.value)) return this.fail('a list');
    if (length !== undefined && this.value.length !== length) {
      return new Place(this.file, this.value.length, `${this.path}.length`).fail(String(length));
    }
    return this.value.map((value, index) => new Place(this.file, value, `${this.path}[${index}]`));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a text');
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  /** An integer within `min … max`, written as a number or as decimal text. */
  integer(min: bigint, max: bigint): bigint {
    const parsed = integerOf(this.value);
    if (parsed === null || parsed < min || parsed > max) return this.fail(`an integer ${min} … ${max}`);
    return parsed;
  }

  /** An integer that a number holds exactly, 0 … `max` (2^53 − 1). */
  count(max = Number.MAX_SAFE_INTEGER): number {
    return Number(this.integer(0n, BigInt(max)));
  }

  /** An unsigned 64-bit integer. */
  u64(): bigint {
    return this.integer(0n, 2n ** 64n - 1n);
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The integer that a JSON value is, or null. */
function integerOf(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}

/** A value as a message shows it, cut short. */
export function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
