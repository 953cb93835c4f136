import type { RulesetName } from '../../sim/rulesets.ts';
import { rulesetNamed } from '../input/rulesetName.ts';

/** The ruleset a user named. Throws `UserError` with the nearest right names. */
export const rulesetOption = (name: string): RulesetName => rulesetNamed(name);
