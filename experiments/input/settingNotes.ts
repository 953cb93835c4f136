import { admitted, limitsInWords, setterInWords } from '../../sim/hyperparameters/chainLimits.ts';
import { faultOf } from '../../sim/hyperparameters/fault.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';
import { unmodelled } from '../../sim/hyperparameters/unmodelled.ts';
import type { RulesetName } from '../../sim/rulesets.ts';

type Value = number | boolean | string;

/** What is said to a person who sets a row to these values: that it changes nothing, or that the chain would not take them. */
export function settingNotes(ruleset: RulesetName, row: Hyperparameter, values: readonly Value[]): string[] {
  const idle = unmodelled.get(row.name);
  return [
    ...(idle === undefined ? [] : [`note: ${row.name} changes nothing in the laboratory: ${idle}`]),
    ...beyondTheChain(ruleset, row, values),
  ];
}

function beyondTheChain(ruleset: RulesetName, row: Hyperparameter, values: readonly Value[]): string[] {
  if (row.chainRange === undefined) return [];
  const beyond = values.filter(
    (value) => value !== row.default && faultOf(row, value) === null && admitted(row, value).length === 0,
  );
  if (beyond.length === 0) return [];
  const which = `${row.name}=${beyond.map(String).join(',')}`;
  const limits =
    row.setter === 'nobody' ? `set by ${setterInWords(row)}` : `its limits: ${limitsInWords(row)}`;
  return [
    `note: the chain of ${ruleset} does not take ${which} (${limits}); the laboratory runs it all the same`,
  ];
}

/** Writes the notes of a row to standard error, a line each. */
export function tellNotes(ruleset: RulesetName, row: Hyperparameter, values: readonly Value[]): void {
  for (const note of settingNotes(ruleset, row, values)) process.stderr.write(`${note}\n`);
}
