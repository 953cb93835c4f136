import { describe, expect, it } from 'vitest';
import { grouped } from '../../../experiments/statistics/grouped.ts';
import { stream } from '../../../sim/random.ts';

const library = (value: number, least: number, most: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: least, maximumFractionDigits: most });

describe('a number in a page', () => {
  it('has the letters that the language’s own tables give, over 24,000 sizes, signs and decimals', () => {
    const { next } = stream('grouped', 'numbers', 1);
    for (let k = 0; k < 8_000; k++) {
      const most = Math.floor(next() * 9);
      const least = Math.floor(next() * (most + 1));
      const value = (next() - 0.5) * 10 ** Math.floor(next() * 26 - 10);
      const tie = Math.round(value * 1000) / 1000 + 0.0005;
      for (const one of [value, tie, Math.round(value)])
        expect(grouped(one, least, most), `${one} to ${least}–${most}`).toBe(library(one, least, most));
    }
  });

  it.each([0, -0, 1.005, 0.125, 1e-7, 5e-7, 999.9999995, 1e15, -1e21, Infinity, NaN, 123456789.5])(
    'has them for %s',
    (value) => {
      for (const [least, most] of [
        [0, 0],
        [2, 2],
        [0, 6],
        [8, 8],
      ])
        expect(grouped(value, least, most)).toBe(library(value, least, most));
    },
  );
});
