import type { OwnDefinitions } from '../../agents/own/definition.ts';
import type { OwnBundle } from '../input/own/bundle.ts';
import { runBranches } from '../plan/branches.ts';
import { runTrial, type TrialCompany, type TrialPlan, type TrialResult } from '../plan/trial.ts';
import { noteIn } from './turnBoard.ts';

/** Imports bundles of one's own, once for all trials of a worker. */
export async function prepare(bundles: readonly OwnBundle[]): Promise<OwnDefinitions> {
  const { definitionsOf } = await import('../input/own/definitions.ts');
  return definitionsOf(bundles);
}

/** What a worker of the pool runs: one trial from its plan; `board` shows the pool whose turn it is. */
export const run = (plan: TrialPlan, board?: Float64Array, own?: OwnDefinitions): TrialResult =>
  runTrial(plan, companyOf(board, own));

/** What became of one of several trials, by its place among them. */
type Outcome = { readonly place: number; readonly ranWhole?: string } & (
  | { readonly result: TrialResult }
  | { readonly fault: unknown }
);

/** The same for trials that share a beginning; `begins` is told which one is at work. */
export function* runFamily(
  plans: readonly TrialPlan[],
  board: Float64Array | undefined,
  own: OwnDefinitions | undefined,
  begins: (place: number) => void,
): Generator<Outcome> {
  const told = (plan: TrialPlan) => begins(plans.indexOf(plan));
  for (const { plan, ...outcome } of runBranches(plans, companyOf(board, own), told))
    yield { place: plans.indexOf(plan), ...outcome };
}

const companyOf = (board?: Float64Array, own?: OwnDefinitions): TrialCompany => ({
  ...(board !== undefined && { note: noteIn(board) }),
  ...(own !== undefined && { own }),
});
