import { isRuleset, type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { unknownName } from '../base/userError.ts';

/** The ruleset a user named. Throws `UserError` with the nearest right names. */
export function rulesetOption(name: string): RulesetName {
  if (!isRuleset(name)) throw unknownName('ruleset', name, rulesetNames);
  return name;
}
