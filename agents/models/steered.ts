import { alarmsOf } from '../../sim/controllers/alarm.ts';
import { doNothing } from '../../sim/controllers/doNothing.ts';
import { limited } from '../../sim/controllers/limits.ts';
import { bestConstant } from '../../sim/controllers/oracle.ts';
import { copyOf } from '../../sim/copy.ts';
import { ln } from '../../sim/math/elementary.ts';
import { calibrations, type Sight, sights } from '../pilot/calibration.ts';
import { type Flight, type FlightPlan, fly, lossOf, settleFor } from '../pilot/flight.ts';
import { foundWorld, type LiveWorld, type WorldDay } from '../pilot/liveWorld.ts';
import { shockNames } from '../pilot/shocks.ts';
import { type ContenderName, contenderNames, contenderOf, noiseBand } from '../pilot/worldContenders.ts';
import { bounded, knobNames, oracleFactors, settledSet, worldKnobs } from '../pilot/worldKnobs.ts';
import {
  type Model,
  type ModelMeasure,
  type ModelResult,
  type ModelSettings,
  measure,
  settled,
} from './model.ts';

const settings: Model['settings'] = [
  {
    name: 'controller',
    words:
      'what moves the setting: nothing, a proportional–integral loop, extremum seeking, a bandit with safe steps, or the oracle, the best of three constants of this very world',
    usual: 'nothing',
    oneOf: ['oracle', ...contenderNames],
  },
  { name: 'knob', words: 'the setting that is moved', usual: 'immunityPeriod', oneOf: knobNames },
  { name: 'shock', words: 'the shock that comes', usual: 'none', oneOf: shockNames },
  {
    name: 'start',
    words: 'factor of the setting on the first day of the controller, which does not know of it',
    usual: 1,
    within: [0.1, 10],
  },
  { name: 'aim', words: 'factor of what the loop holds', usual: 1, within: [0.1, 10] },
  {
    name: 'sight',
    words: 'what those that search see: the client’s loss, which no chain sees, or pay of newcomers',
    usual: 'client',
    oneOf: sights,
  },
  {
    name: 'deadZone',
    words: 'whether the loop leaves alone what the noise of calm worlds explains',
    usual: false,
  },
  {
    name: 'scenario',
    words: 'the subnet',
    usual: 'busy-subnet',
    oneOf: ['busy-subnet', 'flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet'],
  },
  {
    name: 'founders',
    words: 'founders of the steady state, or like those who arrive',
    usual: 'stationary',
    oneOf: ['stationary', 'arrivals'],
  },
  { name: 'settleDays', words: 'days before the controller begins', usual: 15, within: [0, 1000] },
  { name: 'calmDays', words: 'days under it before the shock', usual: 8, within: [1, 1000] },
  { name: 'days', words: 'days from the shock on', usual: 30, within: [8, 1000] },
];

const measures: readonly ModelMeasure[] = [
  measure('servedLoss', 'served loss from the shock on', 'nats', 'lower'),
  measure('meanLoss', 'loss of all miners alike from the shock on', 'nats', 'lower'),
  measure('lateLoss', 'served loss of the last quarter', 'nats', 'lower'),
  measure('calmLoss', 'served loss before the shock', 'nats', 'lower'),
  measure('moves', 'changes of the setting', 'a month'),
  measure('calls', 'calls of a human', 'in 100 days', 'lower'),
  measure('drift', 'how far the setting has gone', '|ln|'),
  measure('kept', 'left the setting alone up to its noise', 'share'),
  measure('setting', 'setting from the shock on', 'in its unit'),
  measure('registrations', 'registrations', 'a day'),
  measure('price', 'price of entry', 'TAO'),
  measure('immune', 'slots that are immune', 'share'),
  measure('newcomersPay', 'pay of miners of 14 days or less', 'share'),
];

/**
 * A full world of the lab (256 uids, 12 validators, registration by burn, immunity, the chain's consensus), settled, whose setting a controller
 * moves while it runs, by what a day showed, within limits of step and notice.
 */
export const steered: Model = {
  name: 'steered',
  settings,
  measures,
  run: (given, seed) => runSteered(settled(steered, given), seed),
};

