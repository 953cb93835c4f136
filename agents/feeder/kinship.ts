import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';

/**
 * Whether a person's model is worth at one network what it is at another. A part `correlation` of all people have one model for both;
 * the others have a model for each, drawn apart. So every property of the two models has this correlation over people.
 */
export const isKin = (seed: string, person: number, correlation: Share): boolean =>
  stream(seed, 'kin', person).next() < correlation;
