import { autumnRules } from './autumnRules.ts';
import { creditRules } from './creditRules.ts';
import { flowRules2025, flowRules2026 } from './flowRules.ts';
import type { NetworksRuleset } from './networksRules.ts';
import { priceRules } from './priceRules.ts';

/**
 * Rules of several networks with alpha, by name, in the order of their time; of the years before, when root funded all,
 * `rootFundedNetworks.ts` has the block. A ruleset that is not here has another coinbase or another pool, which is not built.
 */
export const networksRules = {
  'dtao-2025': priceRules,
  'flow-2025': flowRules2025,
  'flow-2026': flowRules2026,
  'burn-2026': creditRules,
  'autumn-2026': autumnRules,
} as const satisfies Record<NetworksRuleset, unknown>;

export const isNetworksRuleset = (name: string): name is NetworksRuleset =>
  Object.hasOwn(networksRules, name);

/** Throws a RangeError at a ruleset under which several networks cannot run. */
export function networksRulesetOf(name: string): NetworksRuleset {
  if (isNetworksRuleset(name)) return name;
  const built = Object.keys(networksRules).join(', ');
  throw new RangeError(`several networks with alpha cannot run under ${name}; rulesets that can: ${built}`);
}
