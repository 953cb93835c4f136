/** `yuma-lab/agents`: what a file of one's own needs to define agents and measures. */

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
