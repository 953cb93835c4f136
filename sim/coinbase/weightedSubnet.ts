import { U64F64 } from '../math/saturating.ts';
import { evenWeight, poolPrice, type WeightedPool } from '../pools/weightedPool.ts';
import type { AlphaRao, Block, Blocks, TaoRao } from '../units.ts';
import type { RatedSubnet } from './ratedSubnet.ts';

/** What waits for a subnet's next epoch. */
export interface WaitingAlpha {
  readonly server: AlphaRao;
  readonly validator: AlphaRao;
  /** Dividends of root, kept in alpha. */
  readonly root: AlphaRao;
  readonly ownerCut: AlphaRao;
}

export const nothingWaiting: WaitingAlpha = { server: 0n, validator: 0n, root: 0n, ownerCut: 0n };

/** What a block brought a subnet. */
export interface BlockBrought {
  readonly taoIn: TaoRao;
  readonly alphaIn: AlphaRao;
  readonly alphaOut: AlphaRao;
  /** Went into the pool for alpha, which the subnet itself keeps. */
  readonly taoSpent: TaoRao;
}

export const nothingBrought: BlockBrought = { taoIn: 0n, alphaIn: 0n, alphaOut: 0n, taoSpent: 0n };

/** What the chain has added for a subnet's pool while no weights fitted it: it waits outside of the pool. */
export interface Reservoir {
  readonly tao: TaoRao;
  readonly alpha: AlphaRao;
}

/** A subnet of the coinbase with weighted pools, as a block finds and leaves it. */
export interface WeightedSubnet extends Omit<RatedSubnet, 'started'> {
  /** First block with an emission; null before its owner's start call. */
  readonly firstEmissionBlock: Block | null;
  readonly tao: TaoRao;
  /** In the pool. */
  readonly alphaIn: AlphaRao;
  /** Outside of it. */
  readonly alphaOut: AlphaRao;
  /** Weight of the TAO side, parts of 10^18. */
  readonly quoteWeight: bigint;
  /** A swap has succeeded here: the first one sets both weights even. */
  readonly hasSwapped: boolean;
  /** u16 share of what is swapped. */
  readonly feeRate: number;
  readonly tempo: Blocks;
  readonly lastEpochBlock: Block;
  /** Block for which an epoch was put off or asked for; 0: none. */
  readonly pendingEpochAt: Block;
  readonly blocksSinceLastStep: Blocks;
  readonly ownerCutEnabled: boolean;
  /** Blocks after which a new subnet's price has half of its weight in the moving price. */
  readonly halvingBlocks: Blocks;
  readonly waiting: WaitingAlpha;
  /** Of the last block in which it had an emission. */
  readonly brought: BlockBrought;
  /** Root's proportion at the end of that block, U96F32 bits. */
  readonly rootProportion: bigint;
  /** TAO that the chain itself has put in since the flow was last read. */
  readonly protocolFlow: TaoRao;
  /** Bought by the chain and kept. */
  readonly protocolAlpha: AlphaRao;
  /** From spec 432 on; absent before. */
  readonly reservoir?: Reservoir;
}

export const isStarted = ({ firstEmissionBlock }: WeightedSubnet): boolean => firstEmissionBlock !== null;

export const poolOf = ({ tao, alphaIn, quoteWeight }: WeightedSubnet): WeightedPool => ({
  tao,
  alphaIn,
  quoteWeight,
});

/** TAO per alpha, U64F64 bits; 1 in a stable subnet. */
export const priceOf = (subnet: WeightedSubnet): bigint =>
  subnet.dynamic ? poolPrice(poolOf(subnet)) : U64F64.one;

/** All alpha of a subnet, in the pool, in its reservoir and outside (get_alpha_issuance()). */
export const issued = ({ alphaIn, alphaOut, reservoir }: WeightedSubnet): AlphaRao =>
  alphaIn + alphaOut + (reservoir?.alpha ?? 0n);

/** The pool as its first swap finds it. */
export const withWeights = (subnet: WeightedSubnet): WeightedPool =>
  subnet.hasSwapped ? poolOf(subnet) : { ...poolOf(subnet), quoteWeight: evenWeight };
