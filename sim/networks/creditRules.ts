import { creditCoinbase } from '../coinbase/creditCoinbase.ts';
import { keepsRootDividends } from '../coinbase/emissionTerms.ts';
import { isEligible, ratedPrice } from '../coinbase/ratedSubnet.ts';
import { trade } from '../coinbase/trade.ts';
import { isStarted, issued, type WaitingAlpha, type WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import {
  checkDecimalPool,
  creditAllDecimal,
  creditOneDecimal,
  type DecimalSharePool,
  debitOneDecimal,
  decimalShareValue,
  emptyDecimalPool,
} from '../delegation/decimalSharePool.ts';
import { drainEpoch, drainV349 } from '../drain/drainEpoch.ts';
import { U64F64 } from '../math/saturating.ts';
import type { SwapKind } from '../pools/weightedPool.ts';
import type { AlphaRao, Netuid } from '../units.ts';
import type { NetworksRules, PoolSwap } from './networksRules.ts';

const sharedOut = ({ server, validator, root }: WaitingAlpha): AlphaRao => server + validator + root;
const waitingIn = (waiting: WaitingAlpha): AlphaRao => sharedOut(waiting) + waiting.ownerCut;

/** Prices at which a staker's swap stops: none that a pool reaches. U64F64 bits of TAO per alpha. */
const limits: Readonly<Record<SwapKind, bigint>> = { buy: U64F64.fromInt(1_000_000n), sell: 0n };

function swapped(subnet: WeightedSubnet, kind: SwapKind, amount: bigint): PoolSwap<WeightedSubnet> {
  const traded = trade(subnet, { kind, amount, limit: limits[kind], feeRate: 0 });
  if (typeof traded === 'string') return null;
  return { subnet: traded.subnet, paid: traded.swapped.paidIn, received: traded.swapped.out };
}

/** Alpha that a block issued for a subnet: what its terms say, less root's part where that is recycled. */
function issuedIn(before: WeightedSubnet, after: WeightedSubnet, keepsRoot: boolean): AlphaRao {
  const { alphaIn, alphaOut } = after.brought;
  return keepsRoot ? alphaIn + alphaOut : issued(after) - issued(before);
}

/** Alpha outside the pool that neither waits nor is the chain's: what the division of a block's alpha floors away. */
const lostIn = (before: WeightedSubnet, after: WeightedSubnet, waiting: WaitingAlpha): AlphaRao =>
  after.alphaOut -
  before.alphaOut -
  (after.protocolAlpha - before.protocolAlpha) -
  (waitingIn(waiting) - waitingIn(before.waiting));

/**
 * Several networks in June 2026: emission by moving prices, root's proportion and what is not withheld, weighted pools, root's dividends
 * kept as alpha to claim (subtensor v3.4.9-424). Stakers pay no fee here.
 */
export const creditRules: NetworksRules<WeightedSubnet, WaitingAlpha, DecimalSharePool> = {
  ruleset: 'burn-2026',
  shares: {
    empty: emptyDecimalPool,
    check: checkDecimalPool,
    valueOf: decimalShareValue,
    creditOne: creditOneDecimal,
    creditAll: creditAllDecimal,
    debitOne: (pool, coldkey, rao) => ({ pool: debitOneDecimal(pool, coldkey, rao), moved: rao }),
  },
  holdings: ({ tao, alphaIn, alphaOut, waiting, protocolAlpha }) => ({
    tao,
    alphaIn,
    alphaOut,
    waitingAlpha: waitingIn(waiting),
    waitingTao: 0n,
    chainAlpha: protocolAlpha,
  }),
  coinbase(before, { block, issued: issuance, rootTao }, setting) {
    const chain = { issuance, totalStake: 0n, subnets: before };
    const { state, epochs } = creditCoinbase(chain, { ...setting, block, rootTao });
    const rated = before.map((subnet) => ({ ...subnet, started: isStarted(subnet) }));
    const keepsRoot = keepsRootDividends(rated.filter(isEligible).map(ratedPrice));
    const waited = new Map(epochs);
    const paid = before.flatMap((subnet, index) =>
      isEligible(rated[index]) ? [{ subnet, after: state.subnets[index] }] : [],
    );
    const byNetuid = (rao: (subnet: WeightedSubnet, after: WeightedSubnet) => AlphaRao) =>
      new Map<Netuid, AlphaRao>(paid.map(({ subnet, after }) => [subnet.netuid, rao(subnet, after)]));
    const pooled = paid.reduce((sum, { subnet, after }) => sum + after.tao - subnet.tao, 0n);
    const mintedTao = state.issuance - issuance;
    return {
      subnets: state.subnets,
      mintedTao,
      lostTao: mintedTao - pooled,
      issued: byNetuid((subnet, after) => issuedIn(subnet, after, keepsRoot)),
      lost: byNetuid((subnet, after) => lostIn(subnet, after, waited.get(subnet.netuid) ?? after.waiting)),
      epochs: epochs.map(([netuid, waiting]) => ({ netuid, alpha: sharedOut(waiting), waiting })),
    };
  },
  drain(stakes, { waiting }, epoch) {
    const { credits, claimRates, rootDividends, minerBurned } = drainEpoch(drainV349, stakes, waiting, epoch);
    const accruing = new Set(claimRates.map(([hotkey]) => hotkey));
    const claimable = rootDividends.reduce(
      (sum, [hotkey, rao]) => sum + (accruing.has(hotkey) ? rao : 0n),
      0n,
    );
    const alpha = waitingIn(waiting);
    return { alpha, tao: 0n, credits, rootCredits: [], claimable, withheld: minerBurned };
  },
  settle: (subnet, { recycled, withheld }) => ({
    ...subnet,
    alphaOut: subnet.alphaOut - recycled,
    minerBurned: withheld,
  }),
  buy: (subnet, tao) => swapped(subnet, 'buy', tao),
  sell: (subnet, alpha) => swapped(subnet, 'sell', alpha),
};
