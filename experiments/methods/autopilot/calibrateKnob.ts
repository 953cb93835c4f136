import { doNothing } from '../../../sim/controllers/doNothing.ts';
import { limited } from '../../../sim/controllers/limits.ts';
import { type Drive, drawWorld, drive, lossOf } from './drive.ts';
import type { Knob } from './knobs.ts';
import { shockDay, weathers } from './world.ts';

/** What is known of a knob before a controller is let at it, from calm worlds of other seeds with the setting held. */
export interface Calibration {
  /** Mean of what is held, at the start. */
  readonly aim: number;
  /** d error / d ln(setting), from a quarter up and a quarter down. */
  readonly plantGain: number;
  /** Standard deviation of a day's error, and of the difference of the mean losses of two spells of five days. */
  readonly errorSd: number;
  readonly spellSd: number;
}

const step = 1.25;
/** Days of a spell whose losses are compared. */
export const spell = 5;

/** Holds the knob at its start, a quarter above and a quarter below, in `seeds` calm worlds. */
export function calibrateKnob(knob: Knob, seeds: number): Calibration {
  const holding = limited<unknown>(doNothing, knob.limits);
  const drives = Array.from({ length: seeds }, (_, seed) => {
    const world = drawWorld(`calibration ${seed}`, weathers[0]);
    const at = (factor: number) => drive(world, knob, holding, 1, knob.start * factor);
    return { base: at(1), above: at(step), below: at(1 / step) };
  });
  const valuesOf = ({ days }: Drive) => days.slice(shockDay).map((day) => knob.measured(day));
  const meanOf = (list: readonly Drive[]) => average(list.flatMap(valuesOf));
  const aim = meanOf(drives.map(({ base }) => base));
  const rise = meanOf(drives.map(({ above }) => above)) - meanOf(drives.map(({ below }) => below));
  return {
    aim,
    plantGain: rise / aim / (2 * Math.log(step)),
    errorSd: spreadOf(drives.flatMap(({ base }) => valuesOf(base))) / aim,
    spellSd: spreadOf(drives.flatMap(({ base }) => spellDifferences(base))),
  };
}

/** Differences of the mean losses of neighbouring spells. */
function spellDifferences({ days }: Drive): number[] {
  const losses = days.slice(shockDay).map(lossOf);
  const spells = Array.from({ length: Math.floor(losses.length / spell) }, (_, k) =>
    average(losses.slice(k * spell, (k + 1) * spell)),
  );
  return spells.slice(1).map((loss, k) => loss - spells[k]);
}

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function spreadOf(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
