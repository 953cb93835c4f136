import { checkWeightedSubnet } from '../coinbase/checkSubnet.ts';
import {
  type CreditCoinbase,
  type CreditSetting,
  type CreditState,
  creditCoinbase,
  isPaid,
  rated,
} from '../coinbase/creditCoinbase.ts';
import { keepsRootDividends } from '../coinbase/emissionTerms.ts';
import { ratedPrice } from '../coinbase/ratedSubnet.ts';
import { flowWith } from '../coinbase/recordedFlow.ts';
import { trade } from '../coinbase/trade.ts';
import { issued, type WaitingAlpha, type WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import {
  checkDecimalPool,
  creditAllDecimal,
  creditOneDecimal,
  type DecimalSharePool,
  debitOneDecimal,
  decimalShareValue,
  emptyDecimalPool,
} from '../delegation/decimalSharePool.ts';
import { type DrainVersion, drainEpoch, drainV349, type Earned } from '../drain/drainEpoch.ts';
import type { SubnetStakes } from '../drain/subnetStakes.ts';
import { U64F64 } from '../math/saturating.ts';
import type { SwapKind } from '../pools/weightedPool.ts';
import type { AlphaRao, Netuid, TaoRao } from '../units.ts';
import { creditFounding } from './foundingByRuleset.ts';
import type { FoundingRules } from './foundingRules.ts';
import type { Charge, NetworkDrain, NetworksRules, NetworksSetting, PoolSwap } from './networksRules.ts';

const sharedOut = ({ server, validator, root }: WaitingAlpha): AlphaRao => server + validator + root;
const waitingIn = (waiting: WaitingAlpha): AlphaRao => sharedOut(waiting) + waiting.ownerCut;

/** Prices at which a staker's swap stops: none that a pool reaches. U64F64 bits of TAO per alpha. */
const limits: Readonly<Record<SwapKind, bigint>> = { buy: U64F64.fromInt(1_000_000n), sell: 0n };

function swapped<Subnet extends WeightedSubnet>(
  subnet: Subnet,
  kind: SwapKind,
  amount: bigint,
  charge: Charge,
): PoolSwap<Subnet> {
  const feeRate = charge === 'charged' ? subnet.feeRate : 0;
  const traded = trade(subnet, { kind, amount, limit: limits[kind], feeRate });
  if (typeof traded === 'string') return null;
  const { paidIn, out, fee } = traded.swapped;
  return { subnet: traded.subnet, paid: paidIn + fee, received: out, fee };
}

const taoHeld = ({ tao, reservoir }: WeightedSubnet): TaoRao => tao + (reservoir?.tao ?? 0n);
const reserved = ({ reservoir }: WeightedSubnet): AlphaRao => reservoir?.alpha ?? 0n;

/** Alpha that a block issued for a subnet: what its terms say, less what was recycled of it. */
function issuedIn(before: WeightedSubnet, after: WeightedSubnet, keepsAll: boolean): AlphaRao {
  const { alphaIn, alphaOut } = after.brought;
  return keepsAll ? alphaIn + alphaOut + reserved(after) - reserved(before) : issued(after) - issued(before);
}

/** Alpha outside the pool that neither waits nor is the chain's: what the division of a block's alpha floors away. */
const lostIn = (before: WeightedSubnet, after: WeightedSubnet, waiting: WaitingAlpha): AlphaRao =>
  after.alphaOut -
  before.alphaOut -
  (after.protocolAlpha - before.protocolAlpha) -
  (waitingIn(waiting) - waitingIn(before.waiting));

/** What one version of the rules with weighted pools does in its own way. */
export interface WeightedVersion<Subnet extends WeightedSubnet> {
  /** Whether a subnet takes part in a block; `isPaid` if absent. */
  readonly takesPart?: (subnet: Subnet) => boolean;
  readonly drain: DrainVersion;
  /** What the chain buys for a subnet leaves the issuance, or the subnet keeps it. */
  readonly recyclesBought: boolean;
  readonly saleFee: NetworksRules<Subnet, WaitingAlpha, DecimalSharePool>['saleFee'];
  readonly founding: FoundingRules<Subnet, DecimalSharePool> | null;
  coinbase(
    chain: CreditState<Subnet>,
    setting: CreditSetting & NetworksSetting & { readonly bar?: bigint },
  ): CreditCoinbase<Subnet> & { readonly bar?: bigint };
  /** A subnet that has heard of what a user's swap moved: RAO of TAO, less than 0 where they left the pool. */
  moved(subnet: Subnet, tao: TaoRao): Subnet;
  /** The same of what claimed dividends of root were sold for, RAO of TAO that left the pool; null where none are claimed. */
  readonly soldForRoot: ((subnet: Subnet, tao: TaoRao) => Subnet) | null;
}

/** From v3.4.0 on TAO that dividends of root take out of a pool counts against what the chain itself has put in. */
export const lessProtocolFlow = <Subnet extends WeightedSubnet>(subnet: Subnet, tao: TaoRao): Subnet => ({
  ...subnet,
  protocolFlow: flowWith(subnet.protocolFlow, -tao),
});

type WeightedRules<Subnet extends WeightedSubnet> = NetworksRules<Subnet, WaitingAlpha, DecimalSharePool>;

/** Several networks with weighted pools, whose stake is in shares of decimal floats. */
export function weightedRules<Subnet extends WeightedSubnet>(
  ruleset: WeightedRules<Subnet>['ruleset'],
  version: WeightedVersion<Subnet>,
): WeightedRules<Subnet> {
  const heard = (swap: PoolSwap<Subnet>, kind: SwapKind): PoolSwap<Subnet> => {
    if (swap === null) return null;
    const tao = kind === 'buy' ? swap.paid - swap.fee : -swap.received;
    return { ...swap, subnet: version.moved(swap.subnet, tao) };
  };
  return {
    ruleset,
    saleFee: version.saleFee,
    shares: {
      empty: emptyDecimalPool,
      check: checkDecimalPool,
      valueOf: decimalShareValue,
      creditOne: creditOneDecimal,
      creditAll: creditAllDecimal,
      debitOne: (pool, coldkey, rao) => ({ pool: debitOneDecimal(pool, coldkey, rao), moved: rao }),
    },
    checkSubnet: checkWeightedSubnet,
    holdings: (subnet) => ({
      tao: taoHeld(subnet),
      alphaIn: subnet.alphaIn + reserved(subnet),
      alphaOut: subnet.alphaOut,
      waitingAlpha: waitingIn(subnet.waiting),
      waitingTao: 0n,
      chainAlpha: subnet.protocolAlpha,
    }),
    coinbase: (before, chain, setting) => blockOf(version, before, chain, setting),
    drain: (stakes, { waiting }, epoch) => drained(version.drain, stakes, waiting, epoch),
    settle: (subnet, { recycled, withheld }) => ({
      ...subnet,
      alphaOut: subnet.alphaOut - recycled,
      minerBurned: withheld,
    }),
    isOpen: ({ subtokenEnabled }) => subtokenEnabled,
    buy: (subnet, tao, charge = 'free') => heard(swapped(subnet, 'buy', tao, charge), 'buy'),
    sell: (subnet, alpha, charge = 'free') => heard(swapped(subnet, 'sell', alpha, charge), 'sell'),
    founding: version.founding,
    sellForRoot:
      version.soldForRoot &&
      ((subnet, alpha) => {
        const sale = swapped(subnet, 'sell', alpha, 'free');
        return sale && { ...sale, subnet: version.soldForRoot?.(sale.subnet, sale.received) ?? sale.subnet };
      }),
  };
}

/** One block of the coinbase and what it did to the books. */
function blockOf<Subnet extends WeightedSubnet>(
  version: WeightedVersion<Subnet>,
  before: readonly Subnet[],
  { issued: issuance, ...at }: Parameters<WeightedRules<Subnet>['coinbase']>[1],
  setting: NetworksSetting,
): ReturnType<WeightedRules<Subnet>['coinbase']> {
  const chain = { issuance, totalStake: 0n, subnets: before };
  const { state, epochs, bar } = version.coinbase(chain, { ...setting, ...at });
  const keepsRoot = keepsRootDividends(before.filter(isPaid).map((subnet) => ratedPrice(rated(subnet))));
  const keepsAll = keepsRoot && !version.recyclesBought;
  const waited = new Map(epochs);
  const paid = before.flatMap((subnet, index) =>
    (version.takesPart ?? isPaid)(subnet) ? [{ subnet, after: state.subnets[index] }] : [],
  );
  const byNetuid = (rao: (subnet: WeightedSubnet, after: WeightedSubnet) => AlphaRao) =>
    new Map<Netuid, AlphaRao>(paid.map(({ subnet, after }) => [subnet.netuid, rao(subnet, after)]));
  const pooled = paid.reduce((sum, { subnet, after }) => sum + taoHeld(after) - taoHeld(subnet), 0n);
  const mintedTao = state.issuance - issuance;
  return {
    subnets: state.subnets,
    mintedTao,
    lostTao: mintedTao - pooled,
    issued: byNetuid((subnet, after) => issuedIn(subnet, after, keepsAll)),
    lost: byNetuid((subnet, after) => lostIn(subnet, after, waited.get(subnet.netuid) ?? after.waiting)),
    epochs: epochs.map(([netuid, waiting]) => ({ netuid, alpha: sharedOut(waiting), waiting })),
    ...(bar === undefined ? {} : { bar }),
  };
}

/** Where what waited for an epoch goes; dividends of root that accrue at a rate are to be claimed. */
function drained(
  version: DrainVersion,
  ...[stakes, waiting, epoch]: [SubnetStakes, WaitingAlpha, readonly Earned[]]
): NetworkDrain {
  const { credits, claimRates, rootDividends, minerBurned } = drainEpoch(version, stakes, waiting, epoch);
  const accruing = new Set(claimRates.map(([hotkey]) => hotkey));
  const claimable = rootDividends.reduce((sum, [hotkey, rao]) => sum + (accruing.has(hotkey) ? rao : 0n), 0n);
  const alpha = waitingIn(waiting);
  return { alpha, tao: 0n, credits, rootCredits: [], claimable, claimRates, withheld: minerBurned };
}

/**
 * Several networks in June 2026: emission by moving prices, root's proportion and what is not withheld, weighted pools, root's dividends
 * kept as alpha to claim (subtensor v3.4.9-424).
 */
export const creditRules: WeightedRules<WeightedSubnet> = weightedRules('burn-2026', {
  drain: drainV349,
  recyclesBought: false,
  saleFee: 'staked',
  founding: creditFounding,
  coinbase: creditCoinbase,
  moved: (subnet) => subnet,
  soldForRoot: lessProtocolFlow,
});
