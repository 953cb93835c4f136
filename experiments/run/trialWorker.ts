import type { OwnDefinitions } from '../../agents/own/definition.ts';
import type { OwnBundle } from '../input/own/bundle.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../plan/trial.ts';
import { noteIn } from './turnBoard.ts';

/** Imports bundles of one's own, once for all trials of a worker. */
export async function prepare(bundles: readonly OwnBundle[]): Promise<OwnDefinitions> {
  const { definitionsOf } = await import('../input/own/definitions.ts');
  return definitionsOf(bundles);
}

/** What a worker of the pool runs: one trial from its plan; `board` shows the pool whose turn it is. */
export function run(plan: TrialPlan, board?: Float64Array, own?: OwnDefinitions): TrialResult {
  return runTrial(plan, {
    ...(board !== undefined && { note: noteIn(board) }),
    ...(own !== undefined && { own }),
  });
}
