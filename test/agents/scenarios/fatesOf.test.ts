import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';

/** Measures of a network of sound founders to which no one comes, over its third and fourth day. */
const measuresOf = (set: TrialPlan['set']) =>
  runTrial({
    ruleset: 'autumn-2026',
    scenario: 'modern-subnet',
    arithmetic: 'float64',
    set: { 'scenario.arrivalRate': 0, 'scenario.poorShare': 0, ...set },
    warmUpDays: 2,
    days: 2,
    seed: '1',
  }).measures;

describe('what befalls the miners of a world', () => {
  const still = measuresOf({});

  it('is nothing where no frontier moves and none fail', () => {
    expect(measuresOf({ 'scenario.repairMedianDays': 0 }).networkQuality).toBe(still.networkQuality);
    expect(still).not.toHaveProperty('networkGap');
  });

  it('is a frontier that moves, also where none mend', () => {
    const [slow, fast] = [0.005, 0.01].map((perDay) => measuresOf({ 'scenario.frontierPerDay': perDay }));
    // Two or three steps behind at the third and fourth day, so 2.5 steps of 0.005 nats apart.
    expect(fast.networkGap! - slow.networkGap!).toBeCloseTo(2.5 * 0.005, 3);
  });

  it('is failure, also where none mend, and mending, also where no frontier moves', () => {
    const failing = measuresOf({ 'scenario.failPerDay': 0.2 });
    const mending = measuresOf({ 'scenario.failPerDay': 0.2, 'scenario.repairMedianDays': 0.25 });
    expect(failing.networkQuality!).toBeGreaterThan(still.networkQuality! + 0.2);
    expect(mending.networkQuality!).toBeGreaterThan(still.networkQuality! + 0.01);
    expect(mending.networkQuality!).toBeLessThan(failing.networkQuality! - 0.2);
  });
});
