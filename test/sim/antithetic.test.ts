import { sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { antitheticOf, plainSeed } from '../../sim/antithetic.ts';
import { noise, noiseAt, noiseKey, noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';

const pairs = 4000;
/** Variance of the mean of two independent draws over that of a draw and its mirror. */
function ratioOf(response: (seed: string) => number): number {
  const own = Array.from({ length: pairs }, (_, k) => response(String(k)));
  const partner = own.map((_, k) => response(antitheticOf(String(k))));
  const means = own.map((value, k) => (value + partner[k]) / 2);
  return (sampleVariance(own) + sampleVariance(partner)) / 4 / sampleVariance(means);
}

describe('the mirror of a seed', () => {
  it('draws 1 − u where its seed draws u, to the last bit, and so −z for z', () => {
    for (const seed of ['1', 'a name', antitheticOf('1').slice(0, 3)]) {
      const own = stream(seed, 'arrival', 7);
      const partner = stream(antitheticOf(seed), 'arrival', 7);
      for (let k = 0; k < 200; k++) expect(own.next() + partner.next()).toBe(1 - 2 ** -53);
      for (let k = 0; k < 200; k++) expect(own.normal() + partner.normal()).toBeCloseTo(0, 9);
      for (let k = 0; k < 200; k++) expect(own.integer(10) + partner.integer(10)).toBe(9);
    }
  });

  it('draws the complement of every word of bulk noise, under keys of keys too', () => {
    const own = noiseKey('5', 3, 4);
    const partner = noiseKey(antitheticOf('5'), 3, 4);
    for (let serial = 0; serial < 200; serial++) {
      expect(noiseOf(partner, serial)).toBe(0xffffffff - noiseOf(own, serial));
      expect(noiseOf(own, serial)).toBe(noiseAt(own.a, own.b, serial));
      const keys = [own, partner].map((key) => noiseSubkey(noiseSubkey(key, 6), serial));
      expect(noiseOf(keys[0], 1) + noiseOf(keys[1], 1)).toBe(0xffffffff);
      expect(noise(antitheticOf('5'), 3, serial, 4)).toBe(noiseOf(partner, serial));
    }
  });

  it('leaves plain seeds as they are, numbers and texts alike', () => {
    expect(plainSeed(7)).toEqual({ seed: '7', isAntithetic: false });
    expect(plainSeed(antitheticOf('7'))).toEqual({ seed: '7', isAntithetic: true });
    expect(stream(7, 'x', 1).next()).toBe(stream('7', 'x', 1).next());
  });
});

describe('an antithetic pair', () => {
  const uniforms = (seed: string) => [
    stream(seed, 'one', 0).next(),
    stream(seed, 'other', 0).next(),
    uniformAt(noise(seed, 1, 2, 3)),
  ];

  it('has the same mean whatever its seed, where the response is linear in its draws', () => {
    const response = (seed: string) => {
      const [x, y, z] = uniforms(seed);
      return 4 + 3 * x - 2 * y + 0.5 * z;
    };
    for (let k = 0; k < 1000; k++) {
      const mean = (response(String(k)) + response(antitheticOf(String(k)))) / 2;
      expect(mean).toBeCloseTo(4.75, 12);
    }
  });

  it('is worth 8 independent pairs for u², 1/180 against 2/45, and none for (u − ½)²', () => {
    expect(ratioOf((seed) => uniforms(seed)[0] ** 2) / 8).toBeCloseTo(1, 1);
    expect(ratioOf((seed) => uniforms(seed)[2] ** 2) / 8).toBeCloseTo(1, 1);
    // Even responses are the worst case: the partner repeats its seed, and the pair is worth half.
    expect(ratioOf((seed) => (uniforms(seed)[0] - 0.5) ** 2)).toBeCloseTo(0.5, 10);
  });
});
