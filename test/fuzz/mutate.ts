import { stream } from '../../sim/random.ts';

/** Draws whole numbers below `most`. */
export type Below = (most: number) => number;

/** The draws of one input of one reader: the same on every machine. */
export function drawsOf(reader: string, seed: number): Below {
  const draws = stream('fuzz', reader, seed);
  return (most) => Math.floor(draws.next() * most);
}

/** What is put in the place of a value: numbers that do not fit, what JSON has not, names that an object has, other kinds. */
const strange = [
  '-1',
  '0',
  '-0',
  '0.5',
  '1e400',
  '1e-320',
  '9007199254740993',
  '18446744073709551616',
  '340282366920938463463374607431768211456',
  '65536',
  'NaN',
  '-Infinity',
  '.nan',
  'null',
  'true',
  '""',
  '"x"',
  '[]',
  '{}',
  '[[]]',
  '{"a":1}',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"\\u0000"',
  '"\\ud800"',
  '"κ😀"',
  '0x10',
  '1_000',
  '1,000',
  '2026-11-30',
  `"${'9'.repeat(400)}"`,
  '9'.repeat(400),
  '*a',
  '&a [*a]',
  '!!js/function x',
];

/** A change of a text or of bytes. */
type Change = (bytes: Buffer, below: Below, others: readonly Buffer[]) => Buffer;

const cutTail: Change = (bytes, below) => bytes.subarray(0, below(bytes.length + 1));
const cutMiddle: Change = (bytes, below) => {
  const at = below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(60))]);
};
const double: Change = (bytes, below) => {
  const at = below(bytes.length + 1);
  const to = at + below(200);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
};
const flip: Change = (bytes, below) => {
  const changed = Buffer.from(bytes);
  for (let flips = 0; flips <= below(4) && changed.length > 0; flips++)
    changed[below(changed.length)] ^= 1 << below(8);
  return changed;
};
const splice: Change = (bytes, below, others) => {
  const other = others[below(others.length)];
  return Buffer.concat([bytes.subarray(0, below(bytes.length + 1)), other.subarray(below(other.length + 1))]);
};
const swapLines: Change = (bytes, below) => {
  const lines = bytes.toString('latin1').split('\n');
  const [one, other] = [below(lines.length), below(lines.length)];
  [lines[one], lines[other]] = [lines[other], lines[one]];
  return Buffer.from(lines.join('\n'), 'latin1');
};
const values = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?|"[^"\n]*"|\b(?:true|false|null)\b/g;
const keys = /"[^"\n]*"(?=\s*:)|^ *[\w.]+(?=:)/gm;
const replaced =
  (pattern: RegExp): Change =>
  (bytes, below) => {
    const text = bytes.toString('utf8');
    const all = [...text.matchAll(pattern)];
    if (all.length === 0) return bytes;
    const { index, 0: found } = all[below(all.length)];
    return Buffer.from(
      text.slice(0, index) + strange[below(strange.length)] + text.slice(index + found.length),
    );
  };
const nest: Change = (bytes, below) => {
  const depth = [10, 100, 5000, 100_000][below(4)];
  const [open, close] = [
    ['[', ']'],
    ['{"a":', '}'],
    ['(', ')'],
    ['- ', ''],
    ['not ', ''],
  ][below(5)];
  const at = below(bytes.length + 1);
  const deep = Buffer.from(`${open.repeat(depth)}1${close.repeat(depth)}`);
  return Buffer.concat([bytes.subarray(0, at), deep, bytes.subarray(at)]);
};
const lineEnds: Change = (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
const mark: Change = (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
const wide: Change = (bytes) => Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le');
const unicode: Change = (bytes, below) => {
  const at = below(bytes.length + 1);
  const odd = ['\u2028', '\u00a0', '\u202e', 'é', '\u0000', '😀', '\ud800', '−1', '１'][below(9)];
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(odd), bytes.subarray(at)]);
};
const nothing: Change = (_, below) =>
  Buffer.from(['', ' ', '\n', '\0', 'null', '[]', '{}', '1', '"'][below(9)]);
const long: Change = (bytes, below) => {
  const at = below(bytes.length + 1);
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.alloc(20_000, ['x', '9', ' ', ','][below(4)]),
    bytes.subarray(at),
  ]);
};

/** The first ones, which change values and leave the form whole, get through to what lies behind a parser, so they come more often. */
const changes: readonly Change[] = [
  ...Array.from({ length: 12 }, () => replaced(values)),
  ...Array.from({ length: 4 }, () => replaced(keys)),
  flip,
  flip,
  cutTail,
  cutMiddle,
  cutMiddle,
  double,
  splice,
  swapLines,
  nest,
  lineEnds,
  mark,
  wide,
  unicode,
  nothing,
  long,
];

/** One of the inputs with one to four changes. */
export function mutated(inputs: readonly Buffer[], below: Below): Buffer {
  let bytes = inputs[below(inputs.length)];
  for (let left = 1 + below(2) * below(4); left > 0; left--)
    bytes = changes[below(changes.length)](bytes, below, inputs);
  return bytes;
}
