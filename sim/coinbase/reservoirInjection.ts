import { clampU64, U96F32 } from '../math/saturating.ts';
import { type WeightedPool, weightAfterAdding } from '../pools/weightedPool.ts';
import type { TaoRao } from '../units.ts';
import type { EmissionTerms } from './emissionTerms.ts';
import { chainLimit, type Injected, type Purse, withBought } from './injection.ts';
import { trade } from './trade.ts';
import { poolOf, type Reservoir, type WeightedSubnet } from './weightedSubnet.ts';

const empty: Reservoir = { tao: 0n, alpha: 0n };

/**
 * Puts a block's TAO and alpha into a subnet's pool: first what alpha may not follow buys alpha that the subnet keeps, and a buy that fails is
 * given back; then as much of what the block brings and of what waits enters as weights fit: both, alpha alone, TAO alone, or neither. The
 * rest waits (spec 475, run_coinbase.rs, inject_and_maybe_swap(); pallets/swap, adjust_protocol_liquidity()).
 */
export function injectByReservoir<Subnet extends WeightedSubnet>(
  before: Subnet,
  terms: EmissionTerms,
  purse: Purse,
): Injected<Subnet> {
  const { whole } = U96F32;
  const bought = buyOrGiveBack(before, whole(terms.excessTao), purse);
  const { subnet } = bought;
  const wanted = whole(terms.taoIn);
  const given = bought.purse.credit < wanted ? 0n : wanted;
  const { tao, alpha } = subnet.reservoir ?? empty;
  const waiting = { tao: clampU64(tao + given), alpha: clampU64(alpha + whole(terms.alphaIn)) };
  const { enters, quoteWeight } = fitting(poolOf(subnet), waiting);
  return {
    subnet: {
      ...subnet,
      quoteWeight,
      tao: clampU64(subnet.tao + enters.tao),
      alphaIn: clampU64(subnet.alphaIn + enters.alpha),
      brought: { ...subnet.brought, taoIn: enters.tao, alphaIn: enters.alpha },
      protocolFlow: subnet.protocolFlow + enters.tao,
      reservoir: { tao: waiting.tao - enters.tao, alpha: waiting.alpha - enters.alpha },
    },
    purse: {
      credit: bought.purse.credit - given,
      totalStake: clampU64(bought.purse.totalStake + enters.tao),
    },
  };
}

/** Spends `tao` of the purse, if it holds so much, on alpha that is kept; a buy that fails spends nothing. */
function buyOrGiveBack<Subnet extends WeightedSubnet>(
  subnet: Subnet,
  tao: TaoRao,
  purse: Purse,
): Injected<Subnet> {
  const idle = { subnet: { ...subnet, brought: { ...subnet.brought, taoSpent: 0n } }, purse };
  if (tao === 0n || purse.credit < tao) return idle;
  const traded = trade(subnet, { kind: 'buy', amount: tao, limit: chainLimit, feeRate: 0 });
  if (typeof traded === 'string') return idle;
  const totalStake = clampU64(purse.totalStake + traded.stakeChange);
  return { subnet: withBought(traded), purse: { credit: purse.credit - tao, totalStake } };
}

/** The first of the four parts of what waits with which the pool's weights stay in their range, and those weights. */
function fitting(pool: WeightedPool, { tao, alpha }: Reservoir) {
  for (const enters of [
    { tao, alpha },
    { tao: 0n, alpha },
    { tao, alpha: 0n },
  ]) {
    const quoteWeight = weightAfterAdding(pool, enters.tao, enters.alpha);
    if (quoteWeight !== null) return { enters, quoteWeight };
  }
  return { enters: empty, quoteWeight: pool.quoteWeight };
}
