import type { Value } from '../plan/design/domain.ts';
import type { ChosenScenario } from './scenarios/chooseScenario.ts';
import { settingRow } from './settingRow.ts';

/** What a world runs with where nothing is swept, and where that is stated. */
export interface InForce {
  readonly value: Value;
  /** Such as `5000: the network’s own`. */
  readonly label: string;
}

/** The value in force of a factor in a chosen starting state; null for the starting state itself. Throws as `settingRow` does. */
export function inForceIn({ ruleset, scenario, set, own }: ChosenScenario, name: string): InForce | null {
  if (name === 'scenario') return null;
  const from = (value: Value, where: string): InForce => ({ value, label: `${value}: ${where}` });
  if (set[name] !== undefined) return from(set[name], 'of the scenario file');
  const stated = scenario.settings[name];
  if (stated === undefined) return from(settingRow(ruleset, name, own).default, 'default');
  return from(stated, own.network === undefined ? `of the scenario ${scenario.name}` : 'the network’s own');
}
