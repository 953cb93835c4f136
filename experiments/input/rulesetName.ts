import * as z from 'zod';
import { formerNames, isRuleset, type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { unknownName } from '../base/userError.ts';

/** The name that a ruleset has now; a former one is said on standard error. */
export function presentName(name: string): string {
  const now = formerNames.get(name);
  if (now === undefined) return name;
  process.stderr.write(`${name} is called ${now} now; autumn-2026 is the newest ruleset\n`);
  return now;
}

/** The ruleset a user named, by a former name too. Throws `UserError` with the nearest right names; `what` is named before them. */
export function rulesetNamed(name: string, what = 'ruleset'): RulesetName {
  const now = presentName(name);
  if (!isRuleset(now)) throw unknownName(what, name, rulesetNames);
  return now;
}

/** The field of a file that names a ruleset. */
export const rulesetField = z.preprocess(
  (name) => (typeof name === 'string' ? presentName(name) : name),
  z.enum(rulesetNames),
);
