import { describe, expect, it } from 'vitest';
import { populate } from '../../../agents/scenarios/populate.ts';
import { checkPlan, runTrial, scenarioNamed, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { HyperparameterError } from '../../../sim/hyperparameters/fault.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';

const planOf = (ruleset: RulesetName, set: TrialPlan['set'] = {}): TrialPlan => ({
  ruleset,
  scenario: 'synthetic',
  arithmetic: 'float64',
  set,
  warmUpDays: 1,
  days: 2,
  seed: '3',
});

const from = (ruleset: RulesetName, set: TrialPlan['set'], name: string, value: number | boolean | string) =>
  runTrial({ ...planOf(ruleset, set), change: { day: 1, set: { [name]: value } } });

describe('a change that a plan makes while its world runs', () => {
  it('acts from the end of its block on and not before', () => {
    const plain = runTrial(planOf('nakamoto-2022'));
    const changed = runTrial({ ...planOf('nakamoto-2022'), change: { day: 2, set: { immunityPeriod: 20 } } });
    expect(changed.days[0]).toEqual(plain.days[0]);
    expect(changed.days[1]).not.toEqual(plain.days[1]);
  });

  it('to the value that was in force moves no byte, and so does a change of nothing', () => {
    const plain = runTrial(planOf('autumn-2026'));
    const same = { ...planOf('autumn-2026'), change: { day: 1, set: {} } };
    // The price of entry decays block by block, so a look at one more block changes nothing.
    expect(runTrial(same)).toEqual(plain);
    expect(from('autumn-2026', { 'validator.alpha': 0.05 }, 'validator.alpha', 0.05)).toEqual(
      runTrial(planOf('autumn-2026', { 'validator.alpha': 0.05 })),
    );
  });

  it('that cuts a period short ends it at the next block, not in the past', () => {
    for (const ruleset of ['nakamoto-2022', 'finney-2023', 'autumn-2026'] as const) {
      const scenario = scenarioNamed('synthetic');
      const { world } = populate({ scenario, ruleset, arithmetic: 'float64', set: {}, seed: '3' });
      // Long past every period: as if the settings had been larger until now.
      world.block += 1_000_000;
      expect(world.rules.nextStep(world)).toBeGreaterThan(world.block);
      expect(world.rules.nextAdjustment(world)).toBeGreaterThan(world.block);
    }
    const { measures } = from('nakamoto-2022', { adjustmentInterval: 20_000 }, 'adjustmentInterval', 100);
    expect(measures.registrations).not.toBe(
      runTrial(planOf('nakamoto-2022', { adjustmentInterval: 20_000 })).measures.registrations,
    );
  });

  it('is refused where nobody would notice it, with its name, the rule and the remedy', () => {
    const fault = (set: TrialPlan['set'], stated: TrialPlan['set'] = {}) => {
      const plan = { ...planOf('autumn-2026', stated), change: { day: 1, set } };
      expect(() => runTrial(plan)).toThrow(HyperparameterError);
      expect(() => checkPlan(plan)).toThrow(
        /cannot change while a world runs: .*received .*\(state it in set/,
      );
    };
    fault({ 'scenario.poorShare': 0.5 });
    fault({ maxAllowedUids: 48 });
    fault({ 'market.startPrice': 100 });
    fault({ validatorSequenceLength: 64 });
    fault({ 'validator.sweepBlocks': 100 }, { 'validator.device': 'A100' });
    fault({ weightsVersionKey: 3 });
  });

  it('is refused outside the trial, and with a value that no network can run with', () => {
    const day = (at: number) => checkPlan({ ...planOf('autumn-2026'), change: { day: at, set: {} } });
    expect(() => day(3)).toThrow(/before the end of the trial, 3 days/);
    expect(() => day(-1)).toThrow(/received -1/);
    expect(() => day(Number.NaN)).toThrow(/received NaN/);
    expect(() => day(2.5)).not.toThrow();
    const set = { immunityPeriod: -5 };
    expect(() => checkPlan({ ...planOf('autumn-2026'), change: { day: 1, set } })).toThrow(
      HyperparameterError,
    );
  });
});
