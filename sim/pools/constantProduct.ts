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
 * RAO of alpha that `tao` buys, on the curve tao · alphaIn = constant; null: the pool refuses, since too little alpha would be left
 * (subtensor v2.0.0 to v3.1.5, staking/stake_utils.rs, sim_swap_tao_for_alpha()).
 */
export const alphaForTao = ({ dynamic, tao, alphaIn }: Pool, paid: TaoRao): AlphaRao | null =>
  dynamic ? taken(alphaIn, tao, paid) : atPar(paid);

/** RAO of TAO that `alpha` sells for; null: too little TAO would be left (sim_swap_alpha_for_tao()). */
export const taoForAlpha = ({ dynamic, tao, alphaIn }: Pool, paid: AlphaRao): TaoRao | null =>
  dynamic ? taken(tao, alphaIn, paid) : atPar(paid);

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
export const poolPrice = ({ dynamic, tao, alphaIn }: Pool): bigint =>
  dynamic ? U96F32.ratio(tao, alphaIn) : U96F32.one;
