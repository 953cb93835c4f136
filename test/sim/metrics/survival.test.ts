import { describe, expect, it } from 'vitest';
import type { LifeTable } from '../../../sim/metrics/lifeTable.ts';
import { kaplanMeier, medianLife } from '../../../sim/metrics/survival.ts';
import { list } from '../../experiments/statistics/draws.ts';

const table = (evicted: number[], censored: number[]): LifeTable => {
  const count = (ages: number[]) => ages.map((age): [number, number] => [age - 1, 1]);
  return { binBlocks: 1, reached: [], evicted: count(evicted), censored: count(censored) };
};

/** Weeks of remission of 21 leukaemia patients on 6-MP (Freireich et al. 1963; Kalbfleisch & Prentice). */
const sixMp = table([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
const placebo = table([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []);

const at = (tables: LifeTable[], age: number) =>
  kaplanMeier(tables).findLast((point) => point.age <= age)!.survival;

describe('the survival curve of Kaplan and Meier', () => {
  it.each([
    [5, 1],
    [6, 0.8571],
    [7, 0.8067],
    [10, 0.7529],
    [13, 0.6902],
    [16, 0.6275],
    [22, 0.5378],
    [23, 0.4482],
    [35, 0.4482],
  ])('is the published one of the 6-MP patients at week %d: %d', (week, published) => {
    expect(Math.abs(at([sixMp], week) - published)).toBeLessThan(0.00005);
  });

  it('has the published medians, 23 weeks on 6-MP and 8 on placebo', () => {
    expect(medianLife(kaplanMeier([sixMp]))).toBe(23);
    expect(medianLife(kaplanMeier([placebo]))).toBe(8);
  });

  it('has no median where more than half outlive the run', () => {
    expect(medianLife(kaplanMeier([table([1, 2], [3, 3, 3])]))).toBeNull();
    expect(medianLife(kaplanMeier([]))).toBeNull();
  });

  it('tells the median wherever exactly half are evicted, however many they are', () => {
    for (let half = 1; half <= 200; half++) {
      const ages = list(half, (k) => k + 1);
      expect(
        medianLife(
          kaplanMeier([
            table(
              ages,
              ages.map(() => half + 1),
            ),
          ]),
        ),
      ).toBe(half);
    }
  });

  it('pools trials and takes a bin of many blocks by its end', () => {
    const half = table([6, 6, 7], [9]);
    expect(at([half, half], 7)).toBeCloseTo(at([half], 7), 12);
    const wide = { ...half, binBlocks: 300 };
    expect(kaplanMeier([wide]).map(({ age }) => age)).toEqual([0, 1800, 2100]);
  });
});
