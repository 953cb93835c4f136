import type { Network } from '../network.ts';
import type { Row } from '../row.ts';
import { stakeAt } from '../stake.ts';
import type { Peers } from './peers.ts';
import type { Truth } from './truth.ts';

/** Spearman's rank correlation of incentive with true quality over the peers; null for fewer than three. */
export function spearman(network: Network, truth: Truth, peers: Peers): number | null {
  if (peers.count < 3) return null;
  const uids = Array.from(peers.uids.subarray(0, peers.count));
  return rankCorrelation(
    uids.map((uid) => network.incentive[uid]),
    uids.map((uid) => truth.worth[uid]),
  );
}

/** Spearman's rank correlation of two lists, ties at their mean rank; null where one of them does not vary. */
export const rankCorrelation = (one: readonly number[], other: readonly number[]): number | null =>
  correlation(ranks(one), ranks(other));

/** Share of the peers' incentive that the best tenth by quality gets; null without incentive. */
export function topDecileIncentive(network: Network, truth: Truth, peers: Peers): number | null {
  const uids = Array.from(peers.uids.subarray(0, peers.count));
  uids.sort((one, other) => truth.worth[other] - truth.worth[one]);
  const top = Math.ceil(uids.length / 10);
  let paid = 0;
  let total = 0;
  for (const [place, uid] of uids.entries()) {
    total += network.incentive[uid];
    if (place < top) paid += network.incentive[uid];
  }
  return total > 0 ? paid / total : null;
}

/**
 * Mean over pairs of validators with at least 1 % of all stake of the total variation ½ Σ |w_a − w_b| of their
 * normalised rows, 0 (agreed) … 1; null for fewer than two.
 */
export function agreement(network: Network): number | null {
  const rows = largeValidators(network).map((uid) => denseShares(network.weights[uid], network.size));
  let sum = 0;
  let pairs = 0;
  for (let one = 0; one < rows.length; one++) {
    for (let other = 0; other < one; other++) {
      sum += totalVariation(rows[one], rows[other]);
      pairs += 1;
    }
  }
  return pairs > 0 ? sum / pairs : null;
}

function largeValidators(network: Network): number[] {
  let total = 0;
  for (let uid = 0; uid < network.size; uid++) total += stakeAt(network.stakes, uid);
  const large: number[] = [];
  for (let uid = 0; uid < network.size; uid++) {
    const sets = network.weights[uid].targets.length > 1;
    if (sets && stakeAt(network.stakes, uid) >= 0.01 * total) large.push(uid);
  }
  return large;
}

function denseShares(row: Row, size: number): Float64Array {
  const shares = new Float64Array(size);
  const { targets, values } = row;
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

/** Ranks with ties at their mean. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, k) => k).sort((one, other) => values[one] - values[other]);
  const rank = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]] === values[order[first]]) end++;
    for (let k = first; k < end; k++) rank[order[k]] = (first + end - 1) / 2;
    first = end;
  }
  return rank;
}

function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [k, x] of xs.entries()) {
    xy += (x - meanX) * (ys[k] - meanY);
    xx += (x - meanX) ** 2;
    yy += (ys[k] - meanY) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
