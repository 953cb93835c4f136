import { describe, expect, it } from 'vitest';
import { changeBetween, spaceOf } from '../../../../experiments/methods/tune/space.ts';

const space = spaceOf([
  { name: 'share', domain: { kind: 'uniform', low: 2, high: 10 } },
  { name: 'rate', domain: { kind: 'loguniform', low: 0.01, high: 100 } },
  { name: 'count', domain: { kind: 'integer', low: 1, high: 4 } },
  { name: 'rule', domain: { kind: 'choice', values: ['a', 'b', 'c'] } },
  { name: 'isOn', domain: { kind: 'choice', values: [false, true] } },
]);
const setting = { share: 4, rate: 1, count: 2, rule: 'b', isOn: true };

describe('knobs laid out as a cube', () => {
  it('lie where their domain says: evenly, by the logarithm, in the middle of their part, one place for each name', () => {
    // A quarter of the way; halfway in ln; the second of four parts; the second name; the second of two parts.
    expect(space.pointOf(setting)).toEqual([0.25, 0.5, 0.375, 0, 1, 0, 0.75]);
    expect(space.size).toBe(7);
  });

  it('are the setting again that they were laid out from', () => {
    for (const one of [setting, { ...setting, count: 4, rule: 'a', isOn: false }]) {
      const found = space.settingOf(space.pointOf(one));
      expect(found).toEqual({ ...one, share: expect.closeTo(4, 12), rate: expect.closeTo(1, 12) });
    }
  });

  it('are taken to the nearest end, and the nearest number of a list', () => {
    const far = space.pointOf({ ...setting, share: 99, rate: 0.0001, count: -3 });
    expect(far.slice(0, 3)).toEqual([1, 0, 0.125]);
    const listed = spaceOf([{ name: 'level', domain: { kind: 'choice', values: [10, 20, 40, 80] } }]);
    expect(listed.pointOf({ level: 35 })).toEqual([0.625]);
  });

  it('are snapped where their values are whole or named, and not elsewhere', () => {
    const snapped = space.snap([0.3, 0.6, 0.49, 0.2, 0.1, 0.15, 0.9]);
    expect(snapped).toEqual([0.3, 0.6, 0.375, 1, 0, 0, 0.75]);
  });

  it('are as far apart as knobs differ, then by their distance', () => {
    const other = { ...setting, share: 6, count: 3 };
    expect(changeBetween(space, setting, other)).toEqual({
      knobs: 2,
      distance: expect.closeTo(Math.hypot(0.25, 0.25), 12),
    });
    expect(() => spaceOf([])).toThrow('at least one knob');
  });
});
