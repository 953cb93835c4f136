/**
 * The price of a registration since April 2026: it decays with a half-life and jumps with every registration
 * (subtensor v3.3.14-401 utils/misc.rs and registration.rs). Prices in RAO.
 */

/** Bounds and pace of the price. */
export interface BurnPriceRule {
  /** Factor of one block, Q32: see `decayFactor`. */
  readonly decayFactor: bigint;
  /** Factor of one registration, U64F64 bits. */
  readonly increase: bigint;
  readonly minBurn: bigint;
  readonly maxBurn: bigint;
}

/** The largest Q32 factor that after `halfLife` blocks (1 … 65535) leaves at most one half (decay_factor_q32). */
export function decayFactor(halfLife: number): bigint {
  if (!Number.isInteger(halfLife) || halfLife < 1) {
    throw new RangeError(`burnHalfLife must be a whole number of blocks from 1 on; received ${halfLife}`);
  }
  const half = 1n << 31n;
  let low = 0n;
  let high = 1n << 32n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (powerQ32(middle, halfLife) > half) high = middle;
    else low = middle;
  }
  return low;
}

/** Powers by squaring, every product floored (pow_q32). */
function powerQ32(base: bigint, exponent: number): bigint {
  let result = 1n << 32n;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result = (result * square) >> 32n;
    square = (square * square) >> 32n;
  }
  return result;
}

/** The price one block later (update_registration_prices_for_networks). */
export const decayedBurn = (burn: bigint, rule: BurnPriceRule): bigint =>
  clampBurn((burn * rule.decayFactor) >> 32n, rule);

/** The price after a registration (bump_registration_price_after_registration). */
export const raisedBurn = (burn: bigint, rule: BurnPriceRule): bigint =>
  clampBurn((burn * rule.increase) >> 64n, rule);

const clampBurn = (burn: bigint, { minBurn, maxBurn }: BurnPriceRule): bigint =>
  burn < minBurn ? minBurn : burn > maxBurn ? maxBurn : burn;

/** The price `blocks` blocks later, floored at each of them; at its floor or ceiling it does not move. */
export function decayedBurnAfter(burn: bigint, blocks: number, rule: BurnPriceRule): bigint {
  let price = burn;
  for (let block = 0; block < blocks; block++) {
    const next = decayedBurn(price, rule);
    if (next === price) break;
    price = next;
  }
  return price;
}
