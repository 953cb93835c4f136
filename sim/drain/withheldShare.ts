import { U96F32 } from '../math/saturating.ts';

/**
 * MinerBurned: the share of an epoch's incentives that was withheld from the owner's hotkeys, burned and recycled alike, U96F32;
 * 0 without incentives (subtensor v3.4.6 on, run_coinbase.rs). The subnet's share of the block is cut by it.
 */
export const withheldShare = (withheld: bigint, incentives: bigint): bigint =>
  U96F32.ratio(withheld, incentives);
