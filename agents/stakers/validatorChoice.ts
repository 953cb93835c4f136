import { exp, ln } from '../../sim/math/elementary.ts';
import type { Share } from '../../sim/units.ts';

/** A validator as a holder sees it. */
export interface ValidatorOption {
  /** What a RAO of dividends brings a staker there, above 0; only ratios between options matter. */
  readonly net: number;
  /** Log-odds. */
  readonly trust: number;
  readonly isPresent: boolean;
}

/** What a holder goes by. */
export interface ChoiceTaste {
  /** Log-odds for each unit of the logarithm of the net yield: 1 means that a tenth more yield draws a tenth more stake. */
  readonly sensitivity: number;
  /** Multiplies trust; 0: trust does not count. */
  readonly trustWeight: number;
  /** Log-odds in favour of the present validator. */
  readonly inertia: number;
}

/** [option] probability of each: a multinomial logit over net yield, trust and staying (McFadden 1974). Their sum is 1. */
export function choiceShares(options: readonly ValidatorOption[], taste: ChoiceTaste): Share[] {
  const odds = options.map(
    ({ net, trust, isPresent }) =>
      taste.sensitivity * ln(net) + taste.trustWeight * trust + (isPresent ? taste.inertia : 0),
  );
  return softmax(odds);
}

/** Shares of log-odds. */
export function softmax(odds: readonly number[]): Share[] {
  const highest = Math.max(...odds);
  const weights = odds.map((one) => exp(one - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The place that a uniform draw falls on. */
export function drawnFrom(shares: readonly Share[], draw: number): number {
  let passed = 0;
  for (const [place, share] of shares.entries()) {
    passed += share;
    if (draw < passed) return place;
  }
  return shares.findLastIndex((share) => share > 0);
}
