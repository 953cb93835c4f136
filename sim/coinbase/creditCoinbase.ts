import { blockEmission } from '../blockEmission.ts';
import { U64F64 } from '../math/saturating.ts';
import type { Block, Netuid, TaoRao } from '../units.ts';
import { emissionsOf, switchedShares } from './emissionSwitch.ts';
import { type EmissionTerms, emissionTerms, keepsRootDividends, type TermInputs } from './emissionTerms.ts';
import { type EpochTurns, epochTurns } from './epochTurns.ts';
import { type Injected, inject, type Purse } from './injection.ts';
import { issueAlpha, type RootPart } from './issueAlpha.ts';
import { movedPrice } from './movingPrice.ts';
import { productShares } from './productShares.ts';
import { isEligible, type RatedSubnet, ratedPrice } from './ratedSubnet.ts';
import { type RootWeight, rootProportion } from './rootProportion.ts';
import { isStarted, issued, priceOf, type WaitingAlpha, type WeightedSubnet } from './weightedSubnet.ts';

/** What a block's coinbase reads beside the subnets. */
export interface CreditSetting extends RootWeight {
  readonly block: Block;
  /** u16 share of a subnet's alpha for its owner. */
  readonly ownerCut: number;
  /** Weight of the present price in the moving one, I96F32 bits. */
  readonly movingAlpha: bigint;
  readonly maxEpochsPerBlock: number;
}

/** The chain's totals, and its subnets in order of netuid. */
export interface CreditState<Subnet extends WeightedSubnet = WeightedSubnet> {
  readonly issuance: TaoRao;
  readonly totalStake: TaoRao;
  readonly subnets: readonly Subnet[];
}

/** A block of the coinbase. */
export interface CreditCoinbase<Subnet extends WeightedSubnet = WeightedSubnet> {
  readonly state: CreditState<Subnet>;
  /** TAO the block minted; what was not handed out is recycled. */
  readonly minted: TaoRao;
  readonly epochs: readonly (readonly [Netuid, WaitingAlpha])[];
}

/** What one version of the coinbase does in its own way. */
export interface CoinbaseVersion<Subnet extends WeightedSubnet> {
  /** Whether a subnet takes part in a block; `isPaid` if absent. */
  readonly takesPart?: (subnet: Subnet) => boolean;
  /** Shares of the subnets that are paid, U64F64 bits, after root's switch where there is one; `proportions`: root's, U96F32 bits. */
  shares(paid: readonly Subnet[], proportions: readonly bigint[]): readonly bigint[];
  /** What a subnet's TAO comes to; `minted`: RAO of the whole block. */
  terms(inputs: TermInputs, minted: TaoRao, subnet: Subnet): EmissionTerms;
  /** What becomes of root's part of a subnet; if absent it is kept where all prices together are above 1, else recycled. */
  readonly rootPart?: (terms: EmissionTerms) => RootPart;
  inject(before: Subnet, terms: EmissionTerms, purse: Purse): Injected<Subnet>;
  turns(subnets: readonly Subnet[], setting: CreditSetting): EpochTurns<Subnet>;
}

export const rated = (subnet: WeightedSubnet): RatedSubnet => ({ ...subnet, started: isStarted(subnet) });

/** Whether a subnet takes part in a block. */
export const isPaid = (subnet: WeightedSubnet): boolean => isEligible(rated(subnet));

/** subtensor v3.4.9: shares by price, root's proportion and what is not withheld. */
const v349: CoinbaseVersion<WeightedSubnet> = {
  shares: (paid, proportions) =>
    switchedShares(paid, productShares('root proportion', paid.map(rated), proportions)),
  terms: emissionTerms,
  inject,
  turns: (subnets, { block, maxEpochsPerBlock }) => epochTurns(subnets, block, maxEpochsPerBlock),
};

