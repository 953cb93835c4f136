import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../experiments/base/canonical.ts';

/** JSON values as results hold them; numbers finite and not -0. */
const plain = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

/** The same value with the keys of every record in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

describe('the canonical text', () => {
  it('is the text of RFC 8785 for its example of keys, numbers and letters', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys as RFC 8785 does, by UTF-16 units', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const text = canonical(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text)).sort()).toEqual(sorted.slice().sort());
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonical(reversed(value))).toBe(canonical(value));
      }),
      { numRuns: 1000, seed: 2026 },
    );
  });

  it('reads back as the value it was written from, and writes the same again', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const back = JSON.parse(canonical(value));
        expect(back).toEqual(value);
        expect(canonical(back)).toBe(canonical(value));
      }),
      { numRuns: 1000, seed: 2026 },
    );
  });

  it('is the same at any depth, in whatever order keys come', () => {
    const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown =>
      depth === 0 ? [1, 'a'] : wrap(nested(depth - 1, wrap));
    for (const depth of [1, 31, 32, 33, 64, 200]) {
      const text = canonical(nested(depth, (inner) => ({ a: 1, b: inner, c: [inner === null] })));
      expect(text).toBe(`${'{"a":1,"b":'.repeat(depth)}[1,"a"]${',"c":[false]}'.repeat(depth)}`);
      expect(canonical(nested(depth, (inner) => ({ c: [inner === null], b: inner, a: 1 })))).toBe(text);
    }
  });

  it('names the place of a fault behind records whose keys are out of order', () => {
    expect(() => canonical({ z: [0, { y: 1, x: [2, { w: -0 }] }], a: { b: 1 } })).toThrow(
      /^\$\.z\[1\]\.x\[1\]\.w is -0;/,
    );
  });

  const holder: Record<string, unknown> = {};
  holder.self = [holder];

  it.each([
    ['NaN', { a: [1, { b: Number.NaN }] }, '$.a[1].b is NaN; a stored number is finite and not -0'],
    ['an infinity', { a: Number.POSITIVE_INFINITY }, '$.a is Infinity'],
    ['minus zero', [0, -0], '$[1] is -0'],
    ['undefined', { kappa: undefined }, '$.kappa is undefined; results hold null'],
    ['a hole in a list', Array(2), '$[0] is undefined'],
    ['a bigint', { stake: 21_000_000n }, '$.stake is a bigint'],
    ['a function', { run: () => 1 }, '$.run is a function'],
    ['a symbol', { name: Symbol('x') }, '$.name is a symbol'],
    ['a date', { when: new Date(0) }, '$.when is a Date'],
    ['a typed array', { stake: new Float64Array(2) }, '$.stake is a Float64Array'],
    ['a map', { rows: new Map() }, '$.rows is a Map'],
    ['a record that holds itself', holder, '$.self[0] holds itself'],
  ])('refuses %s and names its place', (_, value, message) => {
    expect(() => canonical(value)).toThrow(message);
  });

  it('writes a value that stands in two places twice', () => {
    const shared = { x: 1 };
    expect(canonical([shared, shared])).toBe('[{"x":1},{"x":1}]');
  });
});

describe('sha256', () => {
  it('agrees with the test vectors of FIPS 180-4', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
