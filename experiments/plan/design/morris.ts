import { type Name, stream } from '../../../sim/random.ts';
import { permutation } from './latinHypercube.ts';

/** A walk through the unit cube that moves each factor once. */
export interface Trajectory {
  /** [0 … dimensions][dimension] */
  readonly points: readonly (readonly number[])[];
  /** The factor each step moves, and whether up or down. */
  readonly steps: readonly { readonly factor: number; readonly sign: 1 | -1 }[];
}

/** The step of Morris in the unit interval: p / (2 (p − 1)), with which all levels are equally likely. */
export const morrisStep = (levels: number): number => levels / (2 * (levels - 1));

/**
 * Morris trajectories: from a random point of a grid of `levels` levels (an even number) each factor moves once, in random
 * order, by `morrisStep`, up from the lower half or down from the upper. dimensions + 1 points each.
 * Source: Morris 1991, Technometrics 33, 161–174. Throws a `RangeError` for an odd number of levels.
 */
export function morrisTrajectories(count: number, dimensions: number, seed: Name, levels = 8): Trajectory[] {
  if (!(Number.isInteger(levels) && levels >= 2 && levels % 2 === 0))
    throw new RangeError(`Morris levels are an even number of at least 2; received ${levels}`);
  return Array.from({ length: count }, (_, k) => trajectory(k, dimensions, seed, levels));
}

function trajectory(serial: number, dimensions: number, seed: Name, levels: number): Trajectory {
  const draws = stream(seed, 'morris trajectory', serial);
  const places = Array.from({ length: dimensions }, () => draws.integer(levels));
  const points = [places.map((place) => place / (levels - 1))];
  const steps: Trajectory['steps'][number][] = [];
  for (const factor of permutation(dimensions, draws)) {
    const sign = places[factor] < levels / 2 ? 1 : -1;
    places[factor] += sign * (levels / 2);
    points.push(places.map((place) => place / (levels - 1)));
    steps.push({ factor, sign });
  }
  return { points, steps };
}
