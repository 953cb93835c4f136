import { describe, expect, it } from 'vitest';
import { stream } from '../../sim/random.ts';

const first = (seed: number | string, purpose: string, entity: number | string) =>
  stream(seed, purpose, entity).next();
const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

describe('keyed streams', () => {
  it('equal keys repeat a stream, and a number is named as its text', () => {
    const [a, b] = [stream(7, 'arrival', 3), stream('7', 'arrival', '3')];
    for (let i = 0; i < 100; i++) expect(a.next()).toBe(b.next());
  });

  it('names that only concatenate alike do not share a stream', () => {
    expect(first('1', 'x', 'y')).not.toBe(first('11', 'x', 'y'));
    expect(first('s', 'a', 'bc')).not.toBe(first('s', 'ab', 'c'));
    expect(first(1, 'x', 12)).not.toBe(first(11, 'x', 2));
    expect(first('1:1', 'x', 'y')).not.toBe(first('1', '1:x', 'y'));
  });

  it('the first draws of 100,000 entities are distinct, uniform and unrelated to their neighbours', () => {
    const draws = Array.from({ length: 100_000 }, (_, serial) => first(1, 'arrival', serial));
    expect(new Set(draws).size).toBe(100_000);
    const cells = new Array<number>(256).fill(0);
    for (const u of draws) cells[Math.floor(u * 256)]! += 1;
    const expected = draws.length / 256;
    const chiSquare = cells.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // 255 degrees of freedom: mean 255, sd 22.6.
    expect(Math.abs(chiSquare - 255)).toBeLessThan(4 * 22.6);
    const lag = mean(draws.slice(1).map((u, i) => (u - 0.5) * (draws[i]! - 0.5))) * 12;
    expect(Math.abs(lag)).toBeLessThan(4 / Math.sqrt(draws.length));
  });

  it('a draw has 53 bits', () => {
    const source = stream(1, 'bits', 1);
    const draws = Array.from({ length: 1000 }, () => source.next() * 2 ** 53);
    expect(draws.every(Number.isSafeInteger)).toBe(true);
    expect(draws.filter((draw) => draw % 2 === 1).length).toBeGreaterThan(430);
  });

  it('every variate takes one draw, so two worlds that differ in one variate stay paired', () => {
    const [plain, mixed] = [stream(1, 'pairing', 1), stream(1, 'pairing', 1)];
    for (let i = 0; i < 4; i++) plain.next();
    mixed.normal();
    mixed.integer(10);
    mixed.exponential(2);
    mixed.lognormal(90e6, 0.8);
    expect(mixed.next()).toBe(plain.next());
  });

  it('variates have the moments of their laws', () => {
    const source = stream(1, 'moments', 1);
    const many = (draw: () => number) => Array.from({ length: 40_000 }, draw);
    const normals = many(source.normal);
    expect(Math.abs(mean(normals))).toBeLessThan(0.02);
    expect(Math.abs(mean(normals.map((z) => z * z)) - 1)).toBeLessThan(0.03);
    expect(mean(many(() => source.exponential(4)))).toBeCloseTo(0.25, 2);
    expect(mean(many(() => source.integer(5)))).toBeCloseTo(2, 1);
    const sizes = many(() => source.lognormal(90e6, 0.8));
    // Mean of a lognormal: median · exp(sigma² / 2) = 124 M.
    expect(Math.abs(mean(sizes) / (90e6 * Math.exp(0.32)) - 1)).toBeLessThan(0.025);
  });

  it('refuses a name or a parameter without meaning and says why', () => {
    expect(() => stream(Number.NaN, 'x', 1)).toThrow(/finite numbers or non-empty texts; received NaN/);
    expect(() => stream(1, '', 1)).toThrow(/non-empty/);
    expect(() => stream(1, 'x', 1).integer(0)).toThrow(/at least 1; received 0/);
    expect(() => stream(1, 'x', 1).exponential(0)).toThrow(/rate must be positive and finite; received 0/);
  });

  it('a seed keeps its sequence from version to version', () => {
    const source = stream(1, 'arrival', 0);
    expect([source.next(), source.normal(), source.integer(100)]).toMatchInlineSnapshot(`
      [
        0.8210806011746863,
        -1.0147203735164223,
        83,
      ]
    `);
  });
});
