import { scenarioNames } from '../../agents/scenarios/catalogue.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import { settingRow } from './settingRow.ts';

/** The starting state as a factor: its levels are the names of scenarios. */
const scenarioRow: Hyperparameter = {
  name: 'scenario',
  type: 'choice',
  choices: scenarioNames,
  default: scenarioNames[0],
  unit: '',
  setter: 'scenario',
  influences: 'the agents at the start',
  source: 'agents/scenarios/catalogue.ts',
};

/**
 * The row of a factor: a hyperparameter or setting of the ruleset, a setting of one's own, or `scenario`. Throws `HyperparameterError` with the nearest right
 * names.
 */
export function factorRow(ruleset: RulesetName, name: string, own: OwnMark = {}): Hyperparameter {
  return name === scenarioRow.name ? scenarioRow : settingRow(ruleset, name, own);
}
