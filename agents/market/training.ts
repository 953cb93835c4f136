import { pow } from '../../sim/math/elementary.ts';
import type { Nats, Parameters } from '../../sim/units.ts';

/** Scale S_c and exponent α_S of the loss of a model that has not converged. */
const scale = 2100;
const exponent = 0.76;
/** Tokens of a step: 512 sequences of 1,024, the batch that the law was measured with. */
export const tokensPerStep = 2 ** 19;

/**
 * What the loss of a model after so many steps lies above the loss of its size, nats: (2,100 / steps)^0.76.
 * Errors: steps that are not positive.
 * Source: Kaplan et al. 2020 (arXiv 2001.08361), eq. 1.6 and table 3; a step here counts as one of its S_min.
 */
export function gapAfter(steps: number): Nats {
  if (!(steps > 0)) throw new RangeError(`a model has some steps behind it; received ${steps}`);
  return pow(scale / steps, exponent);
}

/** The steps of a model whose loss lies `gap` above that of its size: the inverse. */
export const stepsBehind = (gap: Nats): number => scale * pow(gap, -1 / exponent);

/** Steps that operations buy: 6 · size a token (Kaplan et al. 2020, section 2.1). */
export const stepsFor = (flop: number, size: Parameters): number => flop / (6 * size * tokensPerStep);
