import { exp, ln } from '../math/elementary.ts';
import { loopPolynomial, steering } from './proportionalIntegral.ts';
import { isSchur } from './schur.ts';

/** How a loop behaves: it comes to rest, swings about its aim, or runs away. */
export type Behaviour = 'stable' | 'rings' | 'diverges';

/** Gain of a loop without Kp, and the decisions that pass before the plant answers. */
export interface LoopPlace {
  readonly integral: number;
  readonly delay: number;
}

/** Overshoot from which a loop rings, share of the first error. */
const overshoot = 0.05;

/** Of a linear plant of gain −1 by the poles of the loop and, within them, by its own response. */
export function linearBehaviour({ integral, delay }: LoopPlace): Behaviour {
  if (!isSchur(loopPolynomial({ proportional: 0, integral, delay }).slice(0, -1))) return 'diverges';
  const controller = steering({ proportional: 0, integral, plantGain: -1, delay });
  let state = controller.begin(exp(-1));
  const levels = [-1];
  for (let k = 0; k < 400; k++) {
    const error = -(levels[k - delay] ?? -1);
    let setting: number;
    ({ state, setting } = controller.step(state, { block: k, error, loss: 0 }));
    levels.push(ln(setting));
  }
  return Math.max(...levels) > overshoot ? 'rings' : 'stable';
}

/** How far a path goes from its mean, and how it comes back. */
export interface Sway {
  /** Standard deviation of ln(setting). */
  readonly spread: number;
  /** Lowest autocorrelation over lags of 1 … 20 decisions; 0 of a setting that does not move. */
  readonly swing: number;
}

/** Standard deviation of ln(setting) that no loop at rest has: a factor of e. */
const wild = 1;
/** Lowest autocorrelation of a loop that does not ring, and the lags at which it is looked for. */
const swinging = -0.4;
const lags = 20;

/** `levels`: [decision] ln(setting) after the start. */
export function swayOf(levels: readonly number[]): Sway {
  const mean = average(levels);
  const squares = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0);
  const spread = Math.sqrt(squares / (levels.length - 1));
  if (spread === 0) return { spread, swing: 0 };
  const swing = Math.min(
    ...Array.from({ length: lags }, (_, lag) => correlationAt(levels, lag + 1, mean, spread)),
  );
  return { spread, swing };
}

/** By the settings of a world after its start: wild, or swinging about their mean, or neither. */
export function behaviourOf({ spread, swing }: Sway): Behaviour {
  if (spread > wild) return 'diverges';
  return swing < swinging ? 'rings' : 'stable';
}

function correlationAt(levels: readonly number[], lag: number, mean: number, spread: number): number {
  const products = levels.slice(lag).map((level, k) => (level - mean) * (levels[k] - mean));
  return average(products) / (spread * spread);
}

const average = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

/** The most frequent; of equals the calmer. */
export const mostOf = (seen: readonly Behaviour[]): Behaviour => {
  const count = (one: Behaviour) => seen.filter((other) => other === one).length;
  return (['stable', 'rings', 'diverges'] as const).reduce((most, one) =>
    count(one) > count(most) ? one : most,
  );
};
