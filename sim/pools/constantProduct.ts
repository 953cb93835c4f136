import { checkRao } from '../math/checkRao.ts';
import { clampU64, U96F32, U110F18 } from '../math/saturating.ts';
import type { AlphaRao, TaoRao } from '../units.ts';

/** A subnet's reserves and what it has issued outside of them. */
export interface Pool {
  /** A stable subnet (mechanism 0 of the chain) has no pool: a RAO of TAO is a RAO of alpha. */
  readonly dynamic: boolean;
  readonly tao: TaoRao;
  readonly alphaIn: AlphaRao;
  /** Held by stakers. */
  readonly alphaOut: AlphaRao;
}

/** Reserve below which a swap may not leave a pool (DefaultMinimumPoolLiquidity), U110F18. */
const leastReserve = U110F18.fromInt(10_000_000);

/**
 * RAO of alpha that `paid` buys, on the curve tao · alphaIn = constant; null: the pool refuses, since too little alpha would be left.
 * Throws a RangeError at amounts that are no u64 (subtensor v2.0.0 to v3.1.5, staking/stake_utils.rs, sim_swap_tao_for_alpha()).
 */
export function alphaForTao(pool: Pool, paid: TaoRao): AlphaRao | null {
  checkSwap(pool, paid);
  return pool.dynamic ? taken(pool.alphaIn, pool.tao, paid) : atPar(paid);
}

/** RAO of TAO that `paid` sells for; null: too little TAO would be left (sim_swap_alpha_for_tao()). */
export function taoForAlpha(pool: Pool, paid: AlphaRao): TaoRao | null {
  checkSwap(pool, paid);
  return pool.dynamic ? taken(pool.tao, pool.alphaIn, paid) : atPar(paid);
}

/** Throws a RangeError at a reserve that is no u64. An empty one is one: such a pool refuses every swap. */
export function checkPool({ tao, alphaIn, alphaOut }: Pool): void {
  checkRao('pool.tao', tao);
  checkRao('pool.alphaIn', alphaIn);
  checkRao('pool.alphaOut', alphaOut);
}

function checkSwap(pool: Pool, amount: bigint): void {
  checkPool(pool);
  checkRao('amount', amount);
}

/** In a stable subnet a RAO of one is worth a RAO of the other. */
const atPar = (rao: bigint): bigint => rao;

/** What leaves a reserve when `paid` is added to the other one; null below the least reserve. */
function taken(reserve: bigint, other: bigint, paid: bigint): bigint | null {
  const { div, fromInt, mul, sub, whole } = U110F18;
  const product = mul(fromInt(reserve), fromInt(other));
  const left = div(product, fromInt(other + paid));
  return left < leastReserve ? null : whole(sub(fromInt(reserve), left));
}

/** A swap that was made, or refused: then the pool is as it was and nothing is received. */
export interface Swapped<Received extends bigint> {
  readonly pool: Pool;
  readonly received: Received;
  /** What went into the pool, or out of it. */
  readonly taoMoved: TaoRao;
}

/** Buys alpha with `tao` (swap_tao_for_alpha()). */
export function buyAlpha(pool: Pool, tao: TaoRao): Swapped<AlphaRao> {
  const received = alphaForTao(pool, tao);
  if (received === null) return { pool, received: 0n, taoMoved: 0n };
  const after = {
    tao: clampU64(pool.tao + tao),
    alphaIn: clampU64(pool.alphaIn - received),
    alphaOut: clampU64(pool.alphaOut + received),
  };
  return { pool: { ...pool, ...after }, received, taoMoved: tao };
}

/** Sells `alpha` for TAO (swap_alpha_for_tao()). */
export function sellAlpha(pool: Pool, alpha: AlphaRao): Swapped<TaoRao> {
  const received = taoForAlpha(pool, alpha);
  if (received === null) return { pool, received: 0n, taoMoved: 0n };
  const after = {
    tao: clampU64(pool.tao - received),
    alphaIn: clampU64(pool.alphaIn + alpha),
    alphaOut: clampU64(pool.alphaOut - alpha),
  };
  return { pool: { ...pool, ...after }, received, taoMoved: received };
}

/** TAO per alpha, U96F32; 0 without alpha, 1 in a stable subnet (get_alpha_price()). */
export function poolPrice(pool: Pool): bigint {
  checkPool(pool);
  return pool.dynamic ? U96F32.ratio(pool.tao, pool.alphaIn) : U96F32.one;
}
