import { describe, expect, it } from 'vitest';
import { type Pilot, runPiloted } from '../../../../experiments/methods/autopilot/inWorld.ts';
import { runTrial } from '../../../../experiments/plan/trial.ts';
import { hiddenTarget } from '../../../../sim/controllers/burnRule.ts';
import { doNothing } from '../../../../sim/controllers/doNothing.ts';
import { limited } from '../../../../sim/controllers/limits.ts';
import { proportionalIntegral } from '../../../../sim/controllers/proportionalIntegral.ts';
import { blocksPerDay } from '../../../../sim/units.ts';

const plan = {
  ruleset: 'burn-2026',
  scenario: 'busy-subnet',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0,
  days: 6,
  seed: 'pilot',
} as const;
const limits = { key: 'burnHalfLife', low: 1, high: 36_100, stepRatio: 1.5, notice: 0 } as const;
const pilot = {
  setting: 'burnHalfLife',
  start: 360,
  period: blocksPerDay,
  from: 0,
  measured: ({ registrations, days }) => registrations / days,
  aim: 8,
} satisfies Omit<Pilot, 'controller'>;

describe('a controller in the full world', () => {
  it('that does nothing leaves the trial as it is without one, byte for byte', () => {
    const controller = limited<unknown>(doNothing, limits);
    const { result, periods } = runPiloted(plan, { ...pilot, controller });
    expect(result).toEqual(runTrial({ ...plan, set: { burnHalfLife: 360 } }));
    expect(periods).toHaveLength(5);
  });

  it('that holds registrations finds the half-life whose hidden target is its aim, by what the chain shows alone', () => {
    const controller = limited<unknown>(
      proportionalIntegral({ proportional: 0, integral: 0.3, plantGain: -1, delay: 1 }),
      limits,
    );
    const { periods } = runPiloted({ ...plan, days: 40 }, { ...pilot, controller });
    const first = periods.slice(0, 12).map(({ measured }) => measured);
    const last = periods.slice(-14).map(({ measured }) => measured);
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(mean(first)).toBeGreaterThan(11);
    expect(Math.abs(mean(last) - 8)).toBeLessThan(1);
    // The half-life that it found is the one whose hidden target is the aim.
    const found = hiddenTarget({ halfLife: periods.at(-1)!.setting, multiplier: 1.26 }, blocksPerDay);
    expect(Math.abs(found / 8 - 1)).toBeLessThan(0.15);
  }, 60_000);

  it('must not decide more often than once a day', () => {
    const controller = limited<unknown>(doNothing, limits);
    expect(() => runPiloted(plan, { ...pilot, controller, period: 360 })).toThrow(
      /the period of a pilot must be 7200 blocks at least; received 360 \(decide once a day/,
    );
  });
});
