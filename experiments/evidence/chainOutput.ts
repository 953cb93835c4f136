import { yumaEpochChain } from '../../sim/consensus/chain/yuma.ts';
import type { YumaOutput } from '../../sim/consensus/chain/yumaEmission.ts';
import type { SubnetHyperparameters } from '../../sim/hyperparameters/registry.ts';
import { chainKernel } from '../../sim/kernel/chain/chainKernel.ts';
import { outputOf } from '../../sim/kernel/chain/chainOutput.ts';
import type { Network } from '../../sim/network.ts';
import { withoutStrangers } from '../../sim/rules/commitReveal.ts';
import { subnetValuesOf } from '../../sim/rules/subnetValues.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { chainStateOf } from '../../sim/rules/yumaChain.ts';
import { chainParameters, type EpochPlace } from '../../sim/rules/yumaParameters.ts';

/** What an epoch is run with. */
export interface EpochCall {
  readonly network: Network;
  readonly block: number;
  /** RAO. */
  readonly emission: number;
  readonly hyperparameters: SubnetHyperparameters;
  readonly place: EpochPlace;
}

/** One epoch of a subnet in the chain’s fixed point, as the chain stores its results. The network is left as it is. */
export function chainOutput(call: EpochCall): YumaOutput {
  const { network, hyperparameters } = call;
  const version = subnetVersions[hyperparameters.ruleset];
  const run = () => outputOnRows(call);
  return version.commitReveal?.masksNewcomers ? withoutStrangers(network, run) : run();
}

function outputOnRows({ network, block, emission, hyperparameters, place }: EpochCall): YumaOutput {
  const { size } = network;
  const values = subnetValuesOf(hyperparameters);
  const { parameters, options } = chainParameters(
    subnetVersions[hyperparameters.ruleset],
    values,
    place,
    block,
  );
  const state = chainStateOf(network, block);
  const order = { block, emission: BigInt(emission), parameters, options };
  const fast = chainKernel(size).epoch(state, order);
  return fast === null
    ? yumaEpochChain(state, parameters, order.emission, options).output
    : outputOf(fast, options);
}
