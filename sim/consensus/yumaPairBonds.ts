import type { Network } from '../network.ts';
import { u16Max } from '../units.ts';
import { pairAlpha } from './liquidAlpha.ts';
import { bondWeight, loadBonds } from './yumaBonds.ts';
import { normalise, type YumaEpoch } from './yumaEpoch.ts';
import type { YumaVersion } from './yumaVersion.ts';

/**
 * Step 11 of Yuma 3 (subtensor v3.1.0 on): the bond of every pair follows its weight, whatever the stake, and is
 * at most one. With liquid alpha a bond whose weight is no longer listed is dropped at once.
 */
export function moveBondsByPair(
  network: Network,
  alpha: number,
  version: YumaVersion,
  epoch: YumaEpoch,
): void {
  loadBonds(network, version, epoch);
  const { validators, bonds, weights, clipped, listed, stride } = epoch;
  const liquid = anyConsensus(epoch, network.size) ? version.pairAlpha : null;
  const consensus = looksBack(network, version) ? storedConsensus(network) : epoch.consensus;
  for (let uid = 0; uid < network.size; uid++) {
    for (let pair = uid * stride; pair < uid * stride + validators; pair++) {
      const held = bonds[pair] / u16Max;
      const weight = bondWeight(weights[pair], clipped[pair], version.bondsPenalty);
      if (liquid === null) bonds[pair] = alpha * weight + (1 - alpha) * held;
      else if (!listed[pair] || (weight === 0 && weights[pair] > 0)) bonds[pair] = 0;
      else {
        const part = pairAlpha(liquid, consensus[uid], weight, held);
        bonds[pair] = Math.min(1, (1 - part) * held + part * weight);
      }
    }
  }
}

/** Whether the pair alpha looks at the stored consensus: there is none before the first epoch. */
export const looksBack = ({ epochs }: Network, { previousConsensus, pairAlpha }: YumaVersion): boolean =>
  previousConsensus && pairAlpha !== null && epochs > 0;

/** [uid] consensus of the last epoch as stored, share of one. */
const storedConsensus = ({ consensus, size }: Network): Float64Array =>
  Float64Array.from(consensus.subarray(0, size), (value) => value / u16Max);

/** Without any consensus nothing is liquid. */
export function anyConsensus({ consensus }: YumaEpoch, size: number): boolean {
  for (let uid = 0; uid < size; uid++) if (consensus[uid] > 0) return true;
  return false;
}

/** Step 12 of Yuma 3: a validator's share of the bonds of every miner, times the incentive, times its stake. */
export function payDividendsByPair(size: number, epoch: YumaEpoch): void {
  const { rows, validators, bonds, stride, incentive, dividends, activeStake } = epoch;
  dividends.fill(0, 0, size);
  for (let uid = 0; uid < size; uid++) {
    if (incentive[uid] === 0) continue;
    const column = uid * stride;
    let total = 0;
    for (let row = 0; row < validators; row++) total += bonds[column + row];
    if (total === 0) continue;
    const perBond = incentive[uid] / total;
    for (let row = 0; row < validators; row++) dividends[rows[row]] += bonds[column + row] * perBond;
  }
  for (let uid = 0; uid < size; uid++) dividends[uid] *= activeStake[uid];
  normalise(dividends, size);
}
