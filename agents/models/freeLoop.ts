import { CirculationSpent } from '../../sim/circulationSpent.ts';
import type { LimitedController } from '../../sim/controllers/limits.ts';
import { limited } from '../../sim/controllers/limits.ts';
import { swayOf } from '../../sim/controllers/loopBehaviour.ts';
import { steering } from '../../sim/controllers/proportionalIntegral.ts';
import { ln } from '../../sim/math/elementary.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { calibrations } from '../pilot/calibration.ts';
import { fly, settleFor } from '../pilot/flight.ts';
import { foundWorld, type WorldDay } from '../pilot/liveWorld.ts';
import { type KnobName, knobNames, settledSet, worldKnobs } from '../pilot/worldKnobs.ts';
import {
  type Model,
  type ModelMeasure,
  type ModelResult,
  type ModelSettings,
  measure,
  settled,
} from './model.ts';

const settings: Model['settings'] = [
  { name: 'knob', words: 'the setting that is moved', usual: 'burnHalfLife', oneOf: knobNames },
  {
    name: 'gain',
    words: 'part of an error that one decision takes away if the setting acts as theory has it',
    usual: 0.1,
    within: [0.001, 100],
  },
  {
    name: 'notice',
    words: 'days between a decision and the day it acts',
    usual: 1,
    within: [0, 30],
  },
  { name: 'stepRatio', words: 'largest factor of a change', usual: 20, within: [1.01, 1000] },
  {
    name: 'start',
    words: 'factor of the setting on the first day of the loop',
    usual: 1.2,
    within: [0.1, 10],
  },
  { name: 'arrivals', words: 'people a day who look at the subnet', usual: 80, within: [1, 4500] },
  { name: 'settleDays', words: 'days before the loop begins', usual: 15, within: [0, 1000] },
  { name: 'skipDays', words: 'days under the loop that are not measured', usual: 10, within: [0, 1000] },
  { name: 'days', words: 'days that are measured', usual: 200, within: [30, 1000] },
];

const measures: readonly ModelMeasure[] = [
  measure('servedLoss', 'served loss', 'nats', 'lower'),
  measure('spread', 'standard deviation of the setting', 'ln'),
  measure('swing', 'lowest autocorrelation of the setting over 20 days', '1'),
  measure('setting', 'setting', 'in its unit'),
  measure('registrations', 'registrations', 'a day'),
  measure('price', 'price of entry', 'TAO'),
  measure('immune', 'slots that are immune', 'share'),
];

/**
 * A full world of the lab without a shock, in which a loop of any gain holds registrations or immune slots at an aim: also of gains with which it
 * does not come to rest, which a chain's own loop refuses.
 */
export const freeLoop: Model = {
  name: 'freeLoop',
  settings,
  measures,
  run: (given, seed) => remedied(() => runLoop(settled(freeLoop, given), seed)),
};

/**
 * A loop that lets in so many that they burn all that circulates is told with the settings of this model, not those of the world below it. Throws
 * what `run` throws.
 */
export function remedied<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof CirculationSpent)) throw error;
    throw new CirculationSpent(error.fact, 'lower gain, stepRatio, arrivals or days');
  }
}

function runLoop(given: ModelSettings, seed: string): ModelResult {
  const name = knobNames.find((one) => one === given.knob) ?? knobNames[0];
  const knob = worldKnobs[name];
  const live = foundWorld({
    seed,
    scenario: 'busy-subnet',
    set: { ...settledSet, 'scenario.arrivalRate': ratePerBlock(Number(given.arrivals)) },
  });
  settleFor(live, Number(given.settleDays));
  const skip = Number(given.skipDays);
  const flight = fly(live, {
    ...{ knob, start: Number(given.start), sight: 'client', shock: 'none' },
    controller: loopOf(name, given),
    aim: calibrations[name].aim,
    calmDays: skip,
    days: Number(given.days),
  });
  const days = flight.days.slice(skip);
  const mean = (read: (day: WorldDay) => number) =>
    days.reduce((sum, day) => sum + read(day), 0) / days.length;
  return {
    measures: {
      servedLoss: mean((day) => day.served),
      ...swayOf(flight.middles.slice(skip).map(ln)),
      setting: flight.settings.slice(skip).reduce((sum, one) => sum + one, 0) / days.length,
      registrations: mean((day) => day.registrations),
      price: mean((day) => day.price),
      immune: mean((day) => day.immune),
    },
  };
}

/** People per block and 4,096 uids, in a subnet of 256. */
const ratePerBlock = (perDay: number): number => (perDay * 16) / blocksPerDay;

function loopOf(name: KnobName, { gain, notice, stepRatio }: ModelSettings): LimitedController<unknown> {
  const delay = Number(notice);
  const loop = steering({
    ...{ proportional: 0, integral: Number(gain), delay },
    plantGain: calibrations[name].plantGain,
  });
  const limits = { ...worldKnobs[name].limits, stepRatio: Number(stepRatio) };
  return limited<unknown>(loop, { ...limits, notice: Math.round(delay * blocksPerDay) });
}
