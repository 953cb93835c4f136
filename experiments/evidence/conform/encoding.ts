import type { FixedPoint } from '../../../sim/math/fixed.ts';
import type { Comparison, Computed } from './compare.ts';
import { decimalOf } from './decimal.ts';
import { digestOf, type Entries } from './digest.ts';
import { isRecord } from './place.ts';

/** A sparse row of ours: bits of a real, or stored integers. */
export interface ComputedRow {
  readonly targets: ArrayLike<number>;
  readonly bits?: ArrayLike<Computed>;
  readonly values?: ArrayLike<Computed>;
}

/** Anything a step or an output of ours can be. */
export type ComputedValue =
  | bigint
  | ArrayLike<Computed>
  | readonly ComputedRow[]
  | readonly (readonly bigint[])[];

/** How a computed value has to look to be compared with a recorded one of an encoding. */
type Shape = 'scalar' | 'vector' | 'sparse' | 'dense';

/** One way of recording a value (`t`): its shape, its keys, and how it is compared. */
interface Encoding {
  readonly shape: Shape;
  readonly keys: readonly string[];
  compare(expected: Record<string, unknown>, got: never, tally: Comparison, path: string): void;
}

const valuesOf = (row: ComputedRow): ArrayLike<Computed> => row.bits ?? row.values!;

/** Compares rows of `[column, value]` pairs. */
export function compareRows(
  expected: unknown,
  rows: readonly ComputedRow[],
  tally: Comparison,
  path: string,
  textOf: (value: Computed) => Computed | string = (value) => value,
): void {
  tally.list(expected, rows.length, path, (row, uid) => {
    const { targets } = rows[uid];
    const values = valuesOf(rows[uid]);
    tally.list(row, targets.length, `${path}[${uid}]`, (entry, k) => {
      const pair = Array.isArray(entry) && entry.length === 2 ? entry : [entry, undefined];
      const place = `${path}[${uid}][${k}]`;
      tally.integer(pair[0], targets[k], `${place}[0]`);
      const value = textOf(values[k]);
      if (typeof value === 'string') tally.text(pair[1], value, `${place}[1]`);
      else tally.integer(pair[1], value, `${place}[1]`);
    });
  });
}

function compareDigest(
  expected: Record<string, unknown>,
  entries: Entries,
  tally: Comparison,
  path: string,
  sumsKey: string,
  valueBytes: 2 | 8,
): void {
  const digest = digestOf(entries, valueBytes);
  const { nnz, fnv1a64, rowSums } = digest;
  recorded(expected, 'nnz', tally, path, (value, place) => tally.integer(value, nnz, place));
  recorded(expected, 'fnv1a64', tally, path, (value, place) => tally.text(value, fnv1a64, place));
  recorded(expected, sumsKey, tally, path, (value, place) =>
    tally.list(value, rowSums.length, place, (pair, k) => tally.integers(pair, rowSums[k], `${place}[${k}]`)),
  );
}

/** Compares what is recorded under a key; where the recording lacks it, one value is skipped and counted. */
function recorded(
  expected: Record<string, unknown>,
  key: string,
  tally: Comparison,
  path: string,
  compare: (value: unknown, place: string) => void,
): void {
  if (expected[key] === undefined) tally.absent(key);
  else compare(expected[key], `${path}.${key}`);
}

const rowEntries = (rows: readonly ComputedRow[]): Entries => ({
  each(visit) {
    rows.forEach((row, uid) => {
      const values = valuesOf(row);
      for (let k = 0; k < row.targets.length; k++) visit(uid, row.targets[k], BigInt(values[k]));
    });
  },
});

const nonZeroEntries = (matrix: readonly (readonly bigint[])[]): Entries => ({
  each(visit) {
    matrix.forEach((row, uid) => {
      row.forEach((value, column) => {
        if (value !== 0n) visit(uid, column, value);
      });
    });
  },
});

function reals(format: FixedPoint): Record<string, Encoding> {
  const decimal = (bits: Computed) => decimalOf(format, bits as bigint);
  return {
    [format.name]: {
      shape: 'scalar',
      keys: ['bits', 'dec'],
      compare(expected, got: bigint, tally, path) {
        recorded(expected, 'bits', tally, path, (bits, place) => tally.integer(bits, got, place));
        if ('dec' in expected) tally.text(expected.dec, decimal(got), `${path}.dec`);
      },
    },
    [`vec${format.name}`]: {
      shape: 'vector',
      keys: ['bits', 'dec'],
      compare(expected, got: readonly bigint[], tally, path) {
        recorded(expected, 'bits', tally, path, (bits, place) => tally.integers(bits, got, place));
        if (!('dec' in expected)) return;
        tally.list(expected.dec, got.length, `${path}.dec`, (dec, uid) =>
          tally.text(dec, decimal(got[uid]), `${path}.dec[${uid}]`),
        );
      },
    },
    [`sparse${format.name}`]: {
      shape: 'sparse',
      keys: ['bits', 'dec'],
      compare(expected, got: readonly ComputedRow[], tally, path) {
        recorded(expected, 'bits', tally, path, (bits, place) => compareRows(bits, got, tally, place));
        if ('dec' in expected) compareRows(expected.dec, got, tally, `${path}.dec`, decimal);
      },
    },
    [`dense${format.name}`]: {
      shape: 'dense',
      keys: ['bits'],
      compare(expected, got: readonly (readonly bigint[])[], tally, path) {
        recorded(expected, 'bits', tally, path, (bits, place) =>
          tally.list(bits, got.length, place, (row, uid) =>
            tally.integers(row, got[uid], `${place}[${uid}]`),
          ),
        );
      },
    },
  };
}

