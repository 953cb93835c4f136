import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';

const plan: TrialPlan = {
  ruleset: 'burn-2026',
  scenario: 'modern-subnet',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0.5,
  days: 1,
  seed: '1',
};
const payOf = (set: TrialPlan['set']) => runTrial({ ...plan, set }).measures.cabalPay;
const cabal = { 'scenario.cabalShare': 0.45, 'scenario.cabalMiners': 'working' };

describe('the pay of a cabal', () => {
  it('is measured where there is a cabal, and nowhere else', () => {
    expect(payOf({})).toBeUndefined();
    expect(payOf(cabal)).toBeGreaterThan(0);
  });

  it('is all of it above the κ-majority and next to nothing below, as weights of 0 from the rest say', () => {
    const fake = { 'scenario.cabalMiners': 'fake' };
    // Its validators hold 0.4209 of the stake: the smallest nine of twelve.
    expect(payOf({ ...cabal, ...fake, kappa: 26_214 })).toBeGreaterThan(0.2);
    expect(payOf({ ...cabal, ...fake, kappa: 32_767 })).toBeLessThan(0.01);
    // 0.6235: ten of twelve; the honest validators’ weights are clipped to what the cabal gives strangers, dust.
    expect(payOf({ ...cabal, ...fake, 'scenario.cabalShare': 0.65 })).toBeGreaterThan(0.99);
  });

  it('is near its stake where it favours itself in nothing', () => {
    const pay = payOf({ ...cabal, 'scenario.cabalSelfWeight': 16 / 244 })!;
    // Half of the emission goes to validators: about 0.42 of that, and 16 of 244 miners’ part of the other half.
    const fair = 0.5 * 0.4209 + 0.5 * (15.5 / 244);
    expect(Math.abs(pay - fair)).toBeLessThan(0.05);
  });
});
