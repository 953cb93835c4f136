import type { Network } from '../network.ts';
import { stakeAt } from '../stake.ts';
import { u16Max } from '../units.ts';
import { moveBonds, payDividends, storeBonds } from './yumaBonds.ts';
import { normalise, type YumaEpoch, type YumaParameters } from './yumaEpoch.ts';
import { moveBondsByPair, payDividendsByPair } from './yumaPairBonds.ts';
import { type YumaVersion, yumaVersion } from './yumaVersion.ts';
import { clippedRanks, consensusWeights, maskWeights } from './yumaWeights.ts';

export { type LaterYuma, type YumaEpoch, type YumaParameters, yumaEpochBuffers } from './yumaEpoch.ts';

/**
 * One epoch of Yuma consensus in float64 (subtensor v0.0.1 epoch.rs, epoch(), to v3.4.9-424 run_epoch.rs, epoch();
 * docs/consensus.md). What differs between the versions is in `yumaVersion.ts`. The rows of
 * permitted validators are worked on dense and miner-major, so that every heavy step runs down a column.
 * The chain's own arithmetic is `chain/yuma.ts`; the steps carry the numbers of its rule table.
 *
 * Runs at `block` and may mint `emission` RAO; permits and bonds of the network move on, the rest is written to
 * `epoch`.
 */
export function yumaEpoch(
  network: Network,
  block: number,
  emission: number,
  parameters: YumaParameters,
  epoch: YumaEpoch,
): void {
  yumaEpochWith(yumaPairs, network, block, emission, parameters, epoch);
}

/**
 * The steps that look at every pair of validator and miner, 5–12 and 16: from the shares of stake and the rows that
 * count to incentive, dividends and the stored bonds.
 */
export type YumaPairs = (
  network: Network,
  parameters: YumaParameters,
  version: YumaVersion,
  epoch: YumaEpoch,
) => void;

/** `yumaEpoch` with another text of its steps over pairs: the kernel's (`sim/kernel/float64/yumaKernel.ts`). */
export function yumaEpochWith(
  pairs: YumaPairs,
  network: Network,
  block: number,
  emission: number,
  parameters: YumaParameters,
  epoch: YumaEpoch,
): void {
  const version = yumaVersion(parameters, block);
  shareStake(network, block, parameters, version, epoch); // 1–4
  pairs(network, parameters, version, epoch); // 5–12, 16
  shareEmission(network.size, epoch); // 13
  payOut(network.size, emission, epoch); // 14–15
  network.validatorPermit.set(epoch.validatorPermit);
}

/** The readable text of the steps over pairs, and the kernel's reference. */
export const yumaPairs: YumaPairs = (network, parameters, version, epoch) => {
  maskWeights(network, version, epoch); // 5
  consensusWeights(network.size, parameters.kappa, epoch); // 6–7
  clippedRanks(network.size, epoch); // 8–10
  if (version.yuma3) {
    moveBondsByPair(network, parameters.bondsAlpha, version, epoch); // 11
    payDividendsByPair(network.size, epoch); // 12
  } else {
    moveBonds(network, parameters.bondsAlpha, version, epoch); // 11
    payDividends(network.size, epoch); // 12
  }
  storeBonds(network, version, epoch); // 16
};

