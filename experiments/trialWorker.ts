import { runTrial, type TrialPlan, type TrialResult } from './trial.ts';

/** What a worker of the pool runs: one trial from its plan. */
export function run(plan: unknown): TrialResult {
  return runTrial(plan as TrialPlan);
}
