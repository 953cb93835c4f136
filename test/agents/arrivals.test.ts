import { describe, expect, it } from 'vitest';
import { defineCandidate } from '../../agents/index.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';

const bidder = defineCandidate({
  name: 'bidder',
  share: 1,
  settings: { most: { default: 0, range: [0, 1e9], unit: 'TAO', definition: 'what it pays at most' } },
  start: () => null,
  act: (_, { settings }) => ({ pays: settings.most }),
});

const registrationsWith = (set: TrialPlan['set']) =>
  runTrial(
    {
      scenario: 'synthetic',
      ruleset: 'finney-2023',
      arithmetic: 'float64',
      warmUpDays: 0,
      days: 0.4,
      seed: '1',
      set,
    },
    { own: { agents: [{ ...bidder, file: 'mine.ts' }], measures: [] } },
  ).measures.registrations!;

describe('candidates that arrive', () => {
  it('decide by their own rule where they have one, and validators that come back by theirs', () => {
    expect(registrationsWith({})).toBe(0);
    expect(registrationsWith({ 'bidder.most': 1e9 })).toBeGreaterThan(5);
    // Idle validators register again with their stake, whatever the candidates of one's own decide.
    const back = { 'scenario.lazyShare': 0.3, 'scenario.adversariesReturn': true };
    expect(registrationsWith(back)).toBe(registrationsWith({ 'scenario.lazyShare': 0.3 }));
  });
});
