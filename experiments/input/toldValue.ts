import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Dimension, endsOf, type Value } from '../plan/design/domain.ts';
import { readFactor, readSetting } from './factorValue.ts';
import { tellNotes } from './settingNotes.ts';

/** Reads a setting of a file as `readSetting` does, and says what there is to say of it on standard error. */
export async function toldSetting(ruleset: RulesetName, row: Hyperparameter, written: Value): Promise<Value> {
  const value = await readSetting(row, written);
  tellNotes(ruleset, row, [value]);
  return value;
}

/** Reads a factor of a file as `readFactor` does, and says what there is to say of it on standard error. */
export async function toldFactor(
  ruleset: RulesetName,
  row: Hyperparameter,
  written: unknown,
): Promise<Dimension> {
  const read = await readFactor(row, written);
  tellNotes(ruleset, row, endsOf(read.domain));
  return read;
}
