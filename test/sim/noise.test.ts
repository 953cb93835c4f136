import { describe, expect, it } from 'vitest';
import { cellAt, mix32, noise, noiseAt, noiseKey, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import { sweepPosition, sweepUid } from '../../sim/sweepOrder.ts';

type Draw = (i: number) => number;
const n = 1 << 17;
const along: [string, Draw][] = [
  ['consecutive miners', (i) => noise(1, 5, i, 9)],
  ['consecutive sweeps', (i) => noise(1, 5, 77, i)],
  ['consecutive validators', (i) => noise(1, i, 77, 9)],
  ['consecutive seeds', (i) => noise(i, 5, 77, 9)],
];

/** Chi-square of counts against equal expectation, as standard deviations from its mean. */
function chiSquareScore(counts: Int32Array | number[], total: number): number {
  const expected = total / counts.length;
  let sum = 0;
  for (const seen of counts) sum += (seen - expected) ** 2 / expected;
  const freedom = counts.length - 1;
  return (sum - freedom) / Math.sqrt(2 * freedom);
}

describe('counter noise', () => {
  it.each(along)('is uniform over %s', (_, draw) => {
    const bytes = [0, 1, 2, 3].map(() => new Int32Array(256));
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const word = draw(i);
      const u = uniformAt(word);
      sum += u;
      squares += u * u;
      for (let b = 0; b < 4; b++) bytes[b]![(word >>> (8 * b)) & 255]! += 1;
    }
    expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
    for (const counts of bytes) expect(Math.abs(chiSquareScore(counts, n))).toBeLessThan(4.5);
  });

  it.each(along)('neighbours are unrelated along %s', (_, draw) => {
    const pairs = new Int32Array(64 * 64);
    const bits = new Int32Array(32);
    let product = 0;
    for (let i = 0; i < n; i++) {
      const [one, two] = [draw(i), draw(i + 1)];
      product += (uniformAt(one) - 0.5) * (uniformAt(two) - 0.5);
      pairs[cellAt(one, 64) * 64 + cellAt(two, 64)]! += 1;
      for (let b = 0; b < 32; b++) bits[b]! += ((one ^ two) >>> b) & 1;
    }
    expect(Math.abs((12 * product) / n)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(chiSquareScore(pairs, n))).toBeLessThan(4.5);
    for (const flips of bits) expect(Math.abs(flips / n - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / n));
  });

  it('one flipped bit of any counter flips every bit of the draw half of the time', () => {
    const trials = 2000;
    for (let flipped = 0; flipped < 24; flipped++) {
      const counts = new Int32Array(96);
      for (let i = 0; i < trials; i++) {
        const at = i * 2_654_435 + 3;
        const base = noise(1, at & 0xffffff, (at * 3) & 0xffffff, (at * 5) & 0xffffff);
        const changed = [1, 0, 0, 0, 1, 0, 0, 0, 1].map((on) => (on ? 1 << flipped : 0));
        for (let which = 0; which < 3; which++) {
          const [v, m, s] = changed.slice(3 * which) as [number, number, number];
          const other = noise(1, (at & 0xffffff) ^ v, ((at * 3) & 0xffffff) ^ m, ((at * 5) & 0xffffff) ^ s);
          for (let b = 0; b < 32; b++) counts[32 * which + b]! += ((base ^ other) >>> b) & 1;
        }
      }
      for (const count of counts)
        expect(Math.abs(count / trials - 0.5)).toBeLessThan(5.5 * Math.sqrt(0.25 / trials));
    }
  });

  it('the draw of a query is the hoisted draw of its sweep, and no argument stands for another', () => {
    const key = noiseKey('seed', 3, 14);
    for (let serial = 0; serial < 100; serial++) {
      expect(noiseAt(key.a, key.b, serial)).toBe(noise('seed', 3, serial, 14));
    }
    expect(new Set([noise(1, 2, 3, 4), noise(1, 2, 4, 3), noise(1, 3, 2, 4), noise(1, 4, 3, 2)]).size).toBe(
      4,
    );
    expect(noise(12, 3, 0, 0)).not.toBe(noise(1, 23, 0, 0));
  });

  it('keys of 500,000 sweeps of many seeds do not repeat', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      for (let validator = 0; validator < 50; validator++) {
        for (let sweep = 0; sweep < 500; sweep++) {
          const { a, b } = noiseKey(seed, validator, sweep);
          seen.add((a >>> 0) * 2 ** 21 + (b >>> 11));
        }
      }
    }
    expect(seen.size).toBe(500_000);
  });

  it('subkeys draw unlike their key and unlike each other', () => {
    const key = noiseKey(1, 2, 3);
    const firsts = Array.from({ length: 1000 }, (_, i) => {
      const sub = noiseSubkey(key, i);
      return noiseAt(sub.a, sub.b, 0);
    });
    expect(new Set([...firsts, noiseAt(key.a, key.b, 0)]).size).toBe(1001);
  });

  it('the mix is a bijection: no two of 2^18 scattered words collide', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 1 << 18; i++) seen.add(mix32(Math.imul(i, 16_385)));
    expect(seen.size).toBe(1 << 18);
  });

  it('uniforms stay strictly inside 0 and 1, cells inside their number', () => {
    expect(uniformAt(0)).toBeGreaterThan(0);
    expect(uniformAt(0xffffffff)).toBeLessThan(1);
    expect([cellAt(0, 256), cellAt(0xffffffff, 256), cellAt(0xffffffff, 37)]).toEqual([0, 255, 36]);
  });

  it('refuses a serial that is no counter', () => {
    expect(() => noise(1, -1, 0, 0)).toThrow(/validatorSerial must be a whole number .* received -1/);
    expect(() => noiseKey(1, 0, 0.5)).toThrow(/sweepNumber/);
    expect(() => noise(1, 0, Number.NaN, 0)).toThrow(/minerSerial/);
  });

  it('a seed keeps its draws from version to version', () => {
    expect([noise(1, 2, 3, 4), noise('genesis', 0, 0, 0)]).toMatchInlineSnapshot(`
      [
        1356270022,
        4202437388,
      ]
    `);
  });
});

