import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxUpscaleToU16 } from '../../sim/consensus/chain/vector.ts';
import { I32F32 } from '../../sim/math/fixed.ts';
import { type Row, rowOf } from '../../sim/row.ts';
import { finneyWeights } from '../../sim/weights.ts';

const anyRow = { minAllowedWeights: 0, maxWeightsLimit: 65_535 };
const rowOfValues = (values: readonly number[]): Row => rowOf(values.map((value, uid) => [uid, value]));
const stored = (values: readonly number[]): number[] => {
  const row = finneyWeights(values.length, values.length, rowOfValues(values), anyRow);
  if (typeof row === 'string') throw new Error(row);
  return [...row.values];
};
/** The chain's own arithmetic, with bigints. */
const emulated = (values: readonly number[]): number[] => [
  ...maxUpscaleToU16(values.map((value) => I32F32.fromInt(value))),
];

describe('a row as the chain stores it', () => {
  it('has 6,553 for 3,281 of 32,810, where the true quotient is 6,553.5', () => {
    expect(stored([32_810, 3_281])).toEqual([65_535, 6_553]);
  });

  it.each([
    [[65_534, 1], emulated([65_534, 1])],
    [
      [32_768, 16_384],
      [65_535, 32_768],
    ],
    [[32_770, 16_385], emulated([32_770, 16_385])],
    [
      [2, 1],
      [65_535, 32_768],
    ],
    [
      [65_535, 17],
      [65_535, 17],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])('of %j is %j', (given, expected) => {
    expect(stored(given)).toEqual(expected);
  });

  it('of at most 32,768 has an exact half rounded up, where a floored factor would lose it', () => {
    for (const [largest, value] of [
      [14, 7],
      [32_762, 16_381],
    ]) {
      expect((value * 65_535) / largest).toBe(32_767.5);
      expect(((65_535n << 32n) / BigInt(largest)) * BigInt(value) < 65_535n << 31n).toBe(true);
      expect(stored([largest, value])).toEqual([65_535, 32_768]);
      expect(emulated([largest, value])).toEqual([65_535, 32_768]);
    }
  });

  it('is that of I32F32 at every exact half above 32,768; 139,069 of 184,989 are rounded down', () => {
    let halves = 0;
    let down = 0;
    const wrong: [number, number][] = [];
    for (let largest = 32_769; largest <= 65_535; largest++) {
      const factor = (65_535n << 32n) / BigInt(largest);
      for (const value of halvesOf(largest)) {
        halves += 1;
        const chain = Number((BigInt(value) * factor + (1n << 31n)) >> 32n);
        if (chain < Math.round((value * 65_535) / largest)) down += 1;
        if (stored([largest, value])[1] !== chain) wrong.push([largest, value]);
      }
    }
    expect({ wrong, halves, down }).toEqual({ wrong: [], halves: 184_989, down: 139_069 });
  });

  it('is that of I32F32 for any row', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1, maxLength: 20 }),
        (values) => {
          expect(stored(values)).toEqual(emulated(values));
        },
      ),
      { numRuns: 2_000, seed: 1 },
    );
  });
});

/** Values below `largest` whose 65,535-fold is an odd multiple of half of it. */
function halvesOf(largest: number): number[] {
  const values: number[] = [];
  const divisor = gcd(2 * 65_535, largest);
  const step = largest / divisor;
  for (let value = step; value < largest; value += step)
    if (((2 * value * 65_535) / largest) % 2 === 1) values.push(value);
  return values;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

describe('the largest weight', () => {
  const limited = (values: readonly number[], maxWeightsLimit: number) =>
    finneyWeights(99, values.length, rowOfValues(values), { minAllowedWeights: 0, maxWeightsLimit });
  const ones = (count: number) => Array.from({ length: count }, () => 1);

  it('is tested on the row as it is stored: 2 beside 51 times 1 passes a limit of 2,473', () => {
    expect(limited([2, ...ones(51)], 2_473)).not.toBeTypeOf('string');
    expect(limited([2, ...ones(50)], 2_473)).toBe(
      'uid 99 gave one target 65535 of 1703935 as stored; maxWeightsLimit allows 2473 of 65,535',
    );
  });

  it('may be exactly the limit, in I32F32 and not in float64', () => {
    // 1 of 3 stored is 65,535 of 196,605, a third; the limit of a third is 21,845 of 65,535.
    expect(limited([1, 1, 1], 21_845)).not.toBeTypeOf('string');
    expect(limited([1, 1, 1], 21_844)).toBeTypeOf('string');
  });

  it('is not limited where the limit is 65,535, or on a single weight on itself', () => {
    expect(limited([1], 65_535)).not.toBeTypeOf('string');
    expect(
      finneyWeights(0, 4, rowOf([[0, 7]]), { minAllowedWeights: 0, maxWeightsLimit: 100 }),
    ).not.toBeTypeOf('string');
    expect(limited([1], 100)).toBeTypeOf('string');
  });
});
