import type { LimitedController } from '../../sim/controllers/limits.ts';
import { ln } from '../../sim/math/elementary.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import type { Sight } from './calibration.ts';
import { type LiveWorld, runDay, type WorldDay } from './liveWorld.ts';
import { type ShockName, strike } from './shocks.ts';
import { bounded, type WorldKnob } from './worldKnobs.ts';

/** What is done to a settled world. */
export interface FlightPlan {
  readonly knob: WorldKnob;
  readonly controller: LimitedController<unknown>;
  /** Factor of the knob's start from the first day on; 1: as it settled. */
  readonly start: number;
  readonly aim: number;
  readonly sight: Sight;
  readonly shock: ShockName;
  /** Days under the controller before the shock, and from it on. */
  readonly calmDays: number;
  readonly days: number;
}

/** What a controller made of a world. */
export interface Flight {
  /** [day] from the first day of the controller on. */
  readonly days: readonly WorldDay[];
  /** [day] the setting that acted on it. */
  readonly settings: readonly number[];
  /** [day] the setting without the trial that a search is in. */
  readonly middles: readonly number[];
}

/** What those that search make small: the client's loss, or −ln of what miners get who have come of late, which the chain shows. */
export const lossOf = (day: WorldDay, sight: Sight): number =>
  sight === 'client' ? day.served : -ln(Math.max(day.newcomersPay, 1e-6));

/** Runs a world for days in which nothing is decided. */
export const settleFor = (live: LiveWorld, days: number): WorldDay[] => {
  const from = live.stage.world.block;
  return Array.from({ length: days }, (_, day) => runDay(live, from + day * blocksPerDay));
};

/**
 * Steers a world that stands at the end of a day: at the end of each further one the controller decides by what that day showed, and what acts is
 * an amendment of the schedule that announced changes are in, from the block after on. Changes `live`.
 */
export function fly(live: LiveWorld, plan: FlightPlan): Flight {
  const { knob, controller, calmDays, shock } = plan;
  const from = live.stage.world.block;
  let setting = bounded(knob, plan.start * knob.start);
  let state = controller.begin(setting);
  if (plan.start !== 1) act(live, knob, setting, from);
  const flight = { days: [] as WorldDay[], settings: [] as number[], middles: [] as number[] };
  for (let day = 0; day < calmDays + plan.days; day++) {
    if (day === calmDays) strike(live, shock, from + day * blocksPerDay);
    flight.settings.push(setting);
    flight.middles.push(controller.middle(state));
    const seen = runDay(live, from + day * blocksPerDay);
    flight.days.push(seen);
    const error = (knob.measured(seen) - plan.aim) / plan.aim;
    const decision = controller.step(state, { block: seen.block, error, loss: lossOf(seen, plan.sight) });
    state = decision.state;
    if (decision.setting !== setting) act(live, knob, decision.setting, seen.block);
    setting = decision.setting;
  }
  return flight;
}

const act = ({ governance }: LiveWorld, knob: WorldKnob, setting: number, at: Block): void =>
  governance.add({ block: at + 1, set: knob.set(setting) });
