import { exp, ln } from '../../sim/math/elementary.ts';
import { gammaCdf, gammaQuantile, lgamma } from '../../sim/math/gamma.ts';
import { integrate } from '../../sim/math/quadrature.ts';
import type { Nats, Share } from '../../sim/units.ts';
import { baseScore, kaplanExponent, lowestLoss } from './scalingLaw.ts';

/**
 * Shape of the gamma law of the loss of one row: mean 3, sd 2.5 (assumption A10). The loss of a batch of B independent
 * rows is then gamma with shape 1.44 B and the miner's true loss as mean.
 */
export const rowShape = 1.44;

/** Shape of the loss of one query over `rows` rows. */
export function batchShape(rows: number): number {
  return rowShape * rows;
}

/**
 * Shape of the steady moving average of query losses: the average of step alpha has the variance of (2 − alpha) / alpha
 * independent queries, and is taken as gamma too.
 */
export function averagedShape(shape: number, alpha: Share): number {
  return (shape * (2 - alpha)) / alpha;
}

/** Loss of one query with probability u (0 < u < 1) of a lower one; mean `loss`. */
export function queryLoss(loss: Nats, shape: number, u: number): Nats {
  return (loss * gammaQuantile(u, shape)) / shape;
}

/**
 * Expected base score of a query: E[baseScore(X)] for X gamma with this mean and shape, losses below `floor` counting
 * as `floor`. 64-point Gauss quadrature on each side of the peak, in ln X, above the floor; exact below it.
 * Errors: a loss that is not positive; floor 0 where the expectation is infinite (shape <= power / 0.076).
 */
export function expectedBaseScore(
  loss: Nats,
  shape: number,
  power: number,
  floor: Nats = lowestLoss,
): number {
  const fall = power / kaplanExponent;
  if (!(loss > 0)) throw new RangeError(`a true loss is positive, in nats; received ${loss}`);
  if (floor <= 0 && shape <= fall) {
    throw new RangeError(
      `without a floor the mean score needs shape > power / 0.076 = ${fall}; received ${shape}`,
    );
  }
  const low = (floor / loss) * shape;
  const logMoment = logIntegralAbove(low, shape, fall) - lgamma(shape) - fall * ln(loss / shape);
  const above = exp(logMoment + fall * ln(lowestLoss)) * baseScore(lowestLoss, power);
  return floor > 0 ? above + gammaCdf(low, shape) * baseScore(floor, power) : above;
}

/** ln of the integral of x^(shape − fall − 1) e^−x over x > low: two smooth pieces of an integrand in t = ln x. */
function logIntegralAbove(low: number, shape: number, fall: number): number {
  const rise = shape - fall;
  const bottom = low > 0 ? ln(low) : Number.NEGATIVE_INFINITY;
  const peak = Math.max(bottom, rise > 0 ? ln(rise) : bottom);
  const height = rise * peak - exp(peak);
  const density = (t: number) => exp(rise * t - exp(t) - height);
  const [left, right] = [reach(peak, -1, rise, height), reach(peak, 1, rise, height)];
  const from = Math.max(bottom, left);
  const lower = from < peak ? integrate(density, from, peak) : 0;
  return height + ln(lower + integrate(density, peak, right));
}

/** Where, going from the peak in a direction, the integrand has fallen to e^−40 of its height. */
function reach(peak: number, direction: 1 | -1, rise: number, height: number): number {
  let near = 0;
  let far = 1;
  const fallen = (d: number) => rise * (peak + direction * d) - exp(peak + direction * d) < height - 40;
  while (!fallen(far) && far < 1e6) far *= 2;
  for (let round = 0; round < 40; round++) {
    const middle = (near + far) / 2;
    if (fallen(middle)) far = middle;
    else near = middle;
  }
  return peak + direction * far;
}

/**
 * The law of a query's loss over its mean in `cells` equally likely cells: conditional means of the gamma law, so
 * that a uniformly picked cell has mean exactly 1. For bulk draws: `loss · factors[cellAt(word, cells)]`.
 */
export function lossFactors(shape: number, cells: number): Float64Array {
  const factors = new Float64Array(cells);
  let below = 0;
  for (let cell = 0; cell < cells; cell++) {
    // E[X; X < q] / E[X] is the distribution function of shape + 1 at q.
    const upTo = cell + 1 < cells ? gammaCdf(gammaQuantile((cell + 1) / cells, shape), shape + 1) : 1;
    factors[cell] = (upTo - below) * cells;
    below = upTo;
  }
  return factors;
}
