import { AgentFault } from '../../sim/agentFault.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../plan/trial.ts';
import { ownStaffOf } from './ownStaff.ts';
import { runPool } from './pool.ts';

/**
 * One trial. Where agents of one's own act in it, on a worker, so that a turn that never ends can be ended. Throws `AgentFault` for what
 * an agent did.
 */
export async function runAlone(plan: TrialPlan): Promise<TrialResult> {
  const staff = await ownStaffOf(plan);
  if (staff.own === undefined) return runTrial(plan);
  let result: TrialResult | null = null;
  let fault: Error | null = null;
  await runPool({
    entry: new URL('./trialWorker.ts', import.meta.url),
    workers: 1,
    ...staff,
    tasks: [{ id: 'alone', input: plan }],
    onResult: (_, brought: TrialResult) => {
      result = brought;
    },
    onFailure: (_, reason, place) => {
      fault = place === undefined ? new Error(reason) : new AgentFault(place.agent, place.block, reason);
    },
  });
  if (result !== null) return result;
  throw fault ?? new Error('the trial brought nothing back');
}
