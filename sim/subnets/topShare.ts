import type { Share, Uid } from '../units.ts';

/** A network whose best members another one admits; arrays are [uid] and may be longer than `size`. */
export interface RatedNetwork {
  readonly size: number;
  /** Incentive of the last epoch, share 0 … 1. */
  readonly incentive: ArrayLike<number>;
  readonly registrationBlock: ArrayLike<number>;
  /** Block of the last epoch. */
  readonly lastEpoch: number;
}

/**
 * Whether a member is in the top `share` of its network: it is paid, and fewer than that share of all members are paid strictly more. Who
 * has taken its slot since the last epoch is not: what that epoch says of the uid is about the one before. A share of 0 admits no member
 * and a share of 1 every paid one. This is the forward form of the requirement of 2023 (`passesConnections`), by pay of an epoch and not
 * by the pruning score, which is 65,535 for who has just replaced another. Throws a RangeError at a uid or a share that is none.
 */
export function isInTopShare(network: RatedNetwork, uid: Uid, share: Share): boolean {
  const { size, incentive, registrationBlock, lastEpoch } = network;
  if (!Number.isInteger(uid) || uid < 0 || uid >= size)
    throw new RangeError(`uid must be an integer 0 … ${size - 1}; received ${uid} (give a member's uid)`);
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`share must be a number from 0 to 1; received ${share} (give part of the members)`);
  if (registrationBlock[uid] >= lastEpoch || incentive[uid] <= 0) return false;
  let better = 0;
  for (let other = 0; other < size; other++) if (incentive[other] > incentive[uid]) better += 1;
  return better < share * size;
}
