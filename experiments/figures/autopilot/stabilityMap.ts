import { type LimitedController, limited } from '../../../sim/controllers/limits.ts';
import {
  type Behaviour,
  behaviourOf,
  linearBehaviour,
  mostOf,
  swayOf,
} from '../../../sim/controllers/loopBehaviour.ts';
import { steering } from '../../../sim/controllers/proportionalIntegral.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { drawWorld, drive } from './drive.ts';
import type { Knob } from './knobs.ts';
import { shockDay, weathers } from './world.ts';

/** How a loop behaves at a gain and a delay. */
export interface LoopPoint {
  readonly integral: number;
  /** Days of notice. */
  readonly delay: number;
  /** Of the linear loop. */
  readonly theory: Behaviour;
  /** Of the world, by its settings after the start: the most frequent over seeds. */
  readonly world: Behaviour;
}

export const mapGains = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.2] as const;
export const mapDelays = [0, 1, 2, 4] as const;

/** The loop on a knob at every gain and delay, in calm worlds, with bounds of the chain and steps that hardly limit. */
export function stabilityMap(knob: Knob, aim: number, seeds: number): LoopPoint[] {
  const worlds = Array.from({ length: seeds }, (_, seed) => drawWorld(`map ${seed}`, weathers[0]));
  return mapDelays.flatMap((delay) =>
    mapGains.map((integral) => {
      const controller = loopOf(knob, integral, delay);
      const seen = worlds.map((world) => {
        const { middles } = drive(world, knob, controller, aim, knob.start * 1.2);
        return behaviourOf(swayOf(middles.slice(shockDay).map(Math.log)));
      });
      return { integral, delay, theory: linearBehaviour({ integral, delay }), world: mostOf(seen) };
    }),
  );
}

function loopOf(knob: Knob, integral: number, delay: number): LimitedController<unknown> {
  const limits = { ...knob.limits, stepRatio: 20, notice: delay * blocksPerDay };
  return limited<unknown>(steering({ proportional: 0, integral, plantGain: -1, delay }), limits);
}
