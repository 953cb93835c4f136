import { average, type Calibration, calibrateKnob } from './calibrateKnob.ts';
import { contendersOf, loop, noiseWalk } from './contenders.ts';
import { drawWorld, drive } from './drive.ts';
import type { Knob } from './knobs.ts';
import { days, weathers } from './world.ts';

/** In how many worlds without shock and drift a controller left its setting alone, up to its noise. */
export interface NullCount {
  readonly knob: string;
  readonly controller: string;
  readonly worlds: number;
  readonly kept: number;
  /** |ln(mean setting of the last quarter / start)| that counts as noise: worked out before, from the setting held. */
  readonly band: number;
}

/** Standard deviations of a band. */
const wide = 2;

/**
 * The band of each controller: 0 for one that does nothing and for the bandit, which must not move at all; two standard deviations of what
 * the loop makes of the noise of its measurement (white at worst: Ki / (2 − Ki) of its variance); two of the walk that extremum seeking was tuned to.
 */
function bandsOf({ errorSd, plantGain }: Calibration): readonly number[] {
  const { integral } = loop;
  const ofLoop = (errorSd / Math.abs(plantGain)) * Math.sqrt(integral / (2 - integral));
  return [0, wide * ofLoop, wide * noiseWalk, 0];
}

/** Runs every controller of a knob in calm worlds from its best constant. */
export function nullsOf(knob: Knob, worlds: number, calibrationSeeds: number, luck = 'null'): NullCount[] {
  const calibration = calibrateKnob(knob, calibrationSeeds);
  const bands = bandsOf(calibration);
  const moves = Array.from({ length: worlds }, (_, seed) => {
    const name = `${luck} ${seed}`;
    const world = drawWorld(name, weathers[0]);
    return contendersOf(knob, calibration, name).map((controller) => {
      const { middles } = drive(world, knob, controller, calibration.aim);
      const last = middles.slice(Math.floor(0.75 * days));
      return Math.abs(average(last.map((middle) => Math.log(middle / knob.start))));
    });
  });
  return contendersOf(knob, calibration, luck).map(({ name }, place) => ({
    knob: knob.name,
    controller: name,
    worlds,
    kept: moves.filter((move) => move[place] <= bands[place] + 1e-9).length,
    band: bands[place],
  }));
}
