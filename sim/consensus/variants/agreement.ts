import { u16Max } from '../../units.ts';
import type { VariantRules } from './variant.ts';

/** Stops halving when the interval is as narrow as this. */
const precision = 1 / 100_000;

/** The weight of one server that a share kappa of the stake supports; `scores` [i] of that server. */
export function agreedWeight(
  method: VariantRules['consensus'],
  stake: readonly number[],
  scores: readonly number[],
  kappa: number,
): number {
  return method === 'sorted' ? sorted(stake, scores, kappa) : bisected(stake, scores, kappa);
}

/** The largest score such that at least kappa of the stake gives as much; the largest of all if none has that much. */
function sorted(stake: readonly number[], scores: readonly number[], kappa: number): number {
  const order = [...scores.keys()].sort((one, other) => scores[other] - scores[one]);
  let support = 0;
  for (const i of order) {
    support += stake[i];
    if (support >= kappa) return scores[i];
  }
  return scores[order[0]];
}

/** The end of an interval that is halved while more than kappa lies above its middle: a multiple of 2^-17, never 0. */
function bisected(stake: readonly number[], scores: readonly number[], kappa: number): number {
  let low = 0;
  let high = 1;
  while (high - low > precision) {
    const middle = (high + low) / 2;
    const support = stake.reduce((total, share, i) => total + (scores[i] > middle ? share : 0), 0);
    if (support > kappa) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Weights agreed upon as shares of their sum, cut to steps of 1/65535. Where validators agree on nothing all stay 0,
 * as on the chain; the peer’s releases B and C divide by zero there, get −32768.5 for every server, and pay all of them
 * alike.
 */
export function quantised(agreed: readonly number[]): number[] {
  const total = agreed.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return agreed.map(() => 0);
  return agreed.map((weight) => Math.trunc((weight / total) * u16Max) / u16Max);
}
