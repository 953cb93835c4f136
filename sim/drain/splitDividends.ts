import { U96F32 } from '../math/saturating.ts';
import { inProportion } from './inProportion.ts';

const { add, fromInt, mul, div, sub } = U96F32;

/** A hotkey with dividends. */
export interface DividendEarner {
  /** U96F32 RAO, after parents and children have been given theirs. */
  readonly dividend: bigint;
  readonly alphaStake: bigint;
  readonly rootStake: bigint;
  readonly onRoot: boolean;
}

/** What an epoch has for validators. */
export interface DividendPots {
  /** RAO of alpha for what their alpha earned. */
  readonly alpha: bigint;
  /** RAO of alpha for what their TAO on root earned. */
  readonly root: bigint;
  /** Share at which a RAO of TAO on root counts beside one of alpha, U96F32. */
  readonly taoWeight: bigint;
}

/**
 * Which part of a hotkey's dividend is reckoned first; the other is the rest. `alpha first`: the rest is root's only where
 * the hotkey holds a uid of root, else it goes to neither.
 */
export type SplitOrder = 'root first' | 'alpha first';

/** Dividends by hotkey, in the order of the earners, U96F32 RAO; floor before paying. */
export interface SplitDividends {
  readonly alpha: readonly bigint[];
  readonly root: readonly bigint[];
}

/**
 * Splits dividends between alpha and root by the stakes behind them, and shares each pot in proportion to its parts
 * (subtensor run_coinbase.rs, calculate_dividend_distribution(): root first in v2.0 …
 * v3.4.9, alpha first at spec 475).
 */
export function splitDividends(
  order: SplitOrder,
  earners: readonly DividendEarner[],
  { alpha, root, taoWeight }: DividendPots,
): SplitDividends {
  const parts = earners.map((earner) => partsOf(order, earner, taoWeight));
  return {
    alpha: inProportion(
      alpha,
      parts.map((part) => part.alpha),
    ),
    root: inProportion(
      root,
      parts.map((part) => part.root),
    ),
  };
}

const nothing = { alpha: 0n, root: 0n } as const;

function partsOf(order: SplitOrder, earner: DividendEarner, taoWeight: bigint) {
  const { dividend } = earner;
  if (dividend === 0n) return nothing;
  const alphaStake = fromInt(earner.alphaStake);
  const rootStake = mul(fromInt(earner.rootStake), taoWeight);
  const total = add(alphaStake, rootStake);
  if (order === 'root first') {
    const root = mul(dividend, div(rootStake, total));
    return { alpha: sub(dividend, root), root };
  }
  const alpha = total === 0n ? dividend : mul(dividend, div(alphaStake, total));
  return { alpha, root: earner.onRoot ? sub(dividend, alpha) : 0n };
}
