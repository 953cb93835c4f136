/**
 * `yuma-lab`: from a question as plain data to trials, an analysis, a report and a proposal. `yuma-lab/sim` has the mechanism alone, and
 * `yuma-lab/agents` the agents of a world.
 *
 * @packageDocumentation
 */

// One trial: a world from its founding to the end of its measured window

export { metric, metrics } from './plan/measures.ts';
export { checkPlan, runTrial, type TrialCompany, type TrialPlan, type TrialResult } from './plan/trial.ts';

// A study: what is varied, on which seeds, and what decides

export { engineVersion, studyHash, trialId } from './base/identity.ts';
export { readStudyFile, type StudyFile } from './input/readStudyFile.ts';
export { studyOfFile } from './input/studyFromFile.ts';
export { type Deciding, type Decision, decisionOf, type Objective } from './plan/decision.ts';
export {
  type Arm,
  cellsOf,
  checkStudy,
  type Factor,
  type Landmark,
  type Study,
  type StudyTrial,
  trialsOf,
} from './plan/study.ts';
export { askedStudies as studies, studyNamed } from './studies/catalogue.ts';

// A sweep: the trials of a study, kept in a folder

export type { Conflict } from './cluster/merge/join.ts';
export { type Merged, merge } from './cluster/merge/merge.ts';
export type { MissingPart } from './cluster/merge/missing.ts';
export type { Subject } from './cluster/merge/plannedTrials.ts';
export { holds, type Verification, type VerifyOptions, verify } from './evidence/verify/verify.ts';
export type { CompleteRow, FailedRow, Level, Row } from './plan/rows.ts';
export { type Results, readResults } from './report/readResults.ts';
export { type CellOutcome, runStudy, type StudyOutcome, type StudyRun } from './sweep/runStudy.ts';
export type { RunHooks, RunProgress } from './sweep/runTrials.ts';
export type { Shard } from './sweep/shard/shard.ts';

// What the trials say

export { type AnalysisOptions, analyse } from './analysis/analyse.ts';
export type { Analysis, ArmAnalysis, LevelAnalysis, SettingAnalysis, Verdict } from './analysis/analysis.ts';
export { type Estimate, estimate } from './statistics/estimate.ts';
export { type MeanInterval, meanInterval } from './statistics/meanInterval.ts';
export { type PairedDifference, pairedDifference } from './statistics/paired.ts';
export { type PairedQuestion, powerOf, seedsFor } from './statistics/power.ts';

// A report, and a proposal for a vote

export { type Proposal, type ProposeOptions, propose } from './methods/proposal/propose.ts';
export { writeProposal } from './methods/proposal/write.ts';
export type { Report } from './report/report.ts';
export { writeReportOf } from './studies/reportOf.ts';

// Files of one's own: agents and measures, scenarios, networks

export {
  defineAdversary,
  defineCandidate,
  defineMeasure,
  defineMiner,
  defineValidator,
} from '../agents/own/define.ts';
export { changedNetwork } from './epochPage/changedNetwork.ts';
export { type Changes, noChanges, type WeightChange } from './epochPage/changes.ts';
export { manyEpochs, type UidAfter } from './evidence/manyEpochs.ts';
export { oneEpoch, type UidResult } from './evidence/oneEpoch.ts';
export { recordedNetwork } from './evidence/replay/recordedAsNetwork.ts';
export { readNetwork } from './input/networkFile.ts';
export type { NetworkInput } from './input/networkText.ts';
export { readOwnFiles } from './input/own/ownMark.ts';
export {
  readScenarioFile,
  type ScenarioFile,
  type ScenarioReading,
} from './input/scenarios/readScenarioFile.ts';

// Scenarios, rulesets and hyperparameters

export { scenarioNames, scenarios } from '../agents/scenarios/catalogue.ts';
export type { Scenario } from '../agents/scenarios/scenario.ts';
export {
  type Hyperparameter,
  type Hyperparameters,
  hyperparametersOf,
  resolve,
} from '../sim/hyperparameters/registry.ts';
export { type Ruleset, type RulesetName, rulesetNames, rulesets } from '../sim/rulesets.ts';

// Errors

export { AgentFault } from '../sim/agentFault.ts';
export { HyperparameterError } from '../sim/hyperparameters/fault.ts';
export { UnrunnableWorld } from '../sim/unrunnable.ts';
export { UserError } from './base/userError.ts';
