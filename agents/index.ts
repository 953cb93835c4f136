/**
 * `yuma-lab/agents`: agents and measures of one's own, and the agents that the laboratory has. Pure, as the mechanism is.
 *
 * @packageDocumentation
 */

// Definitions of one's own

export {
  defineAdversary,
  defineCandidate,
  defineMeasure,
  defineMiner,
  defineValidator,
} from './own/define.ts';
export type {
  AdversaryDefinition,
  CandidateAnswer,
  CandidateDefinition,
  CandidateView,
  Definition,
  MeasureDefinition,
  MinerAnswer,
  MinerDefinition,
  MinerView,
  OwnContext,
  OwnDefinitions,
  ValidatorDefinition,
  ValidatorView,
  Weights,
} from './own/definition.ts';
export type { OwnSetting, OwnSettings } from './own/setting.ts';

// Starting states, and a world with its agents

export { scenarioNames, scenarioOf, scenarios } from './scenarios/catalogue.ts';
export { type Population, populate, type WorldPlan } from './scenarios/populate.ts';
export type { Scenario } from './scenarios/scenario.ts';

// Models that are not one network

export { models } from './models/catalogue.ts';
export {
  type Model,
  type ModelMeasure,
  type ModelResult,
  type ModelSetting,
  type ModelSettings,
  settled,
} from './models/model.ts';
