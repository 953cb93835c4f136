import type { Controller } from '../../sim/controllers/controller.ts';
import { withDeadZone } from '../../sim/controllers/deadZone.ts';
import { doNothing } from '../../sim/controllers/doNothing.ts';
import { extremumSeeking } from '../../sim/controllers/extremumSeeking.ts';
import { type LimitedController, limited } from '../../sim/controllers/limits.ts';
import { proportionalIntegral } from '../../sim/controllers/proportionalIntegral.ts';
import { safeBandit } from '../../sim/controllers/safeBandit.ts';
import type { Sight, WorldCalibration } from './calibration.ts';
import type { WorldKnob } from './worldKnobs.ts';

export const contenderNames = ['nothing', 'loop', 'seeking', 'bandit'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** Kp, Ki and the delay they are made for, in days: as in the market of the figure `autopilot`. */
export const worldLoop = { proportional: 0, integral: 0.1, delay: 3 } as const;
/** Of the last day's error in the mean that a dead zone is about: some five days. */
const zoneWeight = 0.2;

/** Days of a spell whose losses are compared, and the one before them that is not counted, of notice; scores follow within half a day. */
export const spell = 2;
const sides = { hold: spell + 1, skip: 1 } as const;
const amplitude = 0.2;
/** Standard deviations of a slope, and of a pair's difference, that are taken for nothing. */
const ignored = { slope: 3, pair: 2 } as const;
/** Walk of the middle of extremum seeking that noise alone may cause in a run of `cycles`, ln(setting), one standard deviation. */
const noiseWalk = 0.1;
const cycles = 4;
/** Pairs of a round of the bandit, and Student's t with 2 degrees of freedom at 0.975: a run has room for two rounds, which together err in 5 of 100. */
const pairs = 3;
const critical = 4.303;

/** What a controller is tuned by besides its calibration. */
export interface Tuning {
  readonly sight: Sight;
  /** Names the draws of the bandit. */
  readonly seed: string;
  /** Whether the loop leaves alone what noise explains. */
  readonly deadZone?: boolean;
}

/** A controller of a knob within its limits, tuned by its calibration alone. */
export function contenderOf(
  name: ContenderName,
  knob: WorldKnob,
  calibration: WorldCalibration,
  { sight, seed, deadZone = false }: Tuning,
): LimitedController<unknown> {
  const spellSd = calibration.spellSd[sight];
  const pairSd = spellSd / Math.SQRT2;
  const slopeSd = pairSd / (2 * amplitude);
  if (name === 'loop') return limited<unknown>(loopOf(calibration, deadZone), knob.limits);
  if (name === 'seeking') {
    const gain = noiseWalk / (slopeSd * Math.sqrt(cycles));
    const ignoredSlope = ignored.slope * slopeSd;
    return limited<unknown>(
      extremumSeeking({ amplitude, gain, largest: 0.2, deadZone: ignoredSlope, ...sides }),
      knob.limits,
    );
  }
  if (name === 'bandit') {
    const margin = ignored.pair * pairSd;
    const trials = { seed, step: 0.4, pairs, critical, margin, worst: 4 * spellSd, ...sides };
    return limited<unknown>(safeBandit(trials), knob.limits);
  }
  return limited<unknown>(doNothing, knob.limits);
}

/** Standard deviations of a band. */
const wide = 2;

/** The loop; with a dead zone as wide as two standard deviations of the mean error in calm worlds. */
function loopOf(calibration: WorldCalibration, deadZone: boolean): Controller<unknown> {
  const loop = proportionalIntegral({ ...worldLoop, plantGain: calibration.plantGain });
  const zone = { weight: zoneWeight, width: wide * meanErrorSd(calibration, zoneWeight) };
  return deadZone ? withDeadZone<unknown>(loop, zone) : loop;
}

/** Standard deviation of a mean of errors with exponential weights, over the days of a calm world and over worlds that do not lie at its aim. */
function meanErrorSd({ errorSd, worldSd }: Omit<WorldCalibration, 'spellSd'>, weight: number): number {
  return Math.sqrt((weight / (2 - weight)) * errorSd ** 2 + worldSd ** 2);
}

/**
 * |ln(mean setting of the last quarter / start)| that counts as noise in a calm world, worked out before any was run: 0 for what must not move;
 * two standard deviations of what the loop makes of the noise of its measurement (Ki / (2 − Ki) of its variance) and of worlds that do not lie at its
 * aim, which it follows wholly; or of the walk of extremum seeking.
 */
export function noiseBand(name: ContenderName, calibration: Omit<WorldCalibration, 'spellSd'>): number {
  if (name === 'loop')
    return (wide * meanErrorSd(calibration, worldLoop.integral)) / Math.abs(calibration.plantGain);
  return name === 'seeking' ? wide * noiseWalk : 0;
}
