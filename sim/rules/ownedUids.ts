import type { Network } from '../network.ts';
import type { Uid } from '../units.ts';

/** Uids whose hotkey belongs to the owner of `ownerUid`, ascending (spec 475 registration.rs, by the key's owner). */
export function ownedUids({ size, coldkey }: Network, ownerUid: Uid): Uid[] {
  const owned: Uid[] = [];
  for (let uid = 0; uid < size; uid++) if (coldkey[uid] === coldkey[ownerUid]) owned.push(uid);
  return owned;
}

/**
 * Uids of the owner that are never replaced: its own hotkey first, then the earliest registered of its other keys, `limit`
 * in all (subtensor v3.4.9 registration.rs, get_immune_owner_tuples()).
 */
export function immortalUids(network: Network, ownerUid: Uid, limit: number): Uid[] {
  const { registrationBlock } = network;
  const oldest = ownedUids(network, ownerUid)
    .sort((one, other) => registrationBlock[one] - registrationBlock[other] || one - other)
    .slice(0, limit);
  return oldest.includes(ownerUid) ? oldest : [ownerUid, ...oldest].slice(0, limit);
}
