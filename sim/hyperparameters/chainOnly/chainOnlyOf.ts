import type { RulesetName } from '../../rulesets.ts';
import { chainRules } from '../chainRules/byRuleset.ts';
import { type Permission, permissionOf } from '../chainRules/chainRule.ts';
import { chainOnly } from './byRuleset.ts';
import type { ChainOnly } from './chainOnly.ts';

/** A setting of the chain that the laboratory lacks, with its name and who may set it. */
export type ChainOnlySetting = ChainOnly & { readonly name: string } & Permission;

/** Settings that the chain of a ruleset has and the laboratory has not. */
export function chainOnlyOf(ruleset: RulesetName): ChainOnlySetting[] {
  const rules = chainRules[ruleset];
  return Object.entries(chainOnly[ruleset]).map(([name, row]) => {
    if (!Object.hasOwn(rules, name)) throw new Error(`nothing says who sets ${name} under ${ruleset}`);
    return { name, ...row, ...permissionOf(rules[name]) };
  });
}
