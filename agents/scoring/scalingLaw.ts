import { exp, ln } from '../../sim/math/elementary.ts';
import type { Nats, Parameters } from '../../sim/units.ts';

/** Logarithm of the scale of Kaplan's law, 8.8e13 parameters. */
const lnKaplanSize = ln(8.8e13);
/** Exponent of Kaplan's law. */
export const kaplanExponent = 0.076;
/** Loss no model falls below: the entropy of natural text as the validators took it. */
export const lowestLoss = 1.69 as Nats;

/**
 * Loss of a language model of this size, nats per token: (8.8e13 / N)^0.076, at least 1.69.
 * Errors: a size that is not positive and finite.
 * Source: Kaplan et al. 2020, eq. 1.1; the inverse of bittensor v3.4.2 scaling_law_loss_to_params.
 */
export function lossOfSize(size: Parameters): Nats {
  if (!(size > 0 && size < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a model has a positive, finite number of parameters; received ${size}`);
  }
  return Math.max(lowestLoss, exp(kaplanExponent * (lnKaplanSize - ln(size))));
}

/**
 * Size of the model that has this loss by Kaplan's law; a loss below 1.69 counts as 1.69.
 * Source: bittensor v3.4.2 core_validator scaling_law_loss_to_params.
 */
export function effectiveSize(loss: Nats): Parameters {
  return exp(lnKaplanSize - ln(Math.max(loss, lowestLoss)) / kaplanExponent);
}

/**
 * Score of a loss before synergy: effective size to the power `power` (chain: ScalingLawPower / 100, 0.5).
 * Errors: a loss that is NaN.
 * Source: bittensor v3.4.2 core_validator shapley_base.
 */
export function baseScore(loss: Nats, power: number): number {
  if (Number.isNaN(loss))
    throw new RangeError('a loss is a number of nats; received NaN: a failed answer has score 0');
  return exp(power * (lnKaplanSize - ln(Math.max(loss, lowestLoss)) / kaplanExponent));
}
