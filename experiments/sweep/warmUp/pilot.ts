import { populate } from '../../../agents/scenarios/populate.ts';
import { Peers } from '../../../sim/metrics/peers.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { scenarioNamed, type TrialPlan } from '../../plan/trial.ts';

/** How one world settles from its founding. */
export interface PilotResult {
  /** [step] mean true loss of the peers, nats: `networkQuality` of that step alone. A step without peers repeats the last value. */
  readonly series: readonly number[];
  readonly stepBlocks: number;
}

/** Runs a trial's world over its warm-up and its window, and follows its quality step by step. Pure. */
export function runPilot(plan: TrialPlan): PilotResult {
  const { world, cast, truth, stakeLimit } = populate({ ...plan, scenario: scenarioNamed(plan.scenario) });
  const end = world.block + Math.round((plan.warmUpDays + plan.days) * blocksPerDay);
  const peers = new Peers(world, truth, stakeLimit);
  const series: number[] = [];
  for (const event of simulate(world, cast, end)) {
    if (event.kind === 'eviction' || event.kind === 'registration') continue;
    peers.refresh();
    let loss = 0;
    for (let k = 0; k < peers.count; k++) loss += truth.loss[peers.uids[k]];
    if (peers.count > 0) series.push(loss / peers.count);
    else if (series.length > 0) series.push(series[series.length - 1]);
  }
  return { series, stepBlocks: world.rules.period(world) };
}
