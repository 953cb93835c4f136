import { clampU64, U64F64, U96F32 } from '../math/saturating.ts';
import { weightAfterAdding } from '../pools/weightedPool.ts';
import type { AlphaRao, TaoRao } from '../units.ts';
import type { EmissionTerms } from './emissionTerms.ts';
import { type Traded, trade } from './trade.ts';
import { poolOf, type WeightedSubnet } from './weightedSubnet.ts';

/** TAO that a block has minted and not yet handed out, and the chain's count of all stake. */
export interface Purse {
  readonly credit: TaoRao;
  readonly totalStake: TaoRao;
}

/** A subnet and the purse after its part of the block. */
export interface Injected<Subnet extends WeightedSubnet = WeightedSubnet> {
  readonly subnet: Subnet;
  readonly purse: Purse;
}

/** The chain buys up to a million TAO per alpha, U64F64 bits. */
export const chainLimit = U64F64.fromInt(1_000_000n);

/**
 * Puts a block's TAO and alpha into a subnet's pool, whose weights move so that its price does not; what alpha may not follow buys alpha
 * for the subnet itself, at the old reserves and the new weights. Where no weights fit, neither side enters (subtensor v3.4.9,
 * run_coinbase.rs, inject_and_maybe_swap()).
 */
export function inject<Subnet extends WeightedSubnet>(
  before: Subnet,
  terms: EmissionTerms,
  purse: Purse,
): Injected<Subnet> {
  const { whole } = U96F32;
  const quoteWeight = weightAfterAdding(poolOf(before), whole(terms.taoIn), whole(terms.alphaIn));
  const fits = quoteWeight !== null;
  const [taoIn, alphaIn] = fits ? [whole(terms.taoIn), whole(terms.alphaIn)] : [0n, 0n];
  const weighted = fits ? { ...before, quoteWeight } : before;
  const bought = buyForChain(weighted, whole(terms.excessTao), purse);
  const brought = { ...bought.subnet.brought, taoIn, alphaIn };
  return addReserves({ ...bought, subnet: { ...bought.subnet, brought } }, taoIn, alphaIn);
}

/** Spends `tao` of the purse, if it holds so much, on alpha that is kept. A buy that fails has spent it all the same. */
function buyForChain<Subnet extends WeightedSubnet>(
  subnet: Subnet,
  tao: TaoRao,
  purse: Purse,
): Injected<Subnet> {
  const idle = { subnet: { ...subnet, brought: { ...subnet.brought, taoSpent: 0n } }, purse };
  if (tao === 0n || purse.credit < tao) return idle;
  const spent = { ...purse, credit: purse.credit - tao };
  const traded = trade(subnet, { kind: 'buy', amount: tao, limit: chainLimit, feeRate: 0 });
  if (typeof traded === 'string') return { ...idle, purse: spent };
  return {
    subnet: withBought(traded),
    purse: { ...spent, totalStake: clampU64(purse.totalStake + traded.stakeChange) },
  };
}

/** A subnet after the chain's own buy, whose alpha it keeps. */
export function withBought<Subnet extends WeightedSubnet>({ subnet, swapped }: Traded<Subnet>): Subnet {
  const { paidIn, out } = swapped;
  return {
    ...subnet,
    brought: { ...subnet.brought, taoSpent: paidIn },
    protocolAlpha: clampU64(subnet.protocolAlpha + out),
    protocolFlow: subnet.protocolFlow + paidIn,
  };
}

/** The alpha always enters, the TAO where the purse holds it. */
function addReserves<Subnet extends WeightedSubnet>(
  { subnet, purse }: Injected<Subnet>,
  tao: TaoRao,
  alpha: AlphaRao,
): Injected<Subnet> {
  const filled = { ...subnet, alphaIn: clampU64(subnet.alphaIn + alpha) };
  if (tao === 0n || purse.credit < tao) return { subnet: filled, purse };
  return {
    subnet: { ...filled, tao: clampU64(filled.tao + tao), protocolFlow: filled.protocolFlow + tao },
    purse: { credit: purse.credit - tao, totalStake: clampU64(purse.totalStake + tao) },
  };
}
