import type { Share, Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { People } from '../scenarios/populate.ts';

/**
 * Gives a newcomer of the higher network the score that its validators start from: each takes its own score at the newcomer's rank by pay
 * in the feeder, which everyone can read. One whom the feeder does not pay (`feederUid` null: it is not there) begins at 0, as it
 * would without a record.
 */
export function trustRecord(
  feeder: World,
  feederUid: Uid | null,
  higher: World,
  { validators, book }: People,
  uid: Uid,
): void {
  const rank = feederUid === null ? null : rankByPay(feeder, feederUid);
  const { size, hotkey } = higher.network;
  const peers = [...book.ranking.uids.subarray(0, book.ranking.count)].filter((peer) => peer !== uid);
  for (const validator of validators) {
    const scores = validator.scores.slice(0, size);
    const settled = peers.map((peer) => scores[peer]).sort((one, other) => one - other);
    scores[uid] = rank === null || settled.length === 0 ? 0 : settled[placeOf(rank, settled.length)];
    validator.settle(hotkey, scores);
  }
}

const placeOf = (rank: Share, count: number): number => Math.min(count - 1, Math.floor(rank * count));

/** Share of the paid members that are paid less; null: it is not paid itself since it took its slot. */
function rankByPay(
  { network: { size, incentive, registrationBlock }, lastStep }: World,
  uid: Uid,
): Share | null {
  if (incentive[uid] <= 0 || registrationBlock[uid] >= lastStep) return null;
  const paid = incentive.slice(0, size).filter((pay) => pay > 0);
  return paid.filter((pay) => pay < incentive[uid]).length / paid.length;
}
