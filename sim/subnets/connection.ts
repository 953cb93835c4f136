import { I32F32 } from '../math/fixed.ts';
import { u16Max } from '../units.ts';

/** What a network asks of those who want to register on another one that is connected to it. */
export interface ConnectedNetwork {
  /** [uid] */
  readonly pruningScores: readonly number[];
  /** Of the hotkey that wants to register; null: not registered here. */
  readonly uid: number | null;
  /** u16 share of this network's members that may have a higher score; null: not connected. */
  readonly requirement: number | null;
}

/**
 * Whether a hotkey may register on a network: on each one that is connected to it, the hotkey is registered and at most a share of the
 * members has a strictly higher pruning score (subtensor v0.0.1 registration.rs, passes_network_connection_requirement(); off from v1.0.0).
 * Throws a RangeError at a uid that the network does not have.
 */
export const passesConnections = (networks: readonly ConnectedNetwork[]): boolean =>
  networks.every(({ pruningScores, uid, requirement }) => {
    if (requirement === null) return true;
    if (uid === null || pruningScores.length === 0) return false;
    if (uid >= pruningScores.length)
      throw new RangeError(
        `uid must be below the ${pruningScores.length} members of its network; received ${uid}: give all scores`,
      );
    const better = pruningScores.filter((score) => score > pruningScores[uid]).length;
    return I32F32.fromRatio(better, pruningScores.length) <= I32F32.fromRatio(requirement, u16Max);
  });
