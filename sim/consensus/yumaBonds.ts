import type { Network } from '../network.ts';
import { emptyRow, type Row } from '../row.ts';
import { u16Max } from '../units.ts';
import { columnAlphas } from './liquidAlpha.ts';
import { normalise, type YumaEpoch } from './yumaEpoch.ts';
import type { YumaVersion } from './yumaVersion.ts';

/** The weight that buys bonds: clipped as far as the bonds penalty says, 0 … 1. */
export const bondWeight = (weight: number, clipped: number, penalty: number): number =>
  penalty === 1 ? clipped : weight + penalty * (clipped - weight);

/**
 * Step 11: bonds of this epoch are stake times clipped weight, column by column a share; they move into the
 * bonds held before. A column without weights keeps its owners (the decay cancels in the normalisation).
 */
export function moveBonds(network: Network, alpha: number, version: YumaVersion, epoch: YumaEpoch): void {
  loadBonds(network, version, epoch);
  penalise(network.size, version.bondsPenalty, epoch);
  const { rows, validators, bonds, clipped, stride, activeStake } = epoch;
  const liquid =
    version.columnAlpha === null ? null : columnAlphas(epoch.consensus, network.size, version.columnAlpha);
  for (let uid = 0; uid < network.size; uid++) {
    const column = uid * stride;
    let held = 0;
    let bought = 0;
    for (let row = 0; row < validators; row++) {
      held += bonds[column + row];
      bought += clipped[column + row] * activeStake[rows[row]];
    }
    const renewed = liquid === null ? alpha : liquid[uid];
    const keep = held > 0 ? (1 - renewed) / held : 0;
    const buy = bought > 0 ? renewed / bought : 0;
    let total = 0;
    for (let row = 0; row < validators; row++) {
      const bond = bonds[column + row] * keep + clipped[column + row] * activeStake[rows[row]] * buy;
      bonds[column + row] = bond;
      total += bond;
    }
    if (total > 0) for (let row = 0; row < validators; row++) bonds[column + row] /= total;
  }
}

/** Bonds are bought by weights between the clipped and the given ones; no later step reads the clipped ones. */
function penalise(size: number, penalty: number, { validators, weights, clipped, stride }: YumaEpoch): void {
  if (penalty === 1) return;
  for (let uid = 0; uid < size; uid++) {
    for (let pair = uid * stride; pair < uid * stride + validators; pair++) {
      clipped[pair] = bondWeight(weights[pair], clipped[pair], penalty);
    }
  }
}

/** Stored u16 bonds of the epoch's rows, without those older than the registration of their target. */
export function loadBonds(network: Network, { lastTempo }: YumaVersion, epoch: YumaEpoch): void {
  const { rows, validators, bonds, stride } = epoch;
  bonds.fill(0, 0, network.size * stride);
  for (let row = 0; row < validators; row++) {
    const uid = rows[row];
    const { targets, values } = network.bonds[uid];
    for (let entry = 0; entry < targets.length; entry++) {
      const target = targets[entry];
      if ((lastTempo ?? network.lastUpdate[uid]) <= network.registrationBlock[target]) continue;
      bonds[target * stride + row] = values[entry];
    }
  }
}

/** Step 12: a validator earns its share of the bonds of every miner, in proportion to the miner's incentive. */
export function payDividends(size: number, epoch: YumaEpoch): void {
  const { rows, validators, bonds, stride, incentive, dividends } = epoch;
  dividends.fill(0, 0, size);
  for (let uid = 0; uid < size; uid++) {
    const earned = incentive[uid];
    if (earned === 0) continue;
    const column = uid * stride;
    for (let row = 0; row < validators; row++) dividends[rows[row]] += bonds[column + row] * earned;
  }
  normalise(dividends, size);
}

/**
 * Step 16: bonds are kept as u16, each column scaled to its largest (Yuma 2) or as they are (Yuma 3). Rows that lost
 * their permit are emptied; rows that had none and get none keep what they have, unless the version clears them too.
 */
export function storeBonds(network: Network, version: YumaVersion, epoch: YumaEpoch): void {
  const { rows, validators, bonds, stride, scratch } = epoch;
  const largest = scratch.order;
  for (let uid = 0; uid < network.size; uid++) {
    largest[uid] = 0;
    const column = uid * stride;
    for (let row = 0; row < validators; row++) largest[uid] = Math.max(largest[uid], bonds[column + row]);
    if (version.yuma3) largest[uid] = 1;
  }
  for (let row = 0; row < validators; row++) {
    const uid = rows[row];
    if (epoch.validatorPermit[uid]) network.bonds[uid] = storedRow(network.size, row, largest, epoch);
    else if (version.clearsIdleBonds || network.validatorPermit[uid]) network.bonds[uid] = emptyRow;
  }
}

function storedRow(size: number, row: number, largest: Float64Array, epoch: YumaEpoch): Row {
  const { bonds, stride } = epoch;
  let held = 0;
  for (let uid = 0; uid < size; uid++) if (bonds[uid * stride + row] > 0) held++;
  const stored: Row = { targets: new Uint16Array(held), values: new Uint32Array(held) };
  let entry = 0;
  for (let uid = 0; uid < size; uid++) {
    const bond = bonds[uid * stride + row];
    if (bond <= 0) continue;
    stored.targets[entry] = uid;
    stored.values[entry++] = Math.floor((bond / largest[uid]) * u16Max);
  }
  return stored;
}
