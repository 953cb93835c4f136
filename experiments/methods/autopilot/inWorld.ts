import type { LimitedController } from '../../../sim/controllers/limits.ts';
import { type Blocks, blocksPerDay } from '../../../sim/units.ts';
import type { World } from '../../../sim/world.ts';
import { UserError } from '../../base/userError.ts';
import {
  amend,
  begin,
  finish,
  runTo,
  type TrialCompany,
  type TrialPlan,
  type TrialResult,
} from '../../plan/trial.ts';

/** A controller in the lab’s full world: what it moves, how often, and what it reads. */
export interface Pilot {
  /** A setting that may change while a world runs. */
  readonly setting: string;
  readonly controller: LimitedController<unknown>;
  readonly start: number;
  /** Blocks between two decisions, a day or more. */
  readonly period: Blocks;
  /** Days before its first decision. */
  readonly from: number;
  /** What it holds, measured over a period by what the chain publishes. */
  measured(seen: ChainLook): number;
  readonly aim: number;
}

/** What the chain tells of a period. */
export interface ChainLook {
  readonly days: number;
  readonly registrations: number;
  /** RAO at its end. */
  readonly price: bigint;
}

/** A decision and what it was made of. */
export interface PilotedPeriod {
  /** Days since the founding. */
  readonly day: number;
  readonly setting: number;
  readonly measured: number;
}

/** A trial whose setting was moved while it ran. */
export interface PilotedTrial {
  readonly result: TrialResult;
  readonly periods: readonly PilotedPeriod[];
}

/**
 * Runs a trial under a controller: the world stops at the end of each period, the controller decides by what the chain shows, and its decision is an
 * amendment of the same schedule that announced changes are in. Whole numbers are what the chain takes, so settings are rounded. Throws as `runTrial`
 * does, and `UserError` for a period below a day.
 */
export function runPiloted(
  plan: Omit<TrialPlan, 'change'>,
  pilot: Pilot,
  company: TrialCompany = {},
): PilotedTrial {
  if (!(pilot.period >= blocksPerDay))
    throw new UserError(
      `the period of a pilot must be ${blocksPerDay} blocks at least; received ${pilot.period} (decide once a day, or less often)`,
    );
  const live = begin({ ...plan, set: { ...plan.set, [pilot.setting]: pilot.start } }, company);
  const { world } = live.stage;
  const founded = world.block;
  const periods: PilotedPeriod[] = [];
  let state = pilot.controller.begin(pilot.start);
  let before = lookAt(world);
  for (let block = founded + pilot.period; block < live.end; block += pilot.period) {
    runTo(live, block);
    const now = lookAt(world);
    const day = (block - founded) / blocksPerDay;
    const measured = pilot.measured({
      days: pilot.period / blocksPerDay,
      registrations: now.seatings - before.seatings,
      price: now.price,
    });
    before = now;
    if (day < pilot.from) continue;
    const error = (measured - pilot.aim) / pilot.aim;
    const decision = pilot.controller.step(state, { block, error, loss: error * error });
    state = decision.state;
    const setting = Math.round(decision.setting);
    periods.push({ day, setting, measured });
    // What is decided acts from the block after on; days are counted in blocks, so this is one block later.
    amend(live, { day: day + 1 / blocksPerDay, set: { [pilot.setting]: setting } });
  }
  return { result: finish(live), periods };
}

const lookAt = ({ network, gate }: World) => ({ seatings: network.seatings, price: gate.burn });
