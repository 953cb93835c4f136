import {
  activeWithin,
  type BondRow,
  type NakamotoSteps,
  nakamotoShares,
  nakamotoStepChain,
} from '../consensus/chain/nakamoto.ts';
import type { NakamotoEpoch } from '../consensus/nakamoto.ts';
import type { NakamotoHyperparameters } from '../hyperparameters/registry.ts';
import { type ChainNakamotoKernel, chainNakamotoKernel } from '../kernel/nakamoto/chainNakamotoKernel.ts';
import type { Network } from '../network.ts';
import { u32Max } from '../units.ts';

const one = 2 ** 63;

/**
 * Steps a world's network in the chain's fixed point: the network's arrays go in, the results come back into the
 * buffers that the float64 step fills. Bonds are whole RAO and below 2^53, so float64 holds them exactly.
 * `kernel` serves where it can, else the readable text does.
 */
export function stepInChainArithmetic(
  network: Network,
  block: number,
  emission: number,
  hyperparameters: NakamotoHyperparameters,
  epoch: NakamotoEpoch,
  kernel: ChainNakamotoKernel = chainNakamotoKernel(),
): void {
  const { size } = network;
  const lastUpdate = network.lastUpdate.subarray(0, size);
  const active = activeWithin({ block, lastUpdate }, hyperparameters.activityCutoff);
  const minted = BigInt(emission);
  const pairs = kernel.pairs(network, active, minted);
  const steps =
    pairs === null
      ? stepOverRows(network, block, minted, hyperparameters)
      : nakamotoShares(network.stakes.rao.slice(0, size), active, hyperparameters, minted, pairs);
  network.replaced.clear();
  for (let uid = 0; uid < size; uid++) {
    epoch.active[uid] = active[uid] ? 1 : 0;
    epoch.stake[uid] = Number(steps.stakeNormalized[uid]) / one;
    epoch.rank[uid] = Number(steps.ranks[uid]) / one;
    epoch.trust[uid] = Number(steps.trust[uid]) / one;
    epoch.consensus[uid] = Number(steps.consensus[uid]) / one;
    epoch.incentive[uid] = Number(steps.incentive[uid]) / one;
    epoch.dividends[uid] = Number(steps.dividends[uid]) / one;
    epoch.bondTotal[uid] = Number(steps.bondTotals[uid]);
    epoch.emission[uid] = Number(steps.emission[uid]);
  }
  recount(network, epoch);
}

/** The step by the readable text; the bonds of the network move on. */
function stepOverRows(
  network: Network,
  block: number,
  emission: bigint,
  hyperparameters: NakamotoHyperparameters,
): Omit<NakamotoSteps, 'bonds'> {
  const { size } = network;
  const state = {
    block,
    stake: network.stakes.rao.slice(0, size),
    lastUpdate: network.lastUpdate.subarray(0, size),
    priority: new BigUint64Array(size),
    weights: network.weights.slice(0, size),
    bonds: network.bondRao.slice(0, size).map((bonds) => sparseBonds(bonds, size)),
    replaced: network.replaced,
  };
  const { steps, output } = nakamotoStepChain(state, hyperparameters, emission);
  for (let uid = 0; uid < size; uid++) writeBonds(network, uid, output.bonds[uid]);
  return steps;
}

function sparseBonds(bonds: Float64Array | null, size: number): BondRow {
  const held =
    bonds === null ? [] : Array.from({ length: size }, (_, uid) => uid).filter((uid) => bonds[uid] > 0);
  return {
    targets: Uint16Array.from(held),
    values: BigUint64Array.from(held, (uid) => BigInt(Math.floor(bonds![uid]))),
  };
}

function writeBonds(network: Network, uid: number, { targets, values }: BondRow): void {
  if (targets.length === 0 && network.bondRao[uid] === null) return;
  const bonds = (network.bondRao[uid] ??= new Float64Array(network.capacity)).fill(0);
  for (const [entry, target] of targets.entries()) bonds[target] = Number(values[entry]);
}

/** The sums that turn a rank into an incentive, which the chain does not keep. */
function recount(network: Network, epoch: NakamotoEpoch): void {
  epoch.totalRank = 0;
  epoch.scale = 0;
  epoch.activeShare = 0;
  epoch.entries = 0;
  for (let uid = 0; uid < network.size; uid++) {
    epoch.scale += epoch.rank[uid] * epoch.consensus[uid];
    if (!epoch.active[uid]) continue;
    epoch.activeShare += epoch.stake[uid];
    const { targets, values } = network.weights[uid];
    epoch.entries += targets.length;
    for (const [entry, target] of targets.entries()) {
      if (target !== uid) epoch.totalRank += (epoch.stake[uid] * values[entry]) / u32Max;
    }
  }
}
