import {
  type Hyperparameter,
  hyperparameter,
  hyperparametersOf,
} from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { unknownName } from '../base/userError.ts';
import { type OwnMark, ownRow, ownRows } from '../plan/ownFiles.ts';
import { labName } from './chainName.ts';

/**
 * The row of a setting, by its name or the chain's: of a definition of one's own, or of the ruleset. Throws `HyperparameterError`, or `UserError` for a setting that
 * its definition lacks, with the nearest right names.
 */
export function settingRow(ruleset: RulesetName, name: string, own: OwnMark = {}): Hyperparameter {
  const row = ownRow(own, name);
  if (row !== undefined) return row;
  const [definition] = name.split('.');
  const siblings = ownRows(own)
    .map((known) => known.name)
    .filter((known) => known.startsWith(`${definition}.`));
  if (siblings.length > 0) throw unknownName('setting', name, siblings);
  const known = hyperparametersOf(ruleset).map((one) => one.name);
  return hyperparameter(ruleset, labName(name, known));
}
