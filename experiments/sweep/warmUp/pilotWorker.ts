import type { TrialPlan } from '../../plan/trial.ts';
import { type PilotResult, runPilot } from './pilot.ts';

/** What a worker of the pool runs for the rule of the warm-up: one pilot from its plan. */
export const run = (plan: unknown): PilotResult => runPilot(plan as TrialPlan);