const sparseDigest = (sumsKey: string, valueBytes: 2 | 8): Encoding => ({
  shape: 'sparse',
  keys: ['nnz', 'fnv1a64', sumsKey],
  compare: (expected, got: readonly ComputedRow[], tally, path) =>
    compareDigest(expected, rowEntries(got), tally, path, sumsKey, valueBytes),
});

const denseDigest: Encoding = {
  shape: 'dense',
  keys: ['nnz', 'fnv1a64', 'rowBitsSum'],
  compare: (expected, got: readonly (readonly bigint[])[], tally, path) =>
    compareDigest(expected, nonZeroEntries(got), tally, path, 'rowBitsSum', 8),
};

const integers: Encoding = {
  shape: 'vector',
  keys: ['v'],
  compare: (expected, got: ArrayLike<Computed>, tally, path) =>
    recorded(expected, 'v', tally, path, (value, place) => tally.integers(value, got, place)),
};

/** Encodings of a Finney epoch: I32F32 steps, u16 bonds. */
export const finneyEncodings = (format: FixedPoint): Record<string, Encoding> => ({
  ...reals(format),
  sparseDigest: sparseDigest('rowBitsSum', 8),
  denseDigest,
  vecBool: integers,
  u16Digest: sparseDigest('rowSum', 2),
});

/** Encodings of a Nakamoto step: I65F63 steps, u64 bonds. */
export const nakamotoEncodings = (format: FixedPoint): Record<string, Encoding> => ({
  ...reals(format),
  vecU64: integers,
  u64: {
    shape: 'scalar',
    keys: ['v'],
    compare: (expected, got: bigint, tally, path) =>
      recorded(expected, 'v', tally, path, (value, place) => tally.integer(value, got, place)),
  },
  sparseU64: {
    shape: 'sparse',
    keys: ['v'],
    compare: (expected, got: readonly ComputedRow[], tally, path) =>
      recorded(expected, 'v', tally, path, (value, place) => compareRows(value, got, tally, place)),
  },
  sparseU64Digest: sparseDigest('rowBitsSum', 8),
  u64Digest: sparseDigest('rowBitsSum', 8),
});

type Encodings = Readonly<Record<string, Encoding>>;

/** Compares an encoded value; an unknown encoding, key or shape is a difference. */
export function compareEncoded(
  expected: unknown,
  got: ComputedValue,
  encodings: Encodings,
  tally: Comparison,
  path: string,
): void {
  if (!isRecord(expected)) tally.differ(path, expected, 'an encoded value');
  else {
    const encoding = encodingOf(expected.t, got, encodings);
    if (encoding === null) tally.differ(`${path}.t`, expected.t, `one of ${encodingsFor(got, encodings)}`);
    else {
      refuseUnknownKeys(expected, encoding, tally, path);
      encoding.compare(expected, got as never, tally, path);
    }
  }
}

/** The encoding of that name, if a value of ours can be recorded so. */
function encodingOf(name: unknown, got: ComputedValue, encodings: Encodings): Encoding | null {
  if (typeof name !== 'string' || !Object.hasOwn(encodings, name)) return null;
  return shapeOf(got, encodings[name].shape) === encodings[name].shape ? encodings[name] : null;
}

const encodingsFor = (got: ComputedValue, encodings: Encodings) =>
  Object.keys(encodings)
    .filter((name) => encodingOf(name, got, encodings) !== null)
    .join(', ');

function refuseUnknownKeys(
  expected: Readonly<Record<string, unknown>>,
  { keys }: Encoding,
  tally: Comparison,
  path: string,
): void {
  for (const key of Object.keys(expected)) {
    if (key !== 't' && !keys.includes(key)) {
      tally.differ(`${path}.${key}`, expected[key], `no key but ${keys.join(', ')}`);
    }
  }
}

/** The shape of a value of ours; an empty list has any. */
function shapeOf(value: ComputedValue, wanted: Shape): Shape {
  if (typeof value === 'bigint') return 'scalar';
  if (value.length === 0) return wanted;
  const first: unknown = value[0];
  if (Array.isArray(first)) return 'dense';
  return isRecord(first) ? 'sparse' : 'vector';
}
