import { describe, expect, it } from 'vitest';
import type { GaussianProcess } from '../../../../experiments/methods/tune/gaussianProcess.ts';
import type { Picture } from '../../../../experiments/methods/tune/picture.ts';
import { rangesAround } from '../../../../experiments/methods/tune/range.ts';
import { type Setting, spaceOf } from '../../../../experiments/methods/tune/space.ts';

const space = spaceOf([{ name: 'knob', domain: { kind: 'choice', values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } }]);
const always = () => true;

/** A belief whose mean is a function of the level and whose spread is the same everywhere. */
function beliefOf(loss: (level: number) => number, sd: number): GaussianProcess {
  const levelAt = ([x]: readonly number[]) => Math.round(10 * x - 0.5);
  const meanAt = (point: readonly number[]) => loss(levelAt(point));
  const between = (one: readonly number[], other: readonly number[]) => ({
    mean: meanAt(one) - meanAt(other),
    sd,
  });
  return { meanAt, between } as GaussianProcess;
}
const pictureOf = (objectives: GaussianProcess[], excesses: GaussianProcess[] = []): Picture => ({
  objectives,
  excesses,
});
const along = (picture: Picture, margins: number[], allows: (setting: Setting) => boolean = always) =>
  rangesAround(picture, space, { knob: 4 }, margins, allows)[0];

describe('the range of a knob that is as good as its best', () => {
  const bowl = (level: number) => (level - 4) ** 2;

  it('holds the levels within the margin: for certain, as expected, and not certainly outside', () => {
    // 1.96 spreads are half a unit: within 4 for certain up to 3.5, possible up to 4.5.
    const { certain, expected, possible, levels } = along(pictureOf([beliefOf(bowl, 0.5 / 1.96)]), [4]);
    expect([certain, expected, possible]).toEqual([
      [3, 5],
      [2, 6],
      [2, 6],
    ]);
    expect(levels[7].differences[0]).toEqual({
      mean: 9,
      low: expect.closeTo(8.5, 12),
      high: expect.closeTo(9.5, 12),
    });
    expect(along(pictureOf([beliefOf(bowl, 0.5 / 1.96)]), [3.6]).possible).toEqual([2, 6]);
    expect(along(pictureOf([beliefOf(bowl, 0.5 / 1.96)]), [3.6]).expected).toEqual([3, 5]);
  });

  it('is where every objective is within its margin of its own best', () => {
    const other = beliefOf((level) => (level - 6) ** 2, 0);
    expect(along(pictureOf([beliefOf(bowl, 0), other]), [4, 1]).certain).toEqual([5, 6]);
  });

  it('leaves out what breaks a guardrail or is not allowed, and holds against the best of what is left', () => {
    const picture = pictureOf([beliefOf(bowl, 0)], [beliefOf((level) => 6 - level, 0)]);
    // From 6 on the guardrail holds: there 6 is best, at 4.
    expect(along(picture, [5]).certain).toEqual([6, 7]);
    expect(along(picture, [5]).levels[7].differences[0].mean).toBe(5);
    expect(along(picture, [5], ({ knob }) => knob !== 6).certain).toEqual([7, 7]);
  });

  it('is the one level that is open where one is, and nothing where none is', () => {
    const alone = along(pictureOf([beliefOf(bowl, 0)]), [1], ({ knob }) => knob === 8);
    expect(alone.certain).toEqual([8, 8]);
    expect(alone.levels[8].differences[0].mean).toBe(0);
    const none = along(pictureOf([beliefOf(bowl, 0)]), [1], () => false);
    expect([none.certain, none.possible]).toEqual([[], []]);
    expect(none.levels[5].differences[0].mean).toBe(1);
  });
});
