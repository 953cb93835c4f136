import { Place, shown } from './place.ts';

/** One value that is not what was recorded. */
export interface Difference {
  readonly file: string;
  /** JSON path of the recorded value. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** An integer of ours; a boolean is 0 or 1. */
export type Computed = bigint | number | boolean;

/** One cell of a row of ours. */
export type Cell = Computed | string | null;

/** How many differences of one comparison are kept with their place; all are counted. */
const kept = 5;

/** What two float64 texts of one formula may differ by: absolute up to 1, relative above. */
export const nearness = 1e-12;

/** Counts the recorded values of one file under one ruleset: compared, differing, skipped. */
export class Comparison {
  readonly file: string;
  compared = 0;
  differing = 0;
  skipped = 0;
  /** Why some values were skipped, beside what the file's tally says. */
  readonly reasons = new Set<string>();
  /** Recorded values that are an error of the recorder, by what is wrong. */
  readonly aside = new Map<string, number>();
  /** Largest difference of the numbers compared by `near`; null: there were none. */
  largest: number | null = null;
  readonly differences: Difference[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Counts a value as differing. */
  differ(path: string, expected: unknown, got: unknown): void {
    this.compared += 1;
    this.differing += 1;
    if (this.differences.length >= kept) return;
    this.differences.push({ file: this.file, path, expected: shown(expected), got: shown(got) });
  }

  /** Compares a recorded text. */
  text(expected: unknown, got: string, path: string): void {
    if (expected === got) this.compared += 1;
    else this.disagree(expected, got, path);
  }

  /** Compares a recorded integer, written as a number or as decimal text. */
  integer(expected: unknown, got: Computed, path: string, index?: number): void {
    const value = typeof got === 'boolean' ? Number(got) : got;
    if (String(expected) === String(value) && typeof expected !== 'object') this.compared += 1;
    else this.disagree(expected, value, index === undefined ? path : `${path}[${index}]`);
  }

  /** Compares a recorded list of integers, its length included. */
  integers(expected: unknown, got: ArrayLike<Computed>, path: string): void {
    this.list(expected, got.length, path, (value, index) => this.integer(value, got[index], path, index));
  }

  /** Walks a recorded list that should have `length` elements; every missing or extra one differs. */
  list(
    expected: unknown,
    length: number,
    path: string,
    compare: (value: unknown, index: number) => void,
  ): void {
    if (!Array.isArray(expected)) {
      this.disagree(expected, `a list of ${length}`, path);
      return;
    }
    for (let index = 0; index < Math.min(length, expected.length); index++) compare(expected[index], index);
    for (let index = length; index < expected.length; index++) {
      this.differ(`${path}[${index}]`, expected[index], 'nothing here');
    }
    for (let index = expected.length; index < length; index++) {
      this.differ(`${path}[${index}]`, 'nothing here', 'a value');
    }
  }

  /** Compares recorded float64 numbers, a list or lists in it, each within `nearness`; the largest is kept. */
  near(expected: unknown, got: number | readonly unknown[], path: string): void {
    if (typeof got !== 'number') {
      this.list(expected, got.length, path, (value, index) =>
        this.near(value, got[index] as number | readonly unknown[], `${path}[${index}]`),
      );
      return;
    }
    if (typeof expected !== 'number') {
      this.disagree(expected, got, path);
      return;
    }
    const apart = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
    this.largest = Math.max(this.largest ?? 0, apart);
    if (apart <= nearness) this.compared += 1;
    else this.differ(path, expected, got);
  }

  /** Counts every number inside recorded values as the recorder's error, not ours to agree with. */
  setAside(values: readonly unknown[], error: string): void {
    const count = countValues(values);
    if (count > 0) this.aside.set(error, (this.aside.get(error) ?? 0) + count);
  }

  /** Counts every number and text inside recorded values as skipped. */
  skip(values: unknown): void {
    this.skipped += countValues(values);
  }

  /** Counts as skipped so many values that are recorded elsewhere. */
  miss(count: number): void {
    this.skipped += count;
  }

  /** Counts as skipped a value that the recording lacks: there is nothing to agree with. */
  absent(key: string): void {
    this.skipped += 1;
    this.reasons.add(`not recorded: ${key}`);
  }

  /** Compares a recorded row of texts, integers and nulls, its length included. */
  row(expected: unknown, got: readonly Cell[], path: string): void {
    this.list(expected, got.length, path, (value, index) => {
      const cell = got[index];
      if (typeof cell === 'string' || cell === null)
        this.text(String(value), String(cell), `${path}[${index}]`);
      else this.integer(value ?? 'null', cell, path, index);
    });
  }

  /** Compares recorded rows, their number included. */
  table(expected: unknown, got: readonly (readonly Cell[])[], path: string): void {
    this.list(expected, got.length, path, (row, index) => this.row(row, got[index], `${path}[${index}]`));
  }

  /** A difference; what is not a value at all (NaN, null) is bad input instead. */
  private disagree(expected: unknown, got: unknown, path: string): void {
    const notAValue = expected === null || /^-?(nan|inf(inity)?)$/i.test(String(expected));
    if (notAValue) new Place(this.file, expected, path).fail('a value, not NaN, Infinity or null');
    this.differ(path, expected, got);
  }
}

/** Numbers and texts inside a JSON value; the names of encodings are not values. */
export function countValues(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, inner) => total + countValues(inner), 0);
  if (typeof value !== 'object' || value === null) return value === null ? 0 : 1;
  return Object.entries(value).reduce(
    (total, [key, inner]) => total + (key === 't' ? 0 : countValues(inner)),
    0,
  );
}
