import { describe, expect, it } from 'vitest';
import { extremumSeeking } from '../../../sim/controllers/extremumSeeking.ts';
import { proportionalIntegral } from '../../../sim/controllers/proportionalIntegral.ts';
import { isSchur } from '../../../sim/controllers/schur.ts';

describe('a step of a controller', () => {
  it('that steers answers to a lasting error by its integral alone, and to a change by its proportional part too', () => {
    const loop = proportionalIntegral({ proportional: 0.3, integral: 0.1, plantGain: -1, delay: 0 });
    let { state, setting } = loop.step(loop.begin(100), { block: 0, error: 0.2, loss: 0 });
    expect(setting).toBeCloseTo(100 * Math.exp(0.02), 9);
    ({ state, setting } = loop.step(state, { block: 1, error: 0.2, loss: 0 }));
    expect(setting).toBeCloseTo(100 * Math.exp(0.04), 9);
    ({ state, setting } = loop.step(state, { block: 2, error: 0.5, loss: 0 }));
    expect(setting).toBeCloseTo(100 * Math.exp(0.04 + 0.3 * 0.3 + 0.1 * 0.5), 9);
  });

  it('that searches follows a slope by what it is above its dead zone, and no smaller one', () => {
    const movedBy = (deadZone: number) => {
      const wave = { amplitude: 0.1, gain: 0.2, deadZone, hold: 1, skip: 0, largest: 1 };
      const search = extremumSeeking(wave);
      let state = search.begin(100);
      let setting = 100;
      // The loss is half of ln(setting); a cycle is four decisions after a first look.
      for (let block = 0; block <= 4; block++)
        ({ state, setting } = search.step(state, { block, error: 0, loss: 0.5 * Math.log(setting) }));
      return Math.log(search.middle(state) / 100);
    };
    expect(movedBy(0)).toBeCloseTo(-0.2 * 0.5, 9);
    expect(movedBy(0.3)).toBeCloseTo(-0.2 * 0.2, 9);
    expect(movedBy(0.6)).toBeCloseTo(0, 12);
  });

  it('is not of a loop that comes to rest where a root lies on the unit circle', () => {
    expect(isSchur([1, -1])).toBe(false);
    expect(isSchur([1, 0, -1])).toBe(false);
    expect(isSchur([1, -0.999])).toBe(true);
    expect(isSchur([1, -1.001])).toBe(false);
  });
});
