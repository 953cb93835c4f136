import { runTrial } from '../../plan/trial.ts';
import churn from './churnJanuary2026.data.json' with { type: 'json' };

/** How many uids of a full subnet were replaced a day. */
const perDay = churn.rows.map(([netuid, replaced, blocks]) => ({
  netuid,
  rate: (7200 * replaced) / blocks,
}));

/** What was fitted on, and what is judged on. */
export const fittedFlows = perDay.filter(({ netuid }) => netuid % 2 === 0).map(({ rate }) => rate);
export const judgedFlows = perDay.filter(({ netuid }) => netuid % 2 === 1).map(({ rate }) => rate);

/** Days between the two snapshots. */
export const churnDays = 29_441 / 7200;

/** Candidates a day at 256 uids for `scenario.arrivalRate`. */
const ratePerCandidate = 16 / 7200;

/** Uids replaced a day in a world of an archetype, over as many days as between the snapshots, with so many candidates a day. */
export function flowOf(scenario: string, candidates: number, seed: string): number {
  const flow = runTrial({
    ruleset: 'autumn-2026',
    scenario,
    arithmetic: 'float64',
    set: { 'scenario.arrivalRate': candidates * ratePerCandidate, 'scenario.clientTopk': 0 },
    warmUpDays: 2,
    days: churnDays,
    seed,
  }).measures.registrationsPerDay;
  return flow ?? 0;
}
