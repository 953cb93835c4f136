import { blockEmission } from '../blockEmission.ts';
import { clampedI96F32, clampU64, U96F32 } from '../math/saturating.ts';
import { type Pool, poolPrice, sellAlpha } from '../pools/constantProduct.ts';
import { type AlphaRao, type Block, type Blocks, type Netuid, type TaoRao, u16Max } from '../units.ts';
import { checkNetuids } from './checkNetuids.ts';
import { isEpochDue } from './dueEpoch.ts';
import { movedPrice } from './movingPrice.ts';
import { rootProportion } from './rootProportion.ts';

/** What waits for a subnet's epoch. */
export interface PricedPending {
  /** For miners, and for validators by their alpha. */
  readonly alpha: AlphaRao;
  /** Root's part, which was offered to the pool. */
  readonly swapped: AlphaRao;
  /** What root's part sold for. */
  readonly rootTao: TaoRao;
  readonly ownerCut: AlphaRao;
}

/** What a block brought a subnet, RAO. */
export interface BlockTerms {
  readonly taoIn: TaoRao;
  readonly alphaIn: AlphaRao;
  readonly alphaOut: AlphaRao;
}

/** A subnet of the first coinbase of prices. */
export interface PricedSubnet {
  readonly netuid: Netuid;
  readonly tempo: Blocks;
  /** First block with an emission; null before its owner's start call: no TAO, no alpha, no moving price. */
  readonly firstEmissionBlock: Block | null;
  /** Open to burned registrations, and to those by work. */
  readonly registrationAllowed: boolean;
  readonly powRegistrationAllowed: boolean;
  readonly pool: Pool;
  /** TAO that was swapped so far, both ways. */
  readonly volume: TaoRao;
  /** I96F32 bits of TAO per alpha. */
  readonly movingPrice: bigint;
  /** Blocks after which a new subnet's price has half of its weight in the moving price. */
  readonly halvingBlocks: Blocks;
  readonly pending: PricedPending;
  /** Of the last block in which it had an emission. */
  readonly terms: BlockTerms;
}

/** What all subnets share in a block. */
export interface CoinbaseSetting {
  readonly block: Block;
  /** TAO staked on root. */
  readonly rootTao: TaoRao;
  /** u64 share at which a RAO of TAO on root counts beside one of alpha. */
  readonly taoWeight: bigint;
  /** u16 share of the alpha issued. */
  readonly ownerCut: number;
  /** Weight of the present price in the moving one, I96F32. */
  readonly movingAlpha: bigint;
}

/** What a block of the coinbase left behind. */
export interface PriceCoinbase {
  readonly subnets: readonly PricedSubnet[];
  /** TAO that was minted: it entered pools. The rest of the block's TAO never exists. */
  readonly minted: TaoRao;
  /** TAO that root's parts were sold for: it left the pools. */
  readonly sold: TaoRao;
  /** Due epochs, with what waited for them. */
  readonly drained: readonly (readonly [Netuid, PricedPending])[];
}

export const nothingPending: PricedPending = { alpha: 0n, swapped: 0n, rootTao: 0n, ownerCut: 0n };

const { add, div, fromInt, mul, one, quotient, ratio, sub, whole } = U96F32;

/**
 * One block of the coinbase by moving prices: a subnet's share of the block's TAO is its moving price over the sum of all; the TAO
 * enters its pool with alpha at the pool's price, as much alpha again is issued for its people at most, and root's part of it
 * is sold at once. `issuance`: RAO of TAO before the block. Throws a RangeError at a netuid that is there twice and at values that
 * their types cannot hold (subtensor v2.0.11 coinbase/run_coinbase.rs, run_coinbase()).
 */
export function priceCoinbase(
  subnets: readonly PricedSubnet[],
  issuance: TaoRao,
  setting: CoinbaseSetting,
): PriceCoinbase {
  checkCoinbase(subnets, setting);
  const block = fromInt(blockEmission(issuance));
  const total = subnets.filter(takesPart).map(ratedPrice).reduce(add, 0n);
  let minted = 0n;
  let sold = 0n;
  const drained: [Netuid, PricedPending][] = [];
  const after = subnets.map((subnet) => {
    let next = subnet;
    if (takesPart(subnet)) {
      const emitted = emit(subnet, div(mul(block, ratedPrice(subnet)), total), setting);
      next = emitted.subnet;
      minted += next.terms.taoIn;
      sold += emitted.sold;
    }
    if (subnet.netuid === 0 || !isEpochDue(setting.block, subnet.netuid, subnet.tempo)) return next;
    drained.push([subnet.netuid, next.pending]);
    return { ...next, pending: nothingPending };
  });
  return { subnets: after, minted, sold, drained };
}

