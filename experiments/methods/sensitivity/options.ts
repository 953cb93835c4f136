import type { RulesetName } from '../../../sim/rulesets.ts';
import type { OwnOptions } from '../../input/scenarios/chooseScenario.ts';

/** What a person may say of a sensitivity study on the command line. */
export interface SensitivityOptions extends OwnOptions {
  readonly method?: 'morris' | 'sobol';
  readonly points?: number;
  readonly blocks?: number;
  readonly levels?: number;
  readonly firstHalf?: true;
  readonly seeds?: number;
  readonly designSeed?: string;
  readonly output?: readonly string[];
  readonly scenario?: string;
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  readonly days?: number;
  readonly warmUp?: number;
}
