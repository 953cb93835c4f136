import { describe, expect, it } from 'vitest';
import { runTrial } from '../../../experiments/plan/trial.ts';

describe('idle validators that lose their slots', () => {
  it.each(['finney-2023', 'burn-2026', 'autumn-2026'] as const)('come back under %s', (ruleset) => {
    const held = (back: boolean) =>
      runTrial({
        ruleset,
        scenario: 'synthetic',
        arithmetic: 'float64',
        set: {
          'scenario.lazyShare': 0.3,
          'scenario.copierShare': 0.1,
          'scenario.adversariesReturn': back,
          immunityPeriod: 500,
        },
        warmUpDays: 0.5,
        days: 2,
        seed: '1',
      }).measures.idlerStake!;
    expect(held(true)).toBeGreaterThan(held(false));
  });
});
