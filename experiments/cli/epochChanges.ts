import type { RulesetName } from '../../sim/rulesets.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { type Changes, noChanges, withSetting, withStake, withWeight } from '../epochPage/changes.ts';
import { stakeChange, weightChange } from '../epochPage/changeText.ts';
import { epochSettings } from '../epochPage/epochSettings.ts';
import { parseAssignment } from '../input/assignment.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { rulesetNamed } from '../input/rulesetName.ts';

/** What the options of `epoch` change of its network. */
export interface ChangeOptions {
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  readonly stake?: readonly string[];
  readonly weight?: readonly string[];
}

/** The changes that options ask for. Throws `UserError` for a text of another form, and for a setting that no epoch reads. */
export async function changesOf(written: WrittenNetwork, options: ChangeOptions): Promise<Changes> {
  const rowOf = (name: string) => {
    const ruleset = options.ruleset ?? rulesetNamed(written.ruleset);
    const rows = epochSettings(ruleset);
    const row = rows.find((known) => known.name === name);
    if (row !== undefined) return row;
    throw unknownName(
      `setting of an epoch under ${ruleset}`,
      name,
      rows.map((known) => known.name),
    );
  };
  let changes: Changes = { ...noChanges, ruleset: options.ruleset ?? null };
  for (const text of options.set ?? []) {
    const { name, values } = await parseAssignment(text, rowOf);
    if (values.length !== 1)
      throw new UserError(
        `--set takes one value; received ${values.length} of ${name} (write --set ${name}=…)`,
      );
    changes = withSetting(changes, name, values[0]);
  }
  for (const { uid, rao } of (options.stake ?? []).map(stakeChange)) changes = withStake(changes, uid, rao);
  for (const { validator, miner, share } of (options.weight ?? []).map(weightChange))
    changes = withWeight(changes, validator, miner, share);
  return changes;
}
