import { checkPricedSubnet } from '../coinbase/checkSubnet.ts';
import {
  type PricedPending,
  type PricedSubnet,
  priceCoinbase,
  takesPart,
} from '../coinbase/priceCoinbase.ts';
import {
  checkSharePool,
  creditAll,
  creditOne,
  debitOne,
  emptySharePool,
  type SharePool,
  shareValue,
} from '../delegation/sharePool.ts';
import { drainWithTao } from '../drain/drainWithTao.ts';
import { alphaForTao, buyAlpha, type Swapped, sellAlpha, taoForAlpha } from '../pools/constantProduct.ts';
import type { AlphaRao, Netuid } from '../units.ts';
import { priceFounding } from './foundingByRuleset.ts';
import type { NetworksRules, PoolSwap } from './networksRules.ts';

const waitingAlpha = ({ alpha, ownerCut }: PricedPending): AlphaRao => alpha + ownerCut;

/** Alpha that a block issued for a subnet and that neither waits nor was sold for root: floors, and a sale that the pool refused. */
function lostIn(before: PricedSubnet, after: PricedSubnet, pending: PricedPending): AlphaRao {
  const sold = after.pool.alphaIn - before.pool.alphaIn - after.terms.alphaIn;
  return after.terms.alphaOut - sold - (waitingAlpha(pending) - waitingAlpha(before.pending));
}

/** The swap as a world books it. What a stable subnet does not hold it cannot give; the chain's counts would go wrong there. */
function booked(
  subnet: PricedSubnet,
  paid: bigint,
  held: bigint,
  swapped: Swapped<bigint>,
): PoolSwap<PricedSubnet> {
  const { pool, received, taoMoved } = swapped;
  if (received > held) return null;
  return { subnet: { ...subnet, pool, volume: subnet.volume + taoMoved }, paid, received, fee: 0n };
}

/** Several networks from February to autumn 2025: emission by moving prices, root's part sold in each block (subtensor v2.0.11). */
export const priceRules: NetworksRules<PricedSubnet, PricedPending, SharePool> = {
  ruleset: 'dtao-2025',
  shares: {
    empty: emptySharePool,
    check: checkSharePool,
    valueOf: shareValue,
    creditOne: (...args) => creditOne(...args).pool,
    creditAll,
    debitOne,
  },
  checkSubnet: checkPricedSubnet,
  holdings: ({ pool, pending }) => ({
    tao: pool.tao,
    alphaIn: pool.alphaIn,
    alphaOut: pool.alphaOut,
    waitingAlpha: waitingAlpha(pending),
    waitingTao: pending.rootTao,
    chainAlpha: 0n,
  }),
  coinbase(before, { block, issued, rootTao }, setting) {
    const { subnets, minted, drained } = priceCoinbase(before, issued, { ...setting, block, rootTao });
    const waited = new Map(drained);
    const paid = before.flatMap((subnet, index) =>
      takesPart(subnet) ? [{ subnet, after: subnets[index] }] : [],
    );
    const byNetuid = (rao: (subnet: PricedSubnet, after: PricedSubnet) => AlphaRao) =>
      new Map<Netuid, AlphaRao>(paid.map(({ subnet, after }) => [subnet.netuid, rao(subnet, after)]));
    return {
      subnets,
      mintedTao: minted,
      lostTao: 0n,
      issued: byNetuid((_, { terms }) => terms.alphaIn + terms.alphaOut),
      lost: byNetuid((subnet, after) => lostIn(subnet, after, waited.get(subnet.netuid) ?? after.pending)),
      epochs: drained.map(([netuid, waiting]) => ({
        netuid,
        alpha: waiting.alpha + waiting.swapped,
        waiting,
      })),
    };
  },
  drain(stakes, { waiting }, epoch) {
    const { credits, rootCredits } = drainWithTao(stakes, waiting, epoch);
    return {
      alpha: waitingAlpha(waiting),
      tao: waiting.rootTao,
      credits,
      rootCredits,
      claimable: 0n,
      claimRates: [],
      withheld: 0n,
    };
  },
  settle: (subnet, { recycled }) => ({
    ...subnet,
    pool: { ...subnet.pool, alphaOut: subnet.pool.alphaOut - recycled },
  }),
  // The fee of a sale follows the dividend rate of the last epoch, which a world does not keep.
  saleFee: null,
  isOpen: () => true,
  buy: (subnet, tao) =>
    alphaForTao(subnet.pool, tao) === null
      ? null
      : booked(subnet, tao, subnet.pool.alphaIn, buyAlpha(subnet.pool, tao)),
  sell: (subnet, alpha) =>
    taoForAlpha(subnet.pool, alpha) === null
      ? null
      : booked(subnet, alpha, subnet.pool.tao, sellAlpha(subnet.pool, alpha)),
  sellForRoot: null,
  founding: priceFounding,
};
