import type { RulesetName } from '../rulesets.ts';
import { chainRules } from './chainRules/byRuleset.ts';
import { type Permission, permissionOf } from './chainRules/chainRule.ts';
import type { HyperparameterData } from './hyperparameter.ts';

/**
 * Who may set a row under a ruleset: what the version's rules say, or the row itself where it is no setting of the chain. Throws for a
 * row that neither says, which is a fault of the registry.
 */
export function permissionFor(ruleset: RulesetName, name: string, row: HyperparameterData): Permission {
  const rules = chainRules[ruleset];
  if (Object.hasOwn(rules, name)) return permissionOf(rules[name]);
  if (row.setter === undefined) throw new Error(`nothing says who sets ${name} under ${ruleset}`);
  return { setter: row.setter };
}
