import type { OwnDefinitions } from '../../../agents/own/definition.ts';
import type { TrialPlan } from '../../plan/trial.ts';
import { noteIn } from '../../run/turnBoard.ts';
import { type PilotResult, runPilot } from './pilot.ts';

export { prepare } from '../../run/trialWorker.ts';

/** What a worker of the pool runs for the rule of the warm-up: one pilot from its plan. */
export const run = (plan: TrialPlan, board?: Float64Array, own?: OwnDefinitions): PilotResult =>
  runPilot(plan, own, board === undefined ? undefined : noteIn(board));
