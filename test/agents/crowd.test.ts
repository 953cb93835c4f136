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

describe('a crowd at the gate of a scaled world', () => {
  it('is let in by the scaled limit: two in sixteen blocks, 900 a day at most', () => {
    // At hashes for nothing everyone who comes wants in; 0.3 a block arrive for 4,096 uids, more than the limit.
    const set = { 'scenario.arrivalRate': 3, 'scenario.hashPrice': 1e-9 };
    const { measures } = runTrial({ ...plan, set, days: 0.25 });
    expect(measures.registrations).toBeLessThanOrEqual(226);
    expect(measures.registrations).toBeGreaterThan(200);
  });

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
