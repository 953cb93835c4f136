import { describe, expect, it } from 'vitest';
import { autopilot } from '../../../../experiments/figures/autopilot/autopilot.ts';
import { calibrateKnob } from '../../../../experiments/figures/autopilot/calibrateKnob.ts';
import { knobs } from '../../../../experiments/figures/autopilot/knobs.ts';
import { nullsOf } from '../../../../experiments/figures/autopilot/nulls.ts';
import { weathers } from '../../../../experiments/figures/autopilot/world.ts';
import { behaviourOf, linearBehaviour, swayOf } from '../../../../sim/controllers/loopBehaviour.ts';
import { integralLimit } from '../../../../sim/controllers/proportionalIntegral.ts';
import { stream } from '../../../../sim/random.ts';

const [halfLife, , target] = knobs;
const weather = (name: string) => weathers.find((one) => one.name === name)!;

describe('the autopilot', () => {
  it('finds that the loop on the half-life repairs a wrong one, and that one which holds the price ruins a crash', () => {
    const plan = { knobs: [halfLife], weathers: [weather('untuned')], seeds: 3, calibrationSeeds: 2 };
    const [nothing, loop] = autopilot(plan);
    expect(loop.controller).toBe('proportional–integral');
    expect(nothing.regret.mean).toBeGreaterThan(7);
    expect(Math.abs(loop.regret.mean)).toBeLessThan(1.5);
    const crash = autopilot({ ...plan, knobs: [target], weathers: [weather('price crash')] })[1];
    expect(crash.regret.low).toBeGreaterThan(20);
  });

  it('gives equal numbers for equal plans', () => {
    const plan = { knobs: [halfLife], weathers: [weather('spam')], seeds: 2, calibrationSeeds: 2 };
    expect(autopilot(plan)).toEqual(autopilot(plan));
  });

  it('knows its plant: registrations answer to the half-life by −1 in logarithms, as the hidden target says', () => {
    expect(calibrateKnob(halfLife, 4).plantGain).toBeCloseTo(-1, 1);
  });

  it('leaves every setting alone without shock and drift', () => {
    for (const knob of knobs)
      for (const { kept, worlds, controller } of nullsOf(knob, 8, 4))
        expect(kept, `${controller} on ${knob.name}`).toBeGreaterThanOrEqual(worlds - 1);
  });
});

describe('the map of stability', () => {
  it.each([0, 1, 2, 4])('has its border where theory puts it, at %i days of notice', (delay) => {
    expect(linearBehaviour({ integral: 0.98 * integralLimit(delay), delay })).not.toBe('diverges');
    expect(linearBehaviour({ integral: 1.02 * integralLimit(delay), delay })).toBe('diverges');
  });

  const seen = (levels: readonly number[]) => behaviourOf(swayOf(levels));

  it('tells rest from ringing and from swings between bounds', () => {
    const draws = stream('map', 'noise', 1);
    const noise = Array.from({ length: 200 }, () => 0.1 * draws.normal());
    expect(seen(noise)).toBe('stable');
    expect(seen(noise.map((value, k) => value + 0.3 * Math.sin(k)))).toBe('rings');
    expect(seen(noise.map((_, k) => 4 * Math.sin(k)))).toBe('diverges');
  });
});
