import { stakeAt } from '../stake.ts';
import type { Rao, Share, Uid } from '../units.ts';
import type { World } from '../world.ts';
import { fallenOf, type Truth } from './truth.ts';

/** D of the definitions: the uids that are judged by incentive, neither validators nor above the stake limit. */
export interface Peers {
  /** First `count` entries: uids of D, ascending. */
  readonly uids: Int32Array;
  count: number;
}

export const newPeers = ({ network }: World): Peers => ({ uids: new Int32Array(network.capacity), count: 0 });

/** Reads the members of D now. `stakeLimit` is the stake from which a uid is ranked by stake, in TAO whatever the chain reads. */
export function refresh(peers: Peers, { network }: World, truth: Truth, stakeLimit: Rao): void {
  peers.count = 0;
  for (let uid = 0; uid < network.size; uid++) {
    if (truth.validator[uid] || stakeAt(network.stakes, uid) >= stakeLimit) continue;
    peers.uids[peers.count++] = uid;
  }
}

/** A copy of the uids of D. */
export const listOf = ({ uids, count }: Peers): Uid[] => Array.from(uids.subarray(0, count));

export const isPeer = ({ uids, count }: Peers, uid: Uid): boolean => uids.subarray(0, count).includes(uid);

/** Share of D with a lower quality; 0 where D is empty. */
export function rankAmong({ uids, count }: Peers, { quality }: Truth, own: number): Share {
  let lower = 0;
  for (let k = 0; k < count; k++) if (quality[uids[k]] < own) lower++;
  return count > 0 ? lower / count : 0;
}

/** Mean true loss of D now, nats; null where D is empty. */
export function meanLoss({ uids, count }: Peers, truth: Truth): number | null {
  let loss = 0;
  for (let k = 0; k < count; k++) loss += truth.loss[uids[k]];
  return count > 0 ? loss / count - fallenOf(truth) : null;
}

/** Share of D with quality at most `cut` that immunity protects now; 0 if there are none. */
export function immuneWeakShare(
  { uids, count }: Peers,
  world: World,
  { quality }: Truth,
  cut: number,
): Share {
  let weak = 0;
  let immune = 0;
  for (let k = 0; k < count; k++) {
    if (quality[uids[k]] > cut) continue;
    weak++;
    if (isImmune(world, uids[k])) immune++;
  }
  return weak > 0 ? immune / weak : 0;
}

export const isImmune = ({ network, block, hyperparameters }: World, uid: Uid): boolean =>
  block - network.registrationBlock[uid] < hyperparameters.immunityPeriod;