describe('order of a sweep', () => {
  it.each([...Array.from({ length: 300 }, (_, i) => i + 1), 4096])('visits each of %s uids once', (size) => {
    const { a, b } = noiseKey(1, 2, size);
    const positions = Array.from({ length: size }, (_, uid) => sweepPosition(a, b, uid, size));
    expect(positions.toSorted((x, y) => x - y)).toEqual(Array.from({ length: size }, (_, i) => i));
    expect(positions.map((position) => sweepUid(a, b, position, size))).toEqual(
      positions.map((_, uid) => uid),
    );
  });

  it.each([20, 64, 256, 4096])('a uid is as likely at every tenth of a sweep of %s uids', (size) => {
    const sweeps = 20_000;
    for (const uid of [0, 1, size >> 1, size - 1]) {
      const counts = new Int32Array(10);
      for (let sweep = 0; sweep < sweeps; sweep++) {
        const { a, b } = noiseKey(3, uid, sweep);
        counts[Math.floor((10 * sweepPosition(a, b, uid, size)) / size)]! += 1;
      }
      const chances = Array.from(
        counts,
        (_, cell) => Math.ceil(((cell + 1) * size) / 10) - Math.ceil((cell * size) / 10),
      );
      const chiSquare = counts.reduce((sum, seen, cell) => {
        const expected = (sweeps * chances[cell]!) / size;
        return sum + (seen - expected) ** 2 / expected;
      }, 0);
      expect(chiSquare).toBeLessThan(33.7); // 9 degrees of freedom, p = 1e-4
    }
  });

  it.each([64, 256, 4096])(
    'of %s uids any two meet in one forward of 20 as often as chance has it',
    (size) => {
      const sweeps = 40_000;
      const chance = 19 / (size - 1);
      const groups = Math.floor(size / 20);
      const last = size - 20 * groups;
      const expected = (groups * 20 * 19 + last * (last - 1)) / (size * (size - 1));
      expect(expected).toBeLessThanOrEqual(chance);
      for (const [i, j] of [
        [0, 1],
        [0, 16],
        [5, 37],
        [2, size - 1],
      ] as [number, number][]) {
        let together = 0;
        for (let sweep = 0; sweep < sweeps; sweep++) {
          const { a, b } = noiseKey(4, i, sweep);
          const [p, q] = [sweepPosition(a, b, i, size), sweepPosition(a, b, j, size)];
          if (Math.floor(p / 20) === Math.floor(q / 20)) together++;
        }
        expect(Math.abs(together - sweeps * expected)).toBeLessThan(4.5 * Math.sqrt(sweeps * expected));
      }
    },
  );

  it('refuses a uid outside the network', () => {
    expect(() => sweepPosition(1, 2, 5, 5)).toThrow(/received 5 with n = 5/);
    expect(() => sweepUid(1, 2, -1, 5)).toThrow(/position/);
  });
});
