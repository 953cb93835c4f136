import { yumaEpochChain } from '../consensus/chain/yuma.ts';
import type { YumaEpoch } from '../consensus/yuma.ts';
import type { Hyperparameters } from '../hyperparameters/registry.ts';
import type { Network } from '../network.ts';

const one = 2 ** 32;

/**
 * Steps a world's network in the chain's fixed point: the network's arrays go in, the results come back into the
 * buffers that the float64 epoch fills, bonds and permits into the network.
 */
export function epochInChainArithmetic(
  network: Network,
  block: number,
  emission: number,
  hyperparameters: Hyperparameters,
  epoch: YumaEpoch,
): void {
  const { size } = network;
  const state = {
    block,
    stake: network.stakes.rao.slice(0, size),
    lastUpdate: network.lastUpdate.subarray(0, size),
    registrationBlock: network.registrationBlock.subarray(0, size),
    validatorPermit: network.validatorPermit.subarray(0, size),
    weights: network.weights.slice(0, size),
    bonds: network.bonds.slice(0, size),
  };
  const { steps, output } = yumaEpochChain(state, hyperparameters, BigInt(emission));
  epoch.totalRank = 0;
  epoch.entries = 0;
  for (let uid = 0; uid < size; uid++) {
    epoch.active[uid] = output.active[uid] ? 1 : 0;
    epoch.stake[uid] = Number(steps.stake[uid]) / one;
    epoch.activeStake[uid] = Number(steps.activeStake[uid]) / one;
    epoch.prerank[uid] = Number(steps.preranks[uid]) / one;
    epoch.consensus[uid] = Number(steps.consensus[uid]) / one;
    epoch.rank[uid] = Number(steps.ranksAfter[uid]) / one;
    epoch.totalRank += epoch.rank[uid];
    epoch.trust[uid] = Number(steps.trust[uid]) / one;
    epoch.validatorTrust[uid] = Number(steps.validatorTrust[uid]) / one;
    epoch.incentive[uid] = Number(steps.incentive[uid]) / one;
    epoch.dividends[uid] = Number(steps.dividends[uid]) / one;
    epoch.combinedShare[uid] = Number(steps.normCombinedEmission[uid]) / one;
    epoch.emission[uid] = Number(output.serverEmission[uid] + output.validatorEmission[uid]);
    epoch.pruningScore[uid] = output.pruningScores[uid];
    if (network.validatorPermit[uid]) epoch.entries += network.weights[uid].targets.length;
  }
  for (let uid = 0; uid < size; uid++) {
    network.validatorPermit[uid] = output.validatorPermit[uid] ? 1 : 0;
    network.bonds[uid] = output.bonds[uid];
  }
}
