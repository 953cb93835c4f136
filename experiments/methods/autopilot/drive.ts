import { alarmsOf } from '../../../sim/controllers/alarm.ts';
import type { LimitedController } from '../../../sim/controllers/limits.ts';
import {
  type DrawnDay,
  drawDay,
  type MarketDay,
  marketDay,
  openMarket,
  type RegistrationMarket,
} from '../../../sim/games/registrationMarket.ts';
import type { Knob } from './knobs.ts';
import { days, ground, shockDay, type Weather, warmUp } from './world.ts';

/** A world drawn once, for all that is tried in it. */
export interface DrawnWorld {
  readonly market: RegistrationMarket;
  /** [day] */
  readonly drawn: readonly DrawnDay[];
}

/** The world of a seed in a weather: equal seeds meet the same candidates. */
export function drawWorld(
  seed: string,
  { shock, ground: other }: Weather,
  base = ground,
  length = days,
): DrawnWorld {
  const market = { ...base, ...other, seed, shock };
  return { market, drawn: Array.from({ length }, (_, day) => drawDay(market, day)) };
}

/** What a controller made of a world. */
export interface Drive {
  /** Mean of what a client gets from the shock on. */
  readonly served: number;
  /** [day] the setting that acted on it. */
  readonly settings: readonly number[];
  /** [day] the setting without the trial that a search is in. */
  readonly middles: readonly number[];
  /** [day] as the chain saw it. */
  readonly days: readonly MarketDay[];
  /** Calls of a human for 100 days. */
  readonly alarms: number;
}

/** ln of a score, downwards: what those that search make small. */
export const lossOf = ({ score }: MarketDay): number => -Math.log(Math.max(score, 1e-9));

/** Runs a world under a controller of a knob, which decides after the warm-up at the end of each day by what the chain saw of it. */
export function drive(
  { market, drawn }: DrawnWorld,
  knob: Knob,
  controller: LimitedController<unknown>,
  aim: number,
  start = knob.start,
): Drive {
  const world = openMarket(market);
  const settings: number[] = [];
  const middles: number[] = [];
  const seen: MarketDay[] = [];
  let state = controller.begin(start);
  let setting = start;
  for (const ofDay of drawn) {
    const day = marketDay(market, world, knob.set(setting), ofDay);
    settings.push(setting);
    middles.push(controller.middle(state));
    seen.push(day);
    if (seen.length <= warmUp) continue;
    const error = (knob.measured(day) - aim) / aim;
    ({ state, setting } = controller.step(state, { block: day.block, error, loss: lossOf(day) }));
  }
  const { low, high } = controller.limits;
  const looks = seen.map((day, k) => ({
    isAtBound: settings[k] <= low || settings[k] >= high,
    loss: lossOf(day),
  }));
  const judged = seen.slice(shockDay);
  return {
    served: judged.reduce((sum, { served }) => sum + served, 0) / judged.length,
    settings,
    middles,
    days: seen,
    alarms: (100 * alarmsOf(looks).length) / seen.length,
  };
}