function runSteered(given: ModelSettings, seed: string): ModelResult {
  const { knob: knobName, shock, sight, controller } = namesOf(given);
  const knob = worldKnobs[knobName];
  const { aim } = calibrations[knobName];
  const set = { ...settledSet, 'scenario.founders': String(given.founders) };
  const live = foundWorld({ seed, scenario: String(given.scenario), set });
  settleFor(live, Number(given.settleDays));
  const plan: FlightPlan = {
    knob,
    controller: limited<unknown>(doNothing, knob.limits),
    start: 1,
    aim: aim * Number(given.aim),
    sight,
    shock,
    calmDays: Number(given.calmDays),
    days: Number(given.days),
  };
  if (controller === 'oracle') return summed(bestOf(live, plan), plan, 'nothing');
  const tuning = { sight, seed, deadZone: given.deadZone === true };
  const contender = contenderOf(controller, knob, calibrations[knobName], tuning);
  return summed(fly(live, { ...plan, controller: contender, start: Number(given.start) }), plan, controller);
}

/** The flight under the constant that served clients best in this world: known with hindsight. */
function bestOf(live: LiveWorld, plan: FlightPlan): Flight {
  const { knob } = plan;
  const factors = [
    ...new Set(oracleFactors.map((factor) => bounded(knob, factor * knob.start) / knob.start)),
  ];
  const flights = factors.map((start) => fly(copyOf(live), { ...plan, start }));
  const tried = flights.map((flight, k) => ({ setting: k, loss: meanOf(afterShock(flight, plan), served) }));
  return flights[bestConstant(tried).setting];
}

const served = (day: WorldDay): number => day.served;

const afterShock = ({ days }: Flight, { calmDays }: FlightPlan): readonly WorldDay[] => days.slice(calmDays);

function meanOf(days: readonly WorldDay[], read: (day: WorldDay) => number): number {
  return days.reduce((sum, day) => sum + read(day), 0) / days.length;
}

/** Days of a step of a path. */
const stepDays = 5;

function summed(flight: Flight, plan: FlightPlan, controller: ContenderName): ModelResult {
  const { knob, calmDays } = plan;
  const { days, settings: acted } = flight;
  const after = afterShock(flight, plan);
  const drift = driftOf(flight, knob.start * plan.start);
  const steps = Array.from({ length: Math.floor(days.length / stepDays) }, (_, k) => k * stepDays);
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  return {
    measures: {
      servedLoss: meanOf(after, served),
      meanLoss: meanOf(after, (day) => day.loss),
      lateLoss: meanOf(after.slice(Math.floor(0.75 * after.length)), served),
      calmLoss: meanOf(days.slice(0, calmDays), served),
      moves: (30 * acted.filter((value, day) => day > 0 && value !== acted[day - 1]).length) / days.length,
      calls: (100 * alarmsOf(looksOf(flight, plan)).length) / days.length,
      drift,
      kept: drift <= noiseBand(controller, calibrations[knob.name]) + 1e-9 ? 1 : 0,
      setting: mean(acted.slice(calmDays)),
      registrations: meanOf(after, (day) => day.registrations),
      price: meanOf(after, (day) => day.price),
      immune: meanOf(after, (day) => day.immune),
      newcomersPay: meanOf(after, (day) => day.newcomersPay),
    },
    path: {
      servedLoss: steps.map((from) => short(meanOf(days.slice(from, from + stepDays), served))),
      setting: steps.map((from) => short(mean(acted.slice(from, from + stepDays)))),
    },
  };
}

/** Six digits: a row holds many steps. */
const short = (value: number): number => Number(value.toPrecision(6));

/** |ln| of the mean middle of the last quarter over the start. */
function driftOf({ middles }: Flight, start: number): number {
  const last = middles.slice(Math.floor(0.75 * middles.length));
  return Math.abs(last.reduce((sum, middle) => sum + ln(middle / start), 0) / last.length);
}

const looksOf = ({ days, settings: acted }: Flight, { knob: { limits }, sight }: FlightPlan) =>
  days.map((day, k) => ({
    isAtBound: acted[k] <= limits.low || acted[k] >= limits.high,
    loss: lossOf(day, sight),
  }));

/** The names among the settings, as the kinds that they are. */
const namesOf = (given: ModelSettings) => ({
  knob: among(knobNames, given.knob),
  shock: among(shockNames, given.shock),
  sight: among<Sight>(sights, given.sight),
  controller: among(['oracle', ...contenderNames], given.controller),
});

/** The name that a checked setting is, typed. */
const among = <const Name extends string>(names: readonly Name[], given: number | string | boolean): Name =>
  names.find((name) => name === given) ?? names[0];
