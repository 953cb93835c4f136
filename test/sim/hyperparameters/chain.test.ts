import { describe, expect, it } from 'vitest';
import { admitted, chainFault } from '../../../sim/hyperparameters/chainLimits.ts';
import { chainOnlyOf } from '../../../sim/hyperparameters/chainOnly/chainOnlyOf.ts';
import { chainRules } from '../../../sim/hyperparameters/chainRules/byRuleset.ts';
import { hyperparameter, hyperparametersOf, resolve } from '../../../sim/hyperparameters/registry.ts';
import { type RulesetName, rulesetNames } from '../../../sim/rulesets.ts';
import { differences, onceUnknown } from './chainTables.ts';

/** Every setting of the chain under a ruleset, built or not. */
const settingsOf = (ruleset: RulesetName) => [...hyperparametersOf(ruleset), ...chainOnlyOf(ruleset)];

describe('who may set what within which limits', () => {
  it.each(rulesetNames)('is under %s as the sources of its version say', (ruleset) => {
    expect(differences(ruleset, settingsOf(ruleset))).toEqual([]);
  });

  it('would be told where it differs', () => {
    const settings = settingsOf('burn-2026').map((setting) =>
      setting.name === 'kappa' ? { ...setting, setter: 'ownerOrRoot' } : setting,
    );
    expect(differences('burn-2026', settings)).toEqual(['kappa: setter "ownerOrRoot", not "root"']);
    expect(differences('burn-2026', settings.slice(1)).length).toBeGreaterThan(1);
  });

  it.each(rulesetNames)('covers every setting of %s once, and no other', (ruleset) => {
    const own = hyperparametersOf(ruleset).filter(({ chainRange }) => chainRange !== undefined);
    const names = [...own, ...chainOnlyOf(ruleset)].map(({ name }) => name);
    expect(names.toSorted()).toEqual(Object.keys(chainRules[ruleset]).sort());
    expect(new Set(names).size).toBe(names.length);
    // Without a rule of the chain, a row is decided by validators or describes people.
    for (const { chainRange, setter } of hyperparametersOf(ruleset))
      expect(chainRange === undefined).toBe(setter === 'validator' || setter === 'scenario');
  });

  it.each(rulesetNames)('admits the defaults of %s, as the chain does', (ruleset) => {
    const settings = resolve(ruleset);
    for (const row of hyperparametersOf(ruleset)) {
      if (row.setter === 'nobody' || row.chainRange === undefined) continue;
      // A subnet that nobody has touched: the runtime’s own value may lie on a bound that a call excludes.
      if (['minBurn', 'maxBurn'].includes(row.name)) continue;
      expect([row.name, admitted(row, row.default, settings).length > 0]).toEqual([row.name, true]);
    }
  });
});

describe('a value that the chain would refuse', () => {
  const fault = (
    ruleset: RulesetName,
    name: string,
    value: number,
    caller: 'owner' | 'root',
    settings = {},
  ) => chainFault(ruleset, hyperparameter(ruleset, name), value, caller, settings)?.message ?? null;

  it('is told with key, value, rule, ruleset and remedy', () => {
    expect(fault('burn-2026', 'bondsMovingAverage', 990_000, 'owner')).toBe(
      'bondsMovingAverage set by the owner must be 0 … 975,000 under burn-2026; received 990,000 (choose another value, or name root as the setter)',
    );
    expect(fault('burn-2026', 'burnIncreaseMult', 5, 'root')).toBe(
      'burnIncreaseMult set by root must be 1 … 3 under burn-2026; received 5 (choose another value)',
    );
    expect(fault('burn-2026', 'kappa', 40_000, 'owner')).toBe(
      'kappa may be set by root alone under burn-2026; received 40,000 (name root as the setter)',
    );
    expect(fault('finney-2024', 'kappa', 40_000, 'owner')).toBeNull();
    expect(fault('nakamoto-2022', 'selfOwnership', 3, 'root')).toMatch(
      /cannot be set: it is a constant of the runtime under nakamoto-2022/,
    );
  });

  it('may be one only beside another setting', () => {
    expect(fault('burn-2026', 'minBurn', 5e8, 'owner', { maxBurn: 1e9 })).toBeNull();
    expect(fault('burn-2026', 'minBurn', 5e8, 'owner', { maxBurn: 5e8 })).toMatch(
      /below maxBurn, 500,000,000/,
    );
    expect(fault('burn-2026', 'maxAllowedValidators', 65, 'root', { maxAllowedUids: 64 })).toMatch(
      /at most maxAllowedUids, 64/,
    );
    expect(fault('burn-2026', 'minBurn', 1e9, 'root')).toMatch(/0 … 999,999,999/);
  });
});

describe('a setting that only the chain has', () => {
  const refusal = (ruleset: RulesetName, overrides: Record<string, unknown>): string => {
    try {
      resolve(ruleset, overrides);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing refused';
  };

  it('was unknown once, and has its reason and its effect', () => {
    const listed = chainOnlyOf('burn-2026').map(({ name }) => name);
    expect(Object.keys(onceUnknown).filter((name) => listed.includes(name)).length).toBeGreaterThan(18);
    for (const ruleset of rulesetNames)
      for (const { name, reason, effect } of chainOnlyOf(ruleset))
        expect([name, reason.length > 10, effect.length > 5]).toEqual([name, true, true]);
  });

  it('is refused with reason and effect, and its misspelling finds it', () => {
    expect(refusal('burn-2026', { adminFreezeWindow: 20 })).toBe(
      'adminFreezeWindow is of the chain, not modelled: this call is not made during a run; on the chain: blocks before an epoch in which most calls of the admin pallet are refused; received 20 (leave it out under burn-2026)',
    );
    expect(refusal('burn-2026', { ownerCutEnable: false })).toMatch(/did you mean ownerCutEnabled\?/);
    expect(refusal('burn-2026', { maxBurns: 1 })).toMatch(/did you mean maxBurn/);
  });

  it.each([
    [{ collateralLockShare: 1 }, /collateralLockShare is built as 0 only .* bodies of lock and drain/],
    [{ networkPowRegistrationAllowed: true }, /formula of its price is not known; received true/],
    [{ subnetEpochConsensus: 'null' }, /null consensus is known and not built: missing are/],
    [{ networkRegistrationAllowed: false }, /scenario\.arrivalRate=0/],
    [{ mechanismCount: 2 }, /at most 256 at spec 475; received 2 × 256 = 512 \(lower maxAllowedUids to 128/],
    [{ mechanismCount: 2, maxAllowedUids: 128, mechanismEmissionSplit: '1' }, /sum to 65,535; received 1 /],
    [{ mechanismCount: 9 }, /integer of 1 … 8/],
    [{ liquidAlphaConsensusMode: 'larger' }, /one of current, previous, auto/],
    [{ collateralDrainRatio: 0 }, /collateralDrainRatio must be/],
  ])('spec 475 is not all built: %j is refused with the reason', (overrides, message) => {
    expect(refusal('autumn-2026', overrides)).toMatch(message);
  });

  it('may be set to the value that is built', () => {
    expect(
      resolve('autumn-2026', {
        collateralLockShare: 0,
        mechanismCount: 1,
        liquidAlphaConsensusMode: 'previous',
      }),
    ).toMatchObject({ collateralLockShare: 0, mechanismCount: 1, liquidAlphaConsensusMode: 'previous' });
  });
});
