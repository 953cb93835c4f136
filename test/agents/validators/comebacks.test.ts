import { describe, expect, it } from 'vitest';
import { runTrial } from '../../../experiments/plan/trial.ts';

/** Share of the validators' stake that lazy ones and copiers hold on average. */
const held = (back: boolean) =>
  runTrial({
    ruleset: 'finney-2023',
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

describe('validators that have lost their slots', () => {
  it('come back with their stake where it pays, and else are gone', () => {
    expect(held(true)).toBeGreaterThan(held(false));
  });
});
