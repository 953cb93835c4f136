import { clampU64, U64F64 } from '../math/saturating.ts';
import { type AlphaRao, type TaoRao, u16Max } from '../units.ts';
import { type Fraction, parts, powerInParts } from './power.ts';

/** A subnet's pool of TAO and alpha with a weight for each side. */
export interface WeightedPool {
  readonly tao: TaoRao;
  readonly alphaIn: AlphaRao;
  /** Weight of the TAO side, parts of 10^18. */
  readonly quoteWeight: bigint;
}

/** Both sides count the same: how a pool begins. */
export const evenWeight = parts / 2n;
/** Weights a pool may have. */
const leastWeight = parts / 100n;
const largestWeight = parts - leastWeight;

/** Throws a RangeError at a weight of the TAO side that no pool has, parts of 10^18; `key` names it. */
export function checkWeight(key: string, weight: bigint): void {
  if (weight < leastWeight || weight > largestWeight)
    throw new RangeError(
      `${key} must be ${leastWeight} … ${largestWeight} parts of 10^18; received ${weight}: ${evenWeight} is even`,
    );
}

/** Binary digits of the power of a swap, and of the way to a price limit. */
const swapPrecision = 256;
const limitPrecision = 1024;
/** A swap may bring in as many times what the pool has. */
const largestInput = 1000n;
/** RAO that the side which pays must hold. */
const leastReserve = 1_000_000n;

export const swapKinds = ['buy', 'sell'] as const;
/** buy: TAO for alpha; sell: alpha for TAO. */
export type SwapKind = (typeof swapKinds)[number];

/** Why a swap changes nothing. */
export type SwapRefusal = 'SwapInputTooLarge' | 'ReservesTooLow' | 'PriceLimitExceeded';

/** What a swap moves, RAO: `paidIn` and `fee` of what is given, `out` of what is received. */
export interface Swapped {
  readonly paidIn: bigint;
  readonly out: bigint;
  readonly fee: bigint;
}

const { div, fromInt, mul, one, ratio, sub, whole } = U64F64;

const baseWeight = ({ quoteWeight }: WeightedPool): bigint => parts - quoteWeight;

/** TAO per alpha in the pool, U64F64 bits; 0 without alpha (subtensor v3.4.8 on, pallets/swap, Balancer::calculate_price()). */
export const poolPrice = (pool: WeightedPool): bigint =>
  mul(ratio(baseWeight(pool), pool.quoteWeight), ratio(pool.tao, pool.alphaIn));

/** One swap seen from the side that is paid in. */
interface Side {
  readonly kind: SwapKind;
  /** RAO of what is paid in and of what is paid out. */
  readonly reserveIn: bigint;
  readonly reserveOut: bigint;
  /** Parts of 10^18. */
  readonly weightIn: bigint;
  readonly weightOut: bigint;
}

const sideOf = (pool: WeightedPool, kind: SwapKind): Side =>
  kind === 'buy'
    ? {
        kind,
        reserveIn: pool.tao,
        reserveOut: pool.alphaIn,
        weightIn: pool.quoteWeight,
        weightOut: baseWeight(pool),
      }
    : {
        kind,
        reserveIn: pool.alphaIn,
        reserveOut: pool.tao,
        weightIn: baseWeight(pool),
        weightOut: pool.quoteWeight,
      };

/**
 * What stays of the reserve that pays when `given` RAO come in, as a part of it, U64F64 bits, at most 1
 * (Balancer::exp_base_quote(), exp_quote_base()).
 */
export function remainingPart(pool: WeightedPool, kind: SwapKind, given: bigint): bigint {
  const { reserveIn, weightIn, weightOut } = sideOf(pool, kind);
  const base = { above: reserveIn, below: reserveIn + given };
  const part = powerInParts(base, { above: weightIn, below: weightOut }, swapPrecision);
  const bits = div(fromInt(part), fromInt(parts));
  return bits > one ? one : bits;
}

/** RAO that come out for `given` RAO. */
const outOf = (pool: WeightedPool, { kind, reserveOut }: Side, given: bigint): bigint =>
  whole(mul(fromInt(reserveOut), sub(one, remainingPart(pool, kind, given))));

