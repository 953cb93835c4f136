import { U96F32 } from '../math/saturating.ts';

const { add, fromInt, mul, div } = U96F32;

/**
 * A pot of RAO shared in proportion to `parts` (U96F32), U96F32 by part: every quotient is floored before it is multiplied. Without
 * any part the pot is given to nobody (subtensor v2.0 on, run_coinbase.rs, calculate_dividend_distribution()).
 */
export function inProportion(pot: bigint, parts: readonly bigint[]): bigint[] {
  const total = parts.reduce(add, 0n);
  return parts.map((part) => (part === 0n ? 0n : mul(fromInt(pot), div(part, total))));
}
