import { runTrial, type TrialPlan, type TrialResult } from '../plan/trial.ts';
import { noteIn } from './turnBoard.ts';

/** What a worker of the pool runs: one trial from its plan; `board` shows the pool whose turn it is. */
export function run(plan: unknown, board?: Float64Array): TrialResult {
  return runTrial(plan as TrialPlan, board === undefined ? {} : { note: noteIn(board) });
}
