import { blockEmission } from '../blockEmission.ts';
import { clampU64 } from '../math/saturating.ts';
import { type Block, type Blocks, raoPerTao, type TaoRao } from '../units.ts';

/** What the price of a new subnet follows from. */
export interface LockState {
  /** What the last one paid. */
  readonly lastLock: TaoRao;
  readonly minLock: TaoRao;
  /** Block in which it was founded; 0: there was none. */
  readonly lastBlock: Block;
  /** Blocks in which the price falls back to what was paid (NetworkLockReductionInterval). */
  readonly interval: Blocks;
}

/**
 * TAO that a new subnet costs: twice what the last one paid, less a constant part of it in each block since, at least the minimum
 * (subtensor v1.1.1 root.rs, get_network_lock_cost()). Throws a RangeError at an interval of 0, as the chain panics.
 */
export function lockCost(state: LockState, block: Block): TaoRao {
  if (state.interval === 0)
    throw new RangeError(
      'interval must be from 1 on; received 0: give the blocks in which the price falls back',
    );
  return priceAt(state, state.lastLock / BigInt(state.interval), block);
}

/**
 * The same with an interval that shrinks with the block's emission, so the price falls twice as fast after a halving; at an interval of 0 it
 * does not fall. `issuance`: RAO of TAO that exist (subtensor v3.4.9 subnets/subnet.rs, get_network_lock_cost()).
 */
export function lockCostByEmission(state: LockState, block: Block, issuance: TaoRao): TaoRao {
  const interval = intervalByEmission(state.interval, issuance);
  return priceAt(state, interval === 0 ? 0n : state.lastLock / BigInt(interval), block);
}

/** Blocks of the interval at the emission of a block that mints one TAO, shrunk in proportion. */
export const intervalByEmission = (interval: Blocks, issuance: TaoRao): Blocks =>
  Number((BigInt(interval) * blockEmission(issuance)) / BigInt(raoPerTao));

/** `fall`: RAO of TAO by which the price falls in a block. */
function priceAt({ lastLock, minLock, lastBlock }: LockState, fall: TaoRao, block: Block): TaoRao {
  const times = lastBlock === 0 ? 1n : 2n;
  const age = BigInt(Math.max(block - lastBlock, 0));
  const price = clampU64(clampU64(lastLock * times) - clampU64(fall * age));
  return price > minLock ? price : minLock;
}
