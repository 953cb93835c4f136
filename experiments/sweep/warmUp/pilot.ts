import { nothingOwn, type OwnDefinitions } from '../../../agents/own/definition.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { meanLoss, newPeers, refresh } from '../../../sim/metrics/peers.ts';
import { simulate } from '../../../sim/simulate.ts';
import type { TurnNote } from '../../../sim/turn.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { scenarioOfPlan, type TrialPlan } from '../../plan/trial.ts';

/** How one world settles from its founding. */
export interface PilotResult {
  /** [step] mean true loss of the peers, nats: `networkQuality` of that step alone. A step without peers repeats the last value. */
  readonly series: readonly number[];
  readonly stepBlocks: number;
}

/** Runs a trial's world over its warm-up and its window, and follows its quality step by step. Pure. */
export function runPilot(plan: TrialPlan, own: OwnDefinitions = nothingOwn, note?: TurnNote): PilotResult {
  const { world, cast, truth, stakeLimit } = populate({ ...plan, scenario: scenarioOfPlan(plan) }, own, note);
  const end = world.block + Math.round((plan.warmUpDays + plan.days) * blocksPerDay);
  const peers = newPeers(world);
  const series: number[] = [];
  for (const event of simulate(world, cast, end)) {
    if (event.kind !== 'step') continue;
    refresh(peers, world, truth, stakeLimit);
    const quality = meanLoss(peers, truth) ?? series.at(-1);
    if (quality !== undefined) series.push(quality);
  }
  return { series, stepBlocks: world.rules.period(world) };
}