/** The pool after a swap; its fee is not the pool's. */
export function afterSwap(pool: WeightedPool, kind: SwapKind, { paidIn, out }: Swapped): WeightedPool {
  const { tao, alphaIn } = pool;
  return kind === 'buy'
    ? { ...pool, tao: clampU64(tao + paidIn), alphaIn: clampU64(alphaIn - out) }
    : { ...pool, alphaIn: clampU64(alphaIn + paidIn), tao: clampU64(tao - out) };
}

/**
 * Swaps `amount` RAO up to a price limit (U64F64 bits of TAO per alpha), or says why not. `feeRate`: u16 share of the amount
 * (subtensor v3.4.8 on, pallets/swap, swap_inner()).
 */
export function swap(
  pool: WeightedPool,
  kind: SwapKind,
  amount: bigint,
  limit: bigint,
  feeRate: number,
): Swapped | SwapRefusal {
  const side = sideOf(pool, kind);
  const fee = whole(mul(fromInt(amount), ratio(feeRate, u16Max)));
  const given = amount - fee;
  const refusal = refusalOf(pool, side, given, limit);
  if (refusal !== null) return refusal;
  const full = { paidIn: given, out: outOf(pool, side, given), fee };
  const swapped = isWithin(afterSwap(pool, kind, full), kind, limit)
    ? full
    : upToLimit(pool, side, limit, feeRate);
  return swapped.paidIn > 0n && swapped.out === 0n ? 'ReservesTooLow' : swapped;
}

/** The RAO per alpha of a price limit as U64F64 bits of TAO per alpha. */
export const limitOf = (raoPerAlpha: bigint): bigint => ratio(raoPerAlpha, 1_000_000_000n);

function refusalOf(pool: WeightedPool, side: Side, given: bigint, limit: bigint): SwapRefusal | null {
  if (given > clampU64(side.reserveIn * largestInput)) return 'SwapInputTooLarge';
  if (side.reserveOut < leastReserve) return 'ReservesTooLow';
  const price = poolPrice(pool);
  const isBetter = side.kind === 'buy' ? price < limit : price > limit;
  return isBetter ? null : 'PriceLimitExceeded';
}

function isWithin(pool: WeightedPool, kind: SwapKind, limit: bigint): boolean {
  const price = poolPrice(pool);
  return kind === 'buy' ? price <= limit : price >= limit;
}

/** As much of a swap as brings the price to its limit. */
function upToLimit(pool: WeightedPool, side: Side, limit: bigint, feeRate: number): Swapped {
  const price = poolPrice(pool);
  const rise: Fraction =
    side.kind === 'buy' ? { above: limit, below: price } : { above: price, below: limit };
  // A buy moves by the weight of alpha, a sale by that of TAO: the weight of what is paid out.
  const exponent = { above: side.weightOut, below: parts };
  const growth = powerInParts(rise, exponent, limitPrecision);
  // U64F64 ends at 2^64, so the reserve grows 18.4 times at the most, and the limit may not be reached.
  const times = div(fromInt(growth), fromInt(parts));
  const given = whole(mul(fromInt(side.reserveIn), sub(times, one)));
  const fee = whole(mul(fromInt(given), ratio(feeRate, u16Max - feeRate)));
  return { paidIn: given, out: outOf(pool, side, given), fee };
}

/**
 * The weight of the TAO side with which a pool keeps its price when RAO of both are added, parts of 10^18; null where no weight within
 * 0.01 … 0.99 does (Balancer::update_weights_for_added_liquidity()).
 */
export function weightAfterAdding(pool: WeightedPool, tao: TaoRao, alpha: AlphaRao): bigint | null {
  const base = partOf(baseWeight(pool), clampU128(pool.tao * clampU64(pool.alphaIn + alpha)));
  const quote = partOf(pool.quoteWeight, clampU128(pool.alphaIn * clampU64(pool.tao + tao)));
  const sum = base + quote;
  const weight = sum === 0n ? evenWeight : (parts * quote) / sum;
  return weight >= leastWeight && weight <= largestWeight ? weight : null;
}

/** So many parts of 10^18 of a value, to nearest, a half up. */
const partOf = (weight: bigint, value: bigint): bigint => (weight * value + parts / 2n) / parts;

const u128Max = (1n << 128n) - 1n;
const clampU128 = (value: bigint): bigint => (value > u128Max ? u128Max : value);
