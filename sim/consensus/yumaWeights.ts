import type { Network } from '../network.ts';
import { weightedMedian } from './weightedMedian.ts';
import { normalise, type YumaEpoch } from './yumaEpoch.ts';
import type { YumaVersion } from './yumaVersion.ts';

/**
 * Step 5: the rows of permitted validators, dense and miner-major, without self weights and without weights
 * set before their target registered, each row summing to one.
 */
export function maskWeights(network: Network, version: YumaVersion, epoch: YumaEpoch): void {
  const { ownerUid, seatedUid } = version;
  const marks = version.pairAlpha !== null;
  reserve(epoch, network.size, marks);
  const { rows, validators, weights, listed, stride } = epoch;
  weights.fill(0, 0, network.size * stride);
  if (marks) listed.fill(0, 0, network.size * stride);
  epoch.entries = 0;
  for (let row = 0; row < validators; row++) {
    const uid = rows[row];
    if (!network.validatorPermit[uid] && uid !== seatedUid) continue;
    const { targets, values } = network.weights[uid];
    let total = 0;
    for (let entry = 0; entry < targets.length; entry++) {
      const target = targets[entry];
      if (target === uid && uid !== ownerUid) continue;
      if (network.lastUpdate[uid] <= network.registrationBlock[target]) continue;
      weights[target * stride + row] = values[entry];
      if (marks) listed[target * stride + row] = 1;
      total += values[entry];
    }
    epoch.entries += targets.length;
    if (total === 0) continue;
    for (let entry = 0; entry < targets.length; entry++) weights[targets[entry] * stride + row] /= total;
  }
}

/** Makes room for `size` columns of the epoch's rows; kept between epochs. */
function reserve(epoch: YumaEpoch, size: number, marks: boolean): void {
  epoch.stride = epoch.validators;
  const length = size * epoch.stride;
  if (marks && epoch.listed.length < length) epoch.listed = new Uint8Array(length);
  if (epoch.weights.length >= length) return;
  epoch.weights = new Float64Array(length);
  epoch.clipped = new Float64Array(length);
  epoch.bonds = new Float64Array(length);
}

/** Steps 6 and 7: what each miner would earn unclipped, and the largest weight that a majority backs. */
export function consensusWeights(size: number, kappa: number, epoch: YumaEpoch): void {
  const { rows, validators, activeStake, weights, stride, scratch, consensus, prerank } = epoch;
  let staked = 0;
  let silent = 0;
  for (let uid = 0, row = 0; uid < size; uid++) {
    staked += activeStake[uid];
    if (row < validators && rows[row] === uid) row++;
    else silent += activeStake[uid];
  }
  for (let uid = 0; uid < size; uid++) {
    const column = uid * stride;
    let voters = 0;
    let rank = 0;
    let listed = false;
    for (let row = 0; row < validators; row++) {
      const stake = activeStake[rows[row]];
      if (stake <= 0) continue;
      const weight = weights[column + row];
      rank += weight * stake;
      if (weight > 0) listed = true;
      scratch.stake[voters] = stake / staked;
      scratch.score[voters++] = weight;
    }
    // Validators that may vote and set no weight vote for zero, all of them together.
    if (silent > 0) {
      scratch.stake[voters] = silent / staked;
      scratch.score[voters++] = 0;
    }
    prerank[uid] = rank;
    consensus[uid] = listed ? weightedMedian(scratch, voters, 1 - kappa) : 0;
  }
}

/** Steps 8–10: clip at consensus, then trust, rank and incentive. */
export function clippedRanks(size: number, epoch: YumaEpoch): void {
  const { rows, validators, activeStake, weights, clipped, stride, consensus, rank, trust } = epoch;
  epoch.validatorTrust.fill(0, 0, size);
  for (let uid = 0; uid < size; uid++) {
    const column = uid * stride;
    const limit = consensus[uid];
    let total = 0;
    for (let row = 0; row < validators; row++) {
      const weight = Math.min(weights[column + row], limit);
      clipped[column + row] = weight;
      epoch.validatorTrust[rows[row]] += weight;
      total += weight * activeStake[rows[row]];
    }
    rank[uid] = total;
    trust[uid] = epoch.prerank[uid] > 0 ? total / epoch.prerank[uid] : 0;
  }
  epoch.incentive.set(rank.subarray(0, size));
  epoch.totalRank = normalise(epoch.incentive, size);
}
