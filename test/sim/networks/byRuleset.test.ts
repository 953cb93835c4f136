import { describe, expect, it } from 'vitest';
import { networksRules, networksRulesetOf } from '../../../sim/networks/byRuleset.ts';
import { isRuleset } from '../../../sim/rulesets.ts';

describe('the coinbase of several networks', () => {
  it('is picked by the name of a ruleset, which its rules carry', () => {
    for (const [name, rules] of Object.entries(networksRules)) {
      expect(isRuleset(name) || /^flow-202[56]$/.test(name)).toBe(true);
      expect(rules.ruleset).toBe(name);
      expect(networksRulesetOf(name)).toBe(name);
    }
  });

  it('is refused by name where it is not built', () => {
    expect(() => networksRulesetOf('yuma3-2025')).toThrow(
      /cannot run under yuma3-2025; rulesets that can: dtao-2025, flow-2025, flow-2026, burn-2026, autumn-2026/,
    );
  });
});
