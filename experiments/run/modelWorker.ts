import type { ModelResult } from '../../agents/models/model.ts';
import { type ModelTrialPlan, runModelTrial } from '../plan/modelTrial.ts';

/** What a worker of the pool runs for a study of a model: one trial from its plan. */
export const run = (plan: ModelTrialPlan): ModelResult => runModelTrial(plan);
