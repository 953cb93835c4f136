import { scenarioNames } from '../../agents/scenarios/catalogue.ts';
import { type Hyperparameter, hyperparameter } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';

/** The starting state as a factor: its levels are the names of scenarios. */
const scenarioRow: Hyperparameter = {
  name: 'scenario',
  type: 'choice',
  choices: scenarioNames,
  default: scenarioNames[0],
  unit: '',
  setter: 'scenario',
  influences: 'who is there at the start',
  source: 'agents/scenarios/catalogue.ts',
};

/**
 * The row of a factor: a hyperparameter or setting of the ruleset, or `scenario`. Throws `HyperparameterError` with the nearest right
 * names.
 */
export function factorRow(ruleset: RulesetName, name: string): Hyperparameter {
  return name === scenarioRow.name ? scenarioRow : hyperparameter(ruleset, name);
}
