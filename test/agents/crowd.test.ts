import { describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';

const plan: TrialPlan = {
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0,
  days: 1,
  seed: '1',
};

describe('a crowd at the gate', () => {
  it('that evicts the last validator ends the world with a sentence', () => {
    const set = {
      'scenario.arrivalRate': 10,
      'scenario.hashPrice': 1e-9,
      stakePruningMin: Number.MAX_SAFE_INTEGER,
    };
    expect(() => runTrial({ ...plan, set, days: 12 })).toThrow(
      /the last of 32 validators has lost its uid to a newcomer: lower scenario.arrivalRate/,
    );
  });
});
