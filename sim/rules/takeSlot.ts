import type { ChainState } from '../chainState.ts';
import { type MechanismState, type Network, type Newcomer, seat } from '../network.ts';
import { neuronToPruneAged, neuronToPruneFinney, neuronToPruneProtected } from '../pruning.ts';
import { parkStake, returnStake, unstake } from '../registration.ts';
import { emptyRow, type Row } from '../row.ts';
import { type Uid, u16Max } from '../units.ts';
import { immortalUids } from './ownedUids.ts';
import type { SubnetValues } from './subnetValues.ts';
import type { SubnetVersion } from './subnetVersions.ts';

/** The uid that a newcomer to a full subnet replaces, or null if none may be. `tieOrder`: see `rulesOf`. */
export function neuronToReplace(
  world: ChainState,
  version: SubnetVersion,
  { immunityPeriod, minNonImmuneUids, immuneOwnerUidsLimit }: SubnetValues,
  tieOrder?: Uint16Array,
): Uid | null {
  const { network, block } = world;
  if (version.pruning === 'highestUid') return neuronToPruneFinney(network, block, immunityPeriod, tieOrder);
  const slots = {
    size: network.size,
    registrationBlock: network.registrationBlock,
    spared: sparedUids(world, version, immuneOwnerUidsLimit),
    ...(tieOrder !== undefined && { tieRank: tieOrder }),
  };
  return version.pruning === 'oldest'
    ? neuronToPruneAged({ ...slots, score: network.pruningScore }, block, immunityPeriod)
    : neuronToPruneProtected({ ...slots, score: network.emission }, block, immunityPeriod, minNonImmuneUids);
}

/**
 * Seats a newcomer (replace_neuron() and append_neuron()). To v1.2 nothing is cleared but the keys and the
 * registration block, and only the masks of the epoch protect what is there; later versions clear more. Up to v3.3.0
 * the slot is safe from a second replacement until the next epoch, by its score; then by its immunity alone.
 */
export function takeSlot(world: ChainState, version: SubnetVersion, uid: Uid, newcomer: Newcomer): void {
  const { network, block } = world;
  const appended = uid >= network.size;
  if (!appended) {
    if (version.leaverStake === 'paidOut') unstake(world, uid);
    else parkStake(world, uid);
    if (version.clears !== 'nothing') clearResults(network, uid);
    for (const mechanism of [network, ...network.mechanisms])
      clearMechanism(mechanism, version, network.size, uid);
    if (version.clearsPermit) network.validatorPermit[uid] = 0;
  }
  seat(network, uid, newcomer, block);
  returnStake(world, uid);
  network.pruningScore[uid] = appended ? 0 : u16Max;
  if (appended || version.clears === 'everything')
    for (const { lastUpdate } of [network, ...network.mechanisms]) lastUpdate[uid] = block;
}

/** Owner's uids that nobody replaces: its hotkey from v2.0 on, as many as the limit says from v3.3.0 on. */
function sparedUids({ network, ownerUid }: ChainState, { spares }: SubnetVersion, limit: number): Uid[] {
  if (ownerUid === null || spares === 'nobody') return [];
  return spares === 'ownerHotkey' ? [ownerUid] : immortalUids(network, ownerUid, limit);
}

/**
 * What a mechanism has of a uid: the bonds it held (v2.0.11 uids.rs, clear_neuron()), its weights and those on it (from v3.2.8 on), and
 * with the permit (v3.4.0, replace_neuron()) its consensus.
 */
function clearMechanism(
  { weights, bonds, consensus }: MechanismState,
  { clears, clearsPermit }: SubnetVersion,
  size: number,
  uid: Uid,
): void {
  if (clears !== 'nothing') bonds[uid] = emptyRow;
  if (clears === 'everything') clearWeights(weights, size, uid);
  if (clearsPermit) consensus[uid] = 0;
}

/** v2.0.11 uids.rs, clear_neuron(): what the last epoch said. */
function clearResults(network: Network, uid: Uid): void {
  network.incentive[uid] = 0;
  network.dividends[uid] = 0;
  network.emission[uid] = 0;
}

/** From v3.2.8 on also the weights it set, and those set on it become zero. */
function clearWeights(weights: Row[], size: number, uid: Uid): void {
  weights[uid] = emptyRow;
  for (let other = 0; other < size; other++) {
    const { targets, values } = weights[other];
    const entry = targets.indexOf(uid);
    if (entry < 0 || values[entry] === 0) continue;
    const cleared = values.slice();
    cleared[entry] = 0;
    weights[other] = { targets, values: cleared };
  }
}
