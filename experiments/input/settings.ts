import type { RulesetName } from '../../sim/rulesets.ts';
import { UserError } from '../base/userError.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import { type Assignment, parseAssignment } from './assignment.ts';
import { tellNotes } from './settingNotes.ts';
import { settingRow } from './settingRow.ts';

type Value = number | string | boolean;

/** Reads `--set name=value` texts of a ruleset and of one's own definitions, each with one value. Throws `UserError` or `HyperparameterError`. */
export async function readSettings(
  texts: readonly string[],
  ruleset: RulesetName,
  own: OwnMark = {},
): Promise<Record<string, Value>> {
  const settings: Record<string, Value> = {};
  for (const { name, values } of await readAssignments(texts, ruleset, own)) {
    if (values.length > 1)
      throw new UserError(`--set ${name} takes one value; received ${values.join(', ')} (sweep varies)`);
    settings[name] = values[0];
  }
  return settings;
}

/** Reads `name=v1,v2,…` texts; a name may be given once. */
export async function readAssignments(
  texts: readonly string[],
  ruleset: RulesetName,
  own: OwnMark = {},
): Promise<Assignment[]> {
  const rowOf = (name: string) => settingRow(ruleset, name, own);
  const assignments = await Promise.all(texts.map((text) => parseAssignment(text, rowOf)));
  const names = assignments.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new UserError(`${twice} is set twice; write all its values in one list`);
  for (const { name, values } of assignments) tellNotes(ruleset, rowOf(name), values);
  return assignments;
}
