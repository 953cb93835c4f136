/**
 * `yuma-lab` as cells of a notebook may import it: the part of `experiments/index.ts` that needs no file and no process, so that a page has
 * it too.
 */

export {
  defineAdversary,
  defineCandidate,
  defineMeasure,
  defineMiner,
  defineValidator,
} from '../../agents/own/define.ts';
export { scenarioNames, scenarios } from '../../agents/scenarios/catalogue.ts';
export { AgentFault } from '../../sim/agentFault.ts';
export { HyperparameterError } from '../../sim/hyperparameters/fault.ts';
export { hyperparametersOf, resolve } from '../../sim/hyperparameters/registry.ts';
export { rulesetNames, rulesets } from '../../sim/rulesets.ts';
export { UnrunnableWorld } from '../../sim/unrunnable.ts';
export { UserError } from '../base/userError.ts';
export { changedNetwork } from '../epochPage/changedNetwork.ts';
export { noChanges } from '../epochPage/changes.ts';
export { manyEpochs } from '../evidence/manyEpochs.ts';
export { oneEpoch } from '../evidence/oneEpoch.ts';
export { metric, metrics } from '../plan/measures.ts';
export { checkPlan, runTrial } from '../plan/trial.ts';
export { estimate } from '../statistics/estimate.ts';
export { meanInterval } from '../statistics/meanInterval.ts';
export { pairedDifference } from '../statistics/paired.ts';
export { powerOf, seedsFor } from '../statistics/power.ts';
