import { type PairedDifference, pairedDifference } from '../../statistics/paired.ts';
import { calibrateKnob } from './calibrateKnob.ts';
import { contendersOf } from './contenders.ts';
import { drawWorld, drive } from './drive.ts';
import type { Knob } from './knobs.ts';
import { type Ground, ground, weathers } from './world.ts';

/** A world, a start or an aim other than those that a result was found with. */
export interface Attack {
  readonly name: string;
  readonly ground?: Partial<Ground>;
  /** Factor of the knob at the start. */
  readonly start: number;
  /** Factor of the aim. */
  readonly aim: number;
  /** Begins the names of its seeds. */
  readonly luck: string;
}

const untuned = { start: 0.25, aim: 1, luck: 'attack' } as const;

/** Other luck, other demand, other noise, another start, and an aim that is wrong. */
export const attacks: readonly Attack[] = [
  { ...untuned, name: 'other seeds', luck: 'other' },
  { ...untuned, name: 'steep demand', ground: { valuationSpread: 0.1, qualitySpread: 0.3 } },
  { ...untuned, name: 'flat demand', ground: { valuationSpread: 1.5 } },
  { ...untuned, name: 'ten candidates a day', ground: { arrivals: 10 } },
  { ...untuned, name: 'sixty candidates a day', ground: { arrivals: 60 } },
  { ...untuned, name: 'five candidates a day, fewer than the aim', ground: { arrivals: 5 } },
  { ...untuned, name: 'scores show a part after three days', ground: { rampDays: 3 } },
  { ...untuned, name: 'miners stop after 15 days', ground: { lifeDays: 15 } },
  { ...untuned, name: 'noise of looking 5 %', ground: { lookNoise: 0.05 } },
  { ...untuned, name: 'half-life four times too long', start: 4 },
  { ...untuned, name: 'aim twice too high', aim: 2 },
  { ...untuned, name: 'aim half of the best', aim: 0.5 },
];

/** What the loop gives clients more than doing nothing gives, % of the latter, in a world it was not made for. */
export interface Attacked {
  readonly name: string;
  readonly gain: PairedDifference;
}

/** The loop on a knob against doing nothing under every attack; its calibration stays that of the usual ground. */
export function attackedOf(knob: Knob, worlds: number, calibrationSeeds: number): Attacked[] {
  const calibration = calibrateKnob(knob, calibrationSeeds);
  return attacks.map(({ name, ground: other, start, aim, luck }) => {
    const served = Array.from({ length: worlds }, (_, seed) => {
      const world = drawWorld(`${luck} ${seed}`, weathers[0], { ...ground, ...other });
      const [nothing, loop] = contendersOf(knob, calibration, luck).map((controller, place) =>
        place < 2 ? drive(world, knob, controller, calibration.aim * aim, knob.start * start).served : 0,
      );
      return { nothing: 100, loop: (100 * loop) / nothing };
    });
    const gain = pairedDifference(
      served.map(({ loop }) => loop),
      served.map(({ nothing }) => nothing),
    );
    if (gain === null) throw new RangeError(`worlds must be at least 2; received ${worlds} (run more)`);
    return { name, gain };
  });
}
