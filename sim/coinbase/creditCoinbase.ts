import { blockEmission } from '../blockEmission.ts';
import { U64F64 } from '../math/saturating.ts';
import type { Block, Netuid, TaoRao } from '../units.ts';
import { emissionsOf, switchedShares } from './emissionSwitch.ts';
import { emissionTerms, keepsRootDividends } from './emissionTerms.ts';
import { epochTurns } from './epochTurns.ts';
import { inject, type Purse } from './injection.ts';
import { issueAlpha } from './issueAlpha.ts';
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
export interface CreditState {
  readonly issuance: TaoRao;
  readonly totalStake: TaoRao;
  readonly subnets: readonly WeightedSubnet[];
}

/** A block of the coinbase. */
export interface CreditCoinbase {
  readonly state: CreditState;
  /** TAO the block minted; what was not handed out is recycled. */
  readonly minted: TaoRao;
  readonly epochs: readonly (readonly [Netuid, WaitingAlpha])[];
}

const rated = (subnet: WeightedSubnet): RatedSubnet => ({ ...subnet, started: isStarted(subnet) });

const isPaid = (subnet: WeightedSubnet): boolean => isEligible(rated(subnet));

/**
 * One block of the coinbase with weighted pools: its TAO is minted to a credit, shared by `productShares`, and put into the pools;
 * alpha is issued; due epochs drain what waits; moving prices follow. All terms are of the state before the block (subtensor v3.4.9,
 * coinbase/run_coinbase.rs, run_coinbase()).
 */
export function creditCoinbase(before: CreditState, setting: CreditSetting): CreditCoinbase {
  // The chain also caps this at what is left of 21 million TAO, which the curve never reaches.
  const minted = blockEmission(before.issuance);
  const paid = before.subnets.filter(isPaid);
  const terms = termsOf(paid, minted, setting);
  const keepsRoot = keepsRootDividends(paid.map((subnet) => ratedPrice(rated(subnet))));
  const injected = injectAll(before, terms, { credit: minted, totalStake: before.totalStake });
  const issuing = injected.subnets.map((subnet) => {
    const own = terms.get(subnet.netuid);
    return own === undefined ? subnet : issueAlpha(subnet, own.alphaOut, { ...setting, keepsRoot });
  });
  const { subnets, epochs } = epochTurns(issuing, setting.block, setting.maxEpochsPerBlock);
  const { credit, totalStake } = injected.purse;
  const after = subnets.map((subnet) => (isPaid(subnet) ? atBlockEnd(subnet, setting) : subnet));
  return {
    state: { issuance: before.issuance + minted - credit, totalStake, subnets: after },
    minted,
    epochs,
  };
}

/** [netuid] what each subnet that is paid gets, all before anything moves. */
function termsOf(paid: readonly WeightedSubnet[], minted: TaoRao, weight: RootWeight) {
  const proportions = paid.map((subnet) => rootProportion(weight, issued(subnet)));
  const shares = productShares('root proportion', paid.map(rated), proportions);
  const emissions = emissionsOf(minted, switchedShares(paid, shares));
  return new Map(
    paid.map((subnet, index) => [
      subnet.netuid,
      emissionTerms({
        emission: emissions[index],
        price: priceOf(subnet),
        alpha: issued(subnet),
        rootProportion: proportions[index],
      }),
    ]),
  );
}

function injectAll({ subnets }: CreditState, terms: ReturnType<typeof termsOf>, whole: Purse) {
  let purse = whole;
  const after = subnets.map((before) => {
    const own = terms.get(before.netuid);
    if (own === undefined) return before;
    const injected = inject(before, own, purse);
    purse = injected.purse;
    return injected.subnet;
  });
  return { subnets: after, purse };
}

/** Moving price and root's proportion as the next block reads them. */
function atBlockEnd(subnet: WeightedSubnet, setting: CreditSetting): WeightedSubnet {
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
