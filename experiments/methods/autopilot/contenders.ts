import { doNothing } from '../../../sim/controllers/doNothing.ts';
import { extremumSeeking } from '../../../sim/controllers/extremumSeeking.ts';
import { type LimitedController, limited } from '../../../sim/controllers/limits.ts';
import { proportionalIntegral } from '../../../sim/controllers/proportionalIntegral.ts';
import { safeBandit } from '../../../sim/controllers/safeBandit.ts';
import { studentQuantile } from '../../statistics/studentT.ts';
import { type Calibration, spell } from './calibrateKnob.ts';
import type { Knob } from './knobs.ts';
import { days, warmUp } from './world.ts';

/** Kp, Ki and the delay they are made for, in days: a day of notice, a day of looking, a day until the price has followed. */
export const loop = { proportional: 0, integral: 0.1, delay: 3 } as const;

/** A side lasts eight days, of which three are not counted: a day of notice, and two until scores show a part of it. */
const sides = { hold: 8, skip: 8 - spell } as const;
const amplitude = 0.2;
/** Standard deviations of a slope, and of a pair’s difference, that are taken for nothing: scores show the short run alone. */
const ignored = { slope: 3, pair: 2 } as const;
/** Pairs of a round of the bandit: with eight days a side a round lasts 96 days. */
const pairs = 3;
export const cycles = Math.floor((days - warmUp) / (4 * sides.hold));
const rounds = Math.floor(cycles / pairs);

/** Walk of the middle of extremum seeking that noise alone may cause over all cycles, ln(setting), one standard deviation. */
export const noiseWalk = 0.1;

/** The controllers of a knob, doing nothing first; each is tuned by its calibration alone. */
export function contendersOf(
  knob: Knob,
  { plantGain, spellSd }: Calibration,
  seed: string,
): LimitedController<unknown>[] {
  // A cycle has two pairs of spells, so its slope has the noise of one pair over √2.
  const pairSd = spellSd / Math.SQRT2;
  const slopeSd = pairSd / (2 * amplitude);
  const seeking = {
    amplitude,
    gain: noiseWalk / (slopeSd * Math.sqrt(cycles)),
    largest: 0.2,
    deadZone: ignored.slope * slopeSd,
    ...sides,
  };
  // All rounds together move a setting that is already best in 5 of 100 worlds.
  const critical = studentQuantile(1 - 0.05 / rounds, pairs - 1);
  const trials = {
    seed,
    step: 0.4,
    pairs,
    critical,
    margin: ignored.pair * pairSd,
    worst: 4 * spellSd,
    ...sides,
  };
  return [
    limited<unknown>(doNothing, knob.limits),
    limited<unknown>(proportionalIntegral({ ...loop, plantGain }), knob.limits),
    limited<unknown>(extremumSeeking(seeking), knob.limits),
    limited<unknown>(safeBandit(trials), knob.limits),
  ];
}
