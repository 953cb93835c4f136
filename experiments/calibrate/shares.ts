import type { Row } from '../../sim/row.ts';
import type { Share, Uid } from '../../sim/units.ts';
import { type Sighting, voicesOf } from './sighting.ts';

/** Part of a row that names a uid; null for an empty row. */
export function partOf({ targets, values }: Row, uid: Uid): Share | null {
  let total = 0;
  let own = 0;
  for (let entry = 0; entry < values.length; entry++) {
    total += values[entry];
    if (targets[entry] === uid) own += values[entry];
  }
  return total > 0 ? own / total : null;
}

/** [uid] a row as shares, without what it gives to the owner’s uid; null where nothing is left. */
export function minersShares(
  { targets, values }: Row,
  size: number,
  ownerUid: Uid | null,
): Float64Array | null {
  const shares = new Float64Array(size);
  let total = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    if (targets[entry] === ownerUid) continue;
    shares[targets[entry]] = values[entry];
    total += values[entry];
  }
  return total > 0 ? shares.map((value) => value / total) : null;
}

/** Total variation ½ Σ |a − b| of two [uid] shares, 0 (agreed) … 1. */
export function totalVariation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let uid = 0; uid < one.length; uid++) sum += Math.abs(one[uid] - (other[uid] ?? 0));
  return sum / 2;
}

/**
 * [uid] how miners are paid: the incentive where it is known, else the mean of the large validators’ rows by their stake; 0 for the
 * owner’s uid and for validators. Null where neither is known.
 */
export function minersPay(sighting: Sighting, ownerUid: Uid | null): Float64Array | null {
  const pay = sighting.incentive?.slice() ?? meanRow(sighting, ownerUid);
  if (pay === null) return null;
  for (const uid of voicesOf(sighting)) pay[uid] = 0;
  if (ownerUid !== null && ownerUid < pay.length) pay[ownerUid] = 0;
  return pay;
}

function meanRow(sighting: Sighting, ownerUid: Uid | null): Float64Array | null {
  const { rows, stake, size } = sighting;
  if (rows === null) return null;
  const mean = new Float64Array(size);
  for (const voice of voicesOf(sighting)) {
    const shares = minersShares(rows[voice], size, ownerUid);
    if (shares === null) continue;
    for (let uid = 0; uid < size; uid++) mean[uid] += (stake?.[voice] ?? 1) * shares[uid];
  }
  return mean.some((share) => share > 0) ? mean : null;
}

/** Pay of the paid, ascending. */
export const paidOf = (pay: Float64Array): Float64Array => pay.filter((share) => share > 0).sort();