/** One block of the coinbase of June 2026 (subtensor v3.4.9, coinbase/run_coinbase.rs, run_coinbase()). */
export const creditCoinbase = (before: CreditState, setting: CreditSetting): CreditCoinbase =>
  coinbaseBy(v349, before, setting);

/**
 * One block of a coinbase with weighted pools: its TAO is minted to a credit, shared among the subnets that are paid, and put into their pools;
 * alpha is issued; due epochs drain what waits; moving prices follow. All terms are of the state before the block.
 */
export function coinbaseBy<Subnet extends WeightedSubnet>(
  version: CoinbaseVersion<Subnet>,
  before: CreditState<Subnet>,
  setting: CreditSetting,
): CreditCoinbase<Subnet> {
  // The chain also caps this at what is left of 21 million TAO, which the curve never reaches.
  const minted = blockEmission(before.issuance);
  const takesPart = version.takesPart ?? isPaid;
  const paid = before.subnets.filter(takesPart);
  const terms = termsOf(version, paid, minted, setting);
  const keepsRoot = keepsRootDividends(paid.map((subnet) => ratedPrice(rated(subnet))));
  const rootPart = version.rootPart ?? (() => (keepsRoot ? 'kept' : 'recycled'));
  const injected = injectAll(version, before, terms, { credit: minted, totalStake: before.totalStake });
  const issuing = injected.subnets.map((subnet) => {
    const own = terms.get(subnet.netuid);
    if (own === undefined) return subnet;
    return issueAlpha(subnet, own.alphaOut, { ...setting, rootPart: rootPart(own) });
  });
  const { subnets, epochs } = version.turns(issuing, setting);
  const { credit, totalStake } = injected.purse;
  const after = subnets.map((subnet) => (takesPart(subnet) ? atBlockEnd(subnet, setting) : subnet));
  return {
    state: { issuance: before.issuance + minted - credit, totalStake, subnets: after },
    minted,
    epochs,
  };
}

/** [netuid] what each subnet that is paid gets, all before anything moves. */
function termsOf<Subnet extends WeightedSubnet>(
  version: CoinbaseVersion<Subnet>,
  paid: readonly Subnet[],
  minted: TaoRao,
  weight: RootWeight,
): ReadonlyMap<Netuid, EmissionTerms> {
  const proportions = paid.map((subnet) => rootProportion(weight, issued(subnet)));
  const emissions = emissionsOf(minted, version.shares(paid, proportions));
  return new Map(
    paid.map((subnet, index) => {
      const inputs = {
        emission: emissions[index],
        price: priceOf(subnet),
        alpha: issued(subnet),
        rootProportion: proportions[index],
      };
      return [subnet.netuid, version.terms(inputs, minted, subnet)];
    }),
  );
}

function injectAll<Subnet extends WeightedSubnet>(
  version: CoinbaseVersion<Subnet>,
  { subnets }: CreditState<Subnet>,
  terms: ReadonlyMap<Netuid, EmissionTerms>,
  whole: Purse,
) {
  let purse = whole;
  const after = subnets.map((before) => {
    const own = terms.get(before.netuid);
    if (own === undefined) return before;
    const injected = version.inject(before, own, purse);
    purse = injected.purse;
    return injected.subnet;
  });
  return { subnets: after, purse };
}

/** Moving price and root's proportion as the next block reads them. */
function atBlockEnd<Subnet extends WeightedSubnet>(subnet: Subnet, setting: CreditSetting): Subnet {
  const { firstEmissionBlock, dynamic, movingPrice } = subnet;
  if (firstEmissionBlock === null) return subnet;
  const price = dynamic ? movingPrice : 1n << 32n;
  const timing = { block: setting.block, firstEmissionBlock };
  const averaging = { movingAlpha: setting.movingAlpha, halvingBlocks: subnet.halvingBlocks };
  return {
    ...subnet,
    movingPrice: movedPrice(U64F64, price, priceOf(subnet), averaging, timing),
    rootProportion: rootProportion(setting, issued(subnet)),
  };
}
