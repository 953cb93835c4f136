import { doNothing } from '../../../sim/controllers/doNothing.ts';
import { limited } from '../../../sim/controllers/limits.ts';
import { bestConstant } from '../../../sim/controllers/oracle.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { type PairedDifference, pairedDifference } from '../../statistics/paired.ts';
import { type Calibration, calibrateKnob } from './calibrateKnob.ts';
import { contendersOf } from './contenders.ts';
import { type DrawnWorld, type Drive, drawWorld, drive } from './drive.ts';
import { constantsOf, type Knob } from './knobs.ts';
import { type Ground, ground, type Weather } from './world.ts';

/** A controller of a knob in a weather, over all seeds. */
export interface Standing {
  readonly knob: string;
  readonly weather: string;
  readonly controller: string;
  /** What a client loses against the best constant known with hindsight, % of what that gives; below 0 where moving was better than holding. */
  readonly regret: MeanInterval;
  /** Regret of doing nothing less this one, in points; null for doing nothing itself. */
  readonly gain: PairedDifference | null;
  /** Calls of a human for 100 days. */
  readonly alarms: MeanInterval;
}

/** What is run: how many worlds, and which. */
export interface AutopilotPlan {
  readonly knobs: readonly Knob[];
  readonly weathers: readonly Weather[];
  readonly seeds: number;
  readonly calibrationSeeds: number;
  /** Begins the names of the seeds; another word gives other worlds. */
  readonly luck?: string;
  readonly ground?: Ground;
}

/** Every controller of every knob in every weather, against the oracle, on the same seeds. Pure: the plan decides every number. */
export function autopilot(plan: AutopilotPlan, progress: (share: number) => void = () => {}): Standing[] {
  const whole = plan.knobs.length * plan.weathers.length;
  return plan.knobs.flatMap((knob, k) => {
    const calibration = calibrateKnob(knob, plan.calibrationSeeds);
    return plan.weathers.flatMap((weather, w) => {
      progress((k * plan.weathers.length + w) / whole);
      return standingsOf(plan, knob, weather, calibration);
    });
  });
}

function standingsOf(
  plan: AutopilotPlan,
  knob: Knob,
  weather: Weather,
  calibration: Calibration,
): Standing[] {
  const { luck = 'world', seeds, ground: base = ground } = plan;
  const races = Array.from({ length: seeds }, (_, seed) => {
    const name = `${luck} ${seed}`;
    return race(drawWorld(name, weather, base), knob, weather, calibration, name);
  });
  return races[0].map(({ controller }, place) => {
    const regrets = races.map((entries) => entries[place].regret);
    const nothing = races.map((entries) => entries[0].regret);
    return {
      knob: knob.name,
      weather: weather.name,
      controller,
      regret: meanInterval(regrets),
      gain: place === 0 ? null : pairedDifference(nothing, regrets),
      alarms: meanInterval(races.map((entries) => entries[place].alarms)),
    };
  });
}

/** All controllers and all constants in one world. */
function race(world: DrawnWorld, knob: Knob, { start = 1 }: Weather, calibration: Calibration, seed: string) {
  const from = Math.max(knob.limits.low, knob.start * start);
  const holding = limited<unknown>(doNothing, knob.limits);
  const best = bestConstant(
    constantsOf(knob).map((setting) => ({
      setting,
      loss: -drive(world, knob, holding, calibration.aim, setting).served,
    })),
  );
  return contendersOf(knob, calibration, seed).map((controller) => {
    const driven: Drive = drive(world, knob, controller, calibration.aim, from);
    const regret = 100 * (1 + driven.served / best.loss);
    return { controller: controller.name, regret, alarms: driven.alarms };
  });
}
