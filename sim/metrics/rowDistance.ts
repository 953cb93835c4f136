import type { Row } from '../row.ts';
import type { Share } from '../units.ts';

/** Total variation ½ Σ |w_a − w_b| of two normalised rows over `size` uids, 0 (agreed) … 1. */
export const rowDistance = (one: Row, other: Row, size: number): Share =>
  totalVariation(denseShares(one, size), denseShares(other, size));

/** Total variation of every pair of rows: (1, 0), (2, 0), (2, 1) … */
export function pairDistances(rows: readonly Row[], size: number): Share[] {
  const shares = rows.map((row) => denseShares(row, size));
  return shares.flatMap((one, k) => shares.slice(0, k).map((other) => totalVariation(one, other)));
}

/** [uid] parts of a row, which add up to 1. */
export function denseShares({ targets, values }: Row, size: number): Float64Array {
  const shares = new Float64Array(size);
  let total = 0;
  for (let entry = 0; entry < values.length; entry++) total += values[entry];
  for (let entry = 0; entry < targets.length; entry++) shares[targets[entry]] = values[entry] / total;
  return shares;
}

function totalVariation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let uid = 0; uid < one.length; uid++) sum += Math.abs(one[uid] - other[uid]);
  return sum / 2;
}