function checkCoinbase(subnets: readonly PricedSubnet[], { ownerCut }: CoinbaseSetting): void {
  checkNetuids(subnets);
  for (const { netuid, movingPrice } of subnets)
    if (movingPrice < 0n || movingPrice > clampedI96F32.highest)
      throw new RangeError(
        `subnets[${netuid}].movingPrice must be 0 … 2^127 − 1 bits of I96F32; received ${movingPrice}: a price is never below 0`,
      );
  if (!Number.isSafeInteger(ownerCut) || ownerCut < 0 || ownerCut > u16Max)
    throw new RangeError(
      `ownerCut must be a whole number 0 … ${u16Max}; received ${ownerCut}: 11796 is 18 %`,
    );
}

export type Started = PricedSubnet & { readonly firstEmissionBlock: Block };

/** Whether a subnet has an emission at all: it is not root, and its owner has made the start call. */
export const takesPart = (subnet: PricedSubnet): subnet is Started =>
  subnet.netuid !== 0 && subnet.firstEmissionBlock !== null;

/** U96F32; 1 for a stable subnet. */
const ratedPrice = ({ pool, movingPrice }: PricedSubnet): bigint =>
  pool.dynamic ? clampedI96F32.convert(movingPrice, U96F32) : one;

/** A subnet's block. `share`: its TAO, U96F32 RAO. */
function emit(subnet: Started, share: bigint, setting: CoinbaseSetting) {
  const issued = blockEmission(subnet.pool.alphaIn + subnet.pool.alphaOut);
  const terms = termsOf(subnet, share, issued);
  const filled = enterPool(subnet.pool, terms);
  const cut = mul(fromInt(issued), ratio(setting.ownerCut, u16Max));
  const rest = sub(fromInt(issued), cut);
  const proportion = rootProportion(setting, filled.alphaIn + filled.alphaOut);
  const rootAlpha = mul(mul(proportion, rest), one >> 1n);
  const sale = sellAlpha(filled, whole(rootAlpha));
  const { pending } = subnet;
  const after = {
    ...subnet,
    pool: sale.pool,
    volume: subnet.volume + sale.taoMoved,
    terms,
    pending: {
      alpha: clampU64(pending.alpha + whole(sub(rest, rootAlpha))),
      swapped: clampU64(pending.swapped + whole(rootAlpha)),
      rootTao: clampU64(pending.rootTao + sale.received),
      ownerCut: clampU64(pending.ownerCut + whole(cut)),
    },
    movingPrice: nextMovingPrice(subnet, sale.pool, setting),
  };
  return { subnet: after, sold: sale.received };
}

/** Alpha enters by the TAO share at the pool's price, at most what is issued; where no registration is open the TAO itself does not. */
function termsOf(subnet: Started, share: bigint, issued: AlphaRao): BlockTerms {
  const most = fromInt(issued);
  const wanted = quotient(share, poolPrice(subnet.pool)) ?? most;
  const isOpen = subnet.registrationAllowed || subnet.powRegistrationAllowed;
  return {
    taoIn: isOpen ? whole(share) : 0n,
    alphaIn: whole(wanted < most ? wanted : most),
    alphaOut: issued,
  };
}

const enterPool = (pool: Pool, { taoIn, alphaIn, alphaOut }: BlockTerms): Pool => ({
  ...pool,
  tao: clampU64(pool.tao + taoIn),
  alphaIn: clampU64(pool.alphaIn + alphaIn),
  alphaOut: clampU64(pool.alphaOut + alphaOut),
});

function nextMovingPrice(subnet: Started, pool: Pool, { block, movingAlpha }: CoinbaseSetting): bigint {
  const before = pool.dynamic ? subnet.movingPrice : one;
  return movedPrice(U96F32, before, poolPrice(pool), { ...subnet, movingAlpha }, { ...subnet, block });
}
