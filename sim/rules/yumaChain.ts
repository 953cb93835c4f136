import { yumaEpochChain } from '../consensus/chain/yuma.ts';
import type { YumaOptions } from '../consensus/chain/yumaOptions.ts';
import type { ChainYumaParameters, YumaState } from '../consensus/chain/yumaState.ts';
import type { YumaEpoch } from '../consensus/yuma.ts';
import type { ChainKernel } from '../kernel/chain/chainKernel.ts';
import { outputOf, vectorsOf } from '../kernel/chain/chainOutput.ts';
import type { Network } from '../network.ts';
import type { EpochPay } from './epochPay.ts';

const one = 2 ** 32;

/** What an epoch in the chain's fixed point reads of a network at a block. Arrays are by uid; before a first epoch there is no consensus. */
export const chainStateOf = (network: Network, block: number): YumaState => {
  const { size } = network;
  return {
    block,
    stake: network.stakes.rao.slice(0, size),
    lastUpdate: network.lastUpdate.subarray(0, size),
    registrationBlock: network.registrationBlock.subarray(0, size),
    validatorPermit: network.validatorPermit.subarray(0, size),
    weights: network.weights.slice(0, size),
    bonds: network.bonds.slice(0, size),
    consensus: network.epochs > 0 ? network.consensus.subarray(0, size) : [],
  };
};

/**
 * Steps a world's network in the chain's fixed point: the network's arrays go in, the results come back into the
 * buffers that the float64 epoch fills, what was earned into `pay`, bonds and permits into the network. The kernel and the
 * readable text give the same bits; the text runs where the kernel cannot.
 */
export function epochInChainArithmetic(
  network: Network,
  block: number,
  emission: number,
  { parameters, options }: { readonly parameters: ChainYumaParameters; readonly options: YumaOptions },
  epoch: YumaEpoch,
  pay: EpochPay,
  kernel: ChainKernel,
): void {
  const { size } = network;
  const state = chainStateOf(network, block);
  const order = { block, emission: BigInt(emission), parameters, options };
  const fast = kernel.epoch(state, order);
  const { steps, output } =
    fast === null
      ? yumaEpochChain(state, parameters, order.emission, options)
      : { steps: vectorsOf(fast.arena), output: outputOf(fast, options) };
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
    epoch.serverShare[uid] = Number(steps.normServerEmission[uid]) / one;
    epoch.validatorShare[uid] = Number(steps.normValidatorEmission[uid]) / one;
    epoch.combinedShare[uid] = Number(steps.normCombinedEmission[uid]) / one;
    epoch.pruningScore[uid] = options.storesRanks ? output.pruningScores[uid] : 0;
    pay.server[uid] = Number(output.serverEmission[uid]);
    pay.validator[uid] = Number(output.validatorEmission[uid]);
    pay.combined[uid] = Number(output.emission[uid]);
    epoch.emission[uid] = pay.server[uid] + pay.validator[uid];
    if (network.validatorPermit[uid]) epoch.entries += network.weights[uid].targets.length;
  }
  for (let uid = 0; uid < size; uid++) {
    network.validatorPermit[uid] = output.validatorPermit[uid] ? 1 : 0;
    network.bonds[uid] = output.bonds[uid];
  }
}
