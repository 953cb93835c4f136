import { type LimitedController, limited } from '../../../sim/controllers/limits.ts';
import { loopPolynomial, steering } from '../../../sim/controllers/proportionalIntegral.ts';
import { isSchur } from '../../../sim/controllers/schur.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { average, spreadOf } from './calibrateKnob.ts';
import { drawWorld, drive } from './drive.ts';
import type { Knob } from './knobs.ts';
import { shockDay, weathers } from './world.ts';

export type Behaviour = 'stable' | 'rings' | 'diverges';

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

/** Overshoot from which a loop rings, share of the first error. */
const overshoot = 0.05;

/** Of a linear plant of gain −1 by the poles of the loop and, within them, by its own response. */
export function linearBehaviour(integral: number, delay: number): Behaviour {
  if (!isSchur(loopPolynomial({ proportional: 0, integral, delay }).slice(0, -1))) return 'diverges';
  const controller = steering({ proportional: 0, integral, plantGain: -1, delay });
  let state = controller.begin(Math.exp(-1));
  const levels = [-1];
  for (let k = 0; k < 400; k++) {
    const error = -(levels[k - delay] ?? -1);
    let setting: number;
    ({ state, setting } = controller.step(state, { block: k, error, loss: 0 }));
    levels.push(Math.log(setting));
  }
  return Math.max(...levels) > overshoot ? 'rings' : 'stable';
}

/** Deviations of ln(setting) that no loop at rest has: a factor of e. */
const wild = 1;
/** Lowest autocorrelation of a loop that does not ring, and the lags at which it is looked for. */
const swing = -0.4;
const lags = 20;

/** By the settings of a world after its start: wild, or swinging about their mean, or neither. */
export function seenBehaviour(levels: readonly number[]): Behaviour {
  const spread = spreadOf(levels);
  if (spread > wild) return 'diverges';
  if (spread === 0) return 'stable';
  const mean = average(levels);
  const lowest = Math.min(
    ...Array.from({ length: lags }, (_, lag) => correlationAt(levels, lag + 1, mean, spread)),
  );
  return lowest < swing ? 'rings' : 'stable';
}

function correlationAt(levels: readonly number[], lag: number, mean: number, spread: number): number {
  const products = levels.slice(lag).map((level, k) => (level - mean) * (levels[k] - mean));
  return average(products) / (spread * spread);
}

/** The loop on a knob at every gain and delay, in calm worlds, with bounds of the chain and steps that hardly limit. */
export function stabilityMap(knob: Knob, aim: number, seeds: number): LoopPoint[] {
  const worlds = Array.from({ length: seeds }, (_, seed) => drawWorld(`map ${seed}`, weathers[0]));
  return mapDelays.flatMap((delay) =>
    mapGains.map((integral) => {
      const controller = loopOf(knob, integral, delay);
      const seen = worlds.map((world) => {
        const { middles } = drive(world, knob, controller, aim, knob.start * 1.2);
        return seenBehaviour(middles.slice(shockDay).map(Math.log));
      });
      return { integral, delay, theory: linearBehaviour(integral, delay), world: mostOf(seen) };
    }),
  );
}

function loopOf(knob: Knob, integral: number, delay: number): LimitedController<unknown> {
  const limits = { ...knob.limits, stepRatio: 20, notice: delay * blocksPerDay };
  return limited<unknown>(steering({ proportional: 0, integral, plantGain: -1, delay }), limits);
}

/** The most frequent; of equals the calmer. */
const mostOf = (seen: readonly Behaviour[]): Behaviour => {
  const count = (one: Behaviour) => seen.filter((other) => other === one).length;
  return (['stable', 'rings', 'diverges'] as const).reduce((most, one) =>
    count(one) > count(most) ? one : most,
  );
};
