import { blockEmission } from '../blockEmission.ts';
import { U64F64, U96F32 } from '../math/saturating.ts';
import type { AlphaRao, TaoRao } from '../units.ts';

/** What a block's TAO for a subnet comes to, U96F32 bits of RAO. */
export interface EmissionTerms {
  /** TAO that enters the pool. */
  readonly taoIn: bigint;
  /** Alpha that enters the pool beside it. */
  readonly alphaIn: bigint;
  /** Alpha that is issued for miners, validators and the owner. */
  readonly alphaOut: bigint;
  /** TAO that buys alpha instead. */
  readonly excessTao: bigint;
  /** Of v3.2.10: the pool's price is below what the subnet gets of the block, so that TAO buys its alpha. */
  readonly subsidised?: boolean;
}

/** What the terms are made of. */
export interface TermInputs {
  /** RAO of TAO for the subnet in this block, U96F32 bits. */
  readonly emission: bigint;
  /** Price of its pool, U64F64 bits of TAO per alpha. */
  readonly price: bigint;
  /** What exists, in the pool and outside. */
  readonly alpha: AlphaRao;
  /** U96F32 bits. */
  readonly rootProportion: bigint;
}

/**
 * Splits a subnet's TAO: as much enters the pool as alpha may enter at the pool's price, which is root's proportion of the alpha that the
 * subnet issues in the block; the rest buys alpha (subtensor v3.4.6 to v3.4.9, run_coinbase.rs, get_subnet_terms()).
 */
export function emissionTerms({ emission, price, alpha, rootProportion }: TermInputs): EmissionTerms {
  const { fromInt, mul } = U96F32;
  const alphaOut = fromInt(blockEmission(alpha));
  const most = mul(rootProportion, alphaOut);
  return termsWithin({ emission, price }, alphaOut, most);
}

/**
 * The same where as much alpha may enter as the subnet issues in the block, and not more than there is TAO in it; `minted`: RAO of the block
 * (subtensor v3.3.0 to v3.4.5, run_coinbase.rs, get_subnet_terms()).
 */
export function termsByIssue({ emission, price, alpha }: TermInputs, minted: TaoRao): EmissionTerms {
  const { fromInt } = U96F32;
  const alphaOut = fromInt(blockEmission(alpha));
  const block = fromInt(minted);
  return termsWithin({ emission, price }, alphaOut, alphaOut < block ? alphaOut : block);
}

/**
 * The same where a subnet is subsidised whose price is below the share of the block that it gets: as much alpha enters as the block has TAO, at
 * the pool's price, and the rest of its TAO buys. Else all its TAO enters, with alpha at the pool's price, however much that is. A subnet that
 * is closed to registrations gets nothing and issues nothing (subtensor v3.2.10 run_coinbase.rs, from a description alone).
 */
export function termsBySubsidy(
  { emission, price, alpha }: TermInputs,
  minted: TaoRao,
  isOpen: boolean,
): EmissionTerms {
  const { div, fromInt, mul, quotient, sub } = U96F32;
  if (!isOpen) return { taoIn: 0n, alphaIn: 0n, alphaOut: 0n, excessTao: 0n, subsidised: false };
  const alphaOut = fromInt(blockEmission(alpha));
  const block = fromInt(minted);
  const poolPrice = U64F64.convert(price, U96F32);
  if (poolPrice >= div(emission, block)) {
    const alphaIn = quotient(emission, poolPrice) ?? alphaOut;
    return { taoIn: emission, alphaIn, alphaOut, excessTao: 0n, subsidised: false };
  }
  const taoIn = mul(poolPrice, block);
  return { taoIn, alphaIn: block, alphaOut, excessTao: sub(emission, taoIn), subsidised: true };
}

/** Terms where at most `most` alpha may enter the pool, U96F32 bits of RAO. */
function termsWithin(
  { emission, price }: Pick<TermInputs, 'emission' | 'price'>,
  alphaOut: bigint,
  most: bigint,
): EmissionTerms {
  const { div, mul, sub } = U96F32;
  const poolPrice = U64F64.convert(price, U96F32);
  const wanted = div(emission, poolPrice);
  const alphaIn = wanted > most ? most : wanted;
  const taoIn = wanted > most ? mul(most, poolPrice) : emission;
  return { taoIn, alphaIn, alphaOut, excessTao: sub(emission, taoIn) };
}

/** Whether the dividends of root are kept: prices of all subnets together are above 1. `prices`: U64F64 bits of TAO per alpha. */
export const keepsRootDividends = (prices: readonly bigint[]): boolean =>
  prices.reduce(U64F64.add, 0n) > U64F64.one;
