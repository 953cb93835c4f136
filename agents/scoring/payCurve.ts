import { pow } from '../../sim/math/elementary.ts';

/** How a validator turns scores into pay, before the chain's limits on a row. */
export interface PayCurve {
  /** Weights are scores to this power. */
  readonly power: number;
  /** How many uids are paid, the best by score; 0: all. */
  readonly paidUids: number;
}

/** As validators paid in 2022. */
export const proportional: PayCurve = { power: 1, paidUids: 0 };

export const isProportional = ({ power, paidUids }: PayCurve): boolean => power === 1 && paidUids === 0;

/** Scores as a curve of pay sees them, the score below which nothing is paid, and the best. */
export interface Curved {
  /** [uid] what the row is made in proportion to. */
  readonly worth: Float64Array;
  readonly threshold: number;
  readonly best: number;
}

/**
 * Bends scores into pay: 0 below the threshold that leaves `paidUids` of the positive ones (all of equals at the threshold
 * are paid), the score to the power above it, over the largest so that no power overflows. Scores are finite, at least 0.
 */
export function curved(scores: Float64Array, { power, paidUids }: PayCurve): Curved {
  const sorted = scores.filter((score) => score > 0).sort();
  if (sorted.length === 0) return { worth: new Float64Array(scores.length), threshold: 0, best: 0 };
  const threshold = sorted[paidUids === 0 ? 0 : Math.max(0, sorted.length - paidUids)];
  const best = sorted[sorted.length - 1];
  return {
    worth: scores.map((score) => (score > 0 && score >= threshold ? pow(score / best, power) : 0)),
    threshold,
    best,
  };
}
