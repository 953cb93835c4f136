import { exp, ln } from '../../sim/math/elementary.ts';
import { lgamma, normalCdf } from '../../sim/math/gamma.ts';
import { integrate } from '../../sim/math/quadrature.ts';
import { studentQuantile } from './studentT.ts';

/** A question to paired seeds: does the interval of a mean difference lie wholly beyond a limit? */
export interface PairedQuestion {
  /** True mean difference less the limit it must pass, in the measure's unit: a gain less its margin. Below 0 it is not passed. */
  readonly distance: number;
  /** Standard deviation of one seed's difference, in the same unit. */
  readonly sd: number;
  /** Confidence of the two-sided interval, 0 … 1; 0.95 if left out. */
  readonly level?: number;
  /** Intervals that hold together (Sidak 1967); 1 if left out. */
  readonly comparisons?: number;
}

/** Seeds above which a study is not proposed. */
const mostSeeds = 100_000;

/**
 * In which share of studies of `seeds` seeds Student's interval lies wholly beyond the limit: P(T > c) of the noncentral t with
 * seeds − 1 degrees of freedom and noncentrality distance √seeds / sd, exact for normal differences. Throws a `RangeError` for fewer
 * than 2 seeds, a negative or not finite `sd`, a `distance` that is not finite, or a `level` outside 0 … 1.
 */
export function powerOf(question: PairedQuestion, seeds: number): number {
  const { distance, sd } = checked(question, seeds);
  if (sd === 0) return distance > 0 ? 1 : 0;
  return noncentralTail(criticalOf(question, seeds), (distance * Math.sqrt(seeds)) / sd, seeds - 1);
}

/**
 * Fewest seeds (at least 2) with which the limit is found passed in this share of studies; null where 100,000 are not enough, as
 * they never are for a distance of 0 or less. Throws a `RangeError` as `powerOf` does, and for a power outside 0 … 1.
 */
export function seedsFor(question: PairedQuestion, power: number): number | null {
  if (!(power > 0 && power < 1)) throw new RangeError(`a power lies between 0 and 1; received ${power}`);
  checked(question, 2);
  if (!(question.distance > 0) || powerOf(question, mostSeeds) < power) return null;
  let [less, enough] = [1, mostSeeds];
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (powerOf(question, middle) >= power) enough = middle;
    else less = middle;
  }
  return enough;
}

/** Half-width of an interval over its standard error. */
function criticalOf({ level = 0.95, comparisons = 1 }: PairedQuestion, seeds: number): number {
  return studentQuantile((1 + level ** (1 / comparisons)) / 2, seeds - 1);
}

function checked(question: PairedQuestion, seeds: number): PairedQuestion {
  const { distance, sd, level = 0.95, comparisons = 1 } = question;
  if (!(Number.isInteger(seeds) && seeds >= 2))
    throw new RangeError(`an interval needs a whole number of at least 2 seeds; received ${seeds}`);
  if (!(sd >= 0 && Number.isFinite(sd)))
    throw new RangeError(`a standard deviation must be finite and at least 0; received ${sd}`);
  if (!Number.isFinite(distance)) throw new RangeError(`a distance must be finite; received ${distance}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1; received ${level}`);
  if (!(Number.isInteger(comparisons) && comparisons >= 1))
    throw new RangeError(`comparisons are a whole number of at least 1; received ${comparisons}`);
  return question;
}

/** Standard deviations of s around 1 that are integrated, and pieces they are cut into; beyond lies less than 1e-14. */
const reach = 9;
const pieces = 12;

/**
 * P(T > t) of Student's t with `df` degrees of freedom and noncentrality `shift`: the mean of P(Z > t s − shift) over s = √(χ² / df).
 */
function noncentralTail(t: number, shift: number, df: number): number {
  const spread = reach / Math.sqrt(2 * df);
  const from = Math.max(0, 1 - spread);
  const width = (1 + spread - from) / pieces;
  const scale = ln(2) + (df / 2) * ln(df / 2) - lgamma(df / 2);
  const density = (s: number) => exp(scale + (df - 1) * ln(s) - (df * s * s) / 2);
  let tail = 0;
  for (let k = 0; k < pieces; k++)
    tail += integrate((s) => normalCdf(shift - t * s) * density(s), from + k * width, from + (k + 1) * width);
  return Math.min(1, tail);
}