function shareStake(
  network: Network,
  block: number,
  parameters: YumaParameters,
  version: YumaVersion,
  epoch: YumaEpoch,
): void {
  const { size } = network;
  const { seatedUid, ownerUid } = version;
  const least = version.stakeThreshold ?? 0;
  const { stake, active, activeStake } = epoch;
  for (let uid = 0; uid < size; uid++) {
    active[uid] = network.lastUpdate[uid] + parameters.activityCutoff < block ? 0 : 1;
    stake[uid] = stakeAt(network.stakes, uid);
    if (stake[uid] < least && uid !== seatedUid) stake[uid] = 0;
  }
  normalise(stake, size);
  permitLargest(stake, size, parameters.maxAllowedValidators, epoch);
  if (version.stakeThreshold !== null) permitStaked(stake, size, seatedUid, epoch);
  for (let uid = 0; uid < size; uid++) {
    activeStake[uid] = active[uid] && (network.validatorPermit[uid] || uid === seatedUid) ? stake[uid] : 0;
  }
  normalise(activeStake, size);
  epoch.validators = 0;
  for (let uid = 0; uid < size; uid++) {
    const { targets } = network.weights[uid];
    const counts = targets.length > 1 || (targets.length === 1 && (targets[0] !== uid || uid === ownerUid));
    const permitted = network.validatorPermit[uid] || uid === seatedUid;
    if ((permitted && counts) || network.bonds[uid].targets.length > 0) {
      epoch.rows[epoch.validators++] = uid;
    }
  }
}

/** From v3.1 on no neuron without stake has a permit, but a seated owner always has one. */
function permitStaked(stake: Float64Array, size: number, seatedUid: number | null, epoch: YumaEpoch): void {
  for (let uid = 0; uid < size; uid++) if (stake[uid] === 0) epoch.validatorPermit[uid] = 0;
  if (seatedUid !== null) epoch.validatorPermit[seatedUid] = 1;
}

/** The k largest stakes get a permit for the next epoch; at a tie the higher uid (is_topk sorts stably). */
function permitLargest(stake: Float64Array, size: number, validators: number, epoch: YumaEpoch): void {
  const { validatorPermit, scratch } = epoch;
  if (size <= validators) {
    validatorPermit.fill(1, 0, size);
    return;
  }
  const order = scratch.order.subarray(0, size);
  order.set(stake.subarray(0, size));
  order.sort();
  const least = order[size - validators];
  let places = validators;
  for (let uid = 0; uid < size; uid++) if (stake[uid] > least) places--;
  for (let uid = size - 1; uid >= 0; uid--) {
    validatorPermit[uid] = stake[uid] > least || (stake[uid] === least && places-- > 0) ? 1 : 0;
  }
}

/** Step 13: what each uid gets of an epoch's emission; without incentive and dividends, stake decides. */
function shareEmission(size: number, epoch: YumaEpoch): void {
  const { incentive, dividends, serverShare, validatorShare, combinedShare } = epoch;
  let total = 0;
  for (let uid = 0; uid < size; uid++) total += incentive[uid] + dividends[uid];
  if (total === 0) {
    shareByStake(size, epoch);
    return;
  }
  for (let uid = 0; uid < size; uid++) {
    serverShare[uid] = incentive[uid] / total;
    validatorShare[uid] = dividends[uid] / total;
    combinedShare[uid] = (incentive[uid] + dividends[uid]) / total;
  }
}

/** Steps 14 and 15: whole RAO, what flooring leaves is not minted; pruning scores with the largest at 65,535. */
function payOut(size: number, emission: number, epoch: YumaEpoch): void {
  const { serverShare, validatorShare, combinedShare } = epoch;
  let largest = 0;
  for (let uid = 0; uid < size; uid++) largest = Math.max(largest, combinedShare[uid]);
  for (let uid = 0; uid < size; uid++) {
    epoch.emission[uid] =
      Math.floor(serverShare[uid] * emission) + Math.floor(validatorShare[uid] * emission);
    epoch.pruningScore[uid] = largest > 0 ? Math.round((combinedShare[uid] * u16Max) / largest) : 0;
  }
}

function shareByStake(size: number, epoch: YumaEpoch): void {
  let activeTotal = 0;
  for (let uid = 0; uid < size; uid++) activeTotal += epoch.activeStake[uid];
  const source = activeTotal > 0 ? epoch.activeStake : epoch.stake;
  for (let uid = 0; uid < size; uid++) {
    epoch.serverShare[uid] = 0;
    epoch.validatorShare[uid] = epoch.combinedShare[uid] = source[uid];
  }
}
