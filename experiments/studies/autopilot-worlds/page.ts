import type { ModelPage } from '../../report/models/modelPage.ts';
import { autopilotAnswer, autopilotYardsticks, controllerWords } from './answer.ts';
import { isOfNulls, nullAnswer } from './nullAnswer.ts';
import { autopilotSure } from './sure.ts';
import { assumptionTable, nullTable, regretTable } from './tables.ts';

export const autopilotWorldsPage: ModelPage = {
  answer: (rows, study) =>
    isOfNulls(study) ? nullAnswer(rows, study, controllerWords) : autopilotAnswer(rows, study),
  yardsticks: (rows, study) => (isOfNulls(study) ? [] : autopilotYardsticks(rows, study)),
  sure: autopilotSure,
  sections: (rows, study) => [
    { heading: 'Regret by controller, knob and shock', blocks: [regretTable(rows, study)] },
    { heading: 'Where a setting, an aim or what is seen is wrong', blocks: [assumptionTable(rows, study)] },
    { heading: 'Nulls', blocks: [nullTable(rows, study)] },
  ],
  limits: [
    'One kind of subnet: 256 uids, 12 validators, about 15 registrations a day, pay by score. In a subnet to which one newcomer comes a day entry decides less. The quick size moves the half-life under two shocks alone. Its nulls are eight worlds.',
    'In 100 calm worlds (`results/reference/autopilot-worlds-nulls`) each controller left immunity alone in all 100, and those that search left the half-life and the multiplier of the price alone in all. The loop did so in 84 and 83, fewer than the 95 that were asked for: its noise was reckoned with a gain of −1, which registrations have where the price binds, but in calm worlds it was −0.13, so the loop sums up the noise of days. Clients do not notice: within 0.0004 nats. With a dead zone as wide as that noise (`autopilot-worlds-dead-zone`, 100 worlds on seeds that no run had seen) it left both alone in all 100. It pays for that: on seeds 9001 to 9010 it gains clients less than the loop without one, 0.0004 ± 0.0006 nats instead of 0.0009 ± 0.0007 under spam, 0.0008 [−0.0007, 0.0011] instead of 0.0018 [0.0014, 0.0035] at a half-life four times too long, and nothing after a crash.',
    'Miners do not foresee a controller: a change is announced to no one, and no one exploits it.',
    'Extremum seeking and the bandit are told the client’s loss of the day, without noise, which no chain sees: what they find is the most that they could. The full size gives them what the chain shows as well.',
    'The best constant is the best of three factors of the start (a quarter, 1, 4), found on the same seed and held from the controller’s first day: a controller may beat it, and regret may lie below 0.',
    'Days under a controller are few: a round of the bandit takes 36 of them, a cycle of extremum seeking 12. The quick size has 38, the full size 110.',
  ],
  assumptions: [
    'Settled from founders of the steady state for 15 days (full size: 50), under an immunity of 5,000 blocks (the chain’s default) and a half-life of 1,440 blocks, whose hidden target is the 15 registrations a day that come; then 8 days (20) under the controller, then the shock and 30 days (90). By its own rule `immunity-busy-quick` called such worlds settled on day 50; what drifts before is common to all that are compared.',
    'Shocks: alpha loses three quarters of its price for good; 400 people a day for 20 days who believe what others believe and run no model, five times those who come else; newcomers better by 0.1 nats at once, what 8 months of the frontier bring. No source for their sizes.',
    'A change acts a day after it was decided and is a half at most; immunity 100 … 65,535 blocks, half-life 1 … 36,100 blocks.',
    'The loop holds what it was in calm worlds of other seeds at the start: the share of immune slots (immunity) or the registrations of a day (half-life, multiplier). So its owner knows a good setting already. The chain has no target of registrations since April 2026: it is hidden in half-life and multiplier.',
    'A human is rung where a setting has lain at a bound for seven days, or the loss lay four standard deviations above its four weeks for three days; once in a fortnight at most.',
  ],
  method: [
    'Every world is the lab’s ordinary engine (`populate`, rules of `autumn-2026`, float64), stopped at the end of each day. What is decided is an amendment of the schedule that announced changes are in, from the block after on. Under the controller that does nothing a world is what it is without one, byte for byte.',
    'Served loss is the true loss of the miners weighted by incentive, mean over the steps of a day. What decides is its mean from the shock on, beside the oracle, seed by seed (paired Student intervals, widened where skewed; Šidák over all that are read together).',
    'What counts as noise in the nulls was fixed before from worlds of other seeds: two standard deviations of what the loop makes of a day’s noise and of worlds that differ; two of the walk that extremum seeking was tuned to (0.1); nothing for the bandit.',
    'Gains, dead zones and trials are those of the figure `autopilot` (a cheap market with a stability map of gain and notice), tuned by the noise of these worlds.',
  ],
};
