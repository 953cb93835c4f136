import type { Arithmetic } from '../../sim/chainState.ts';
import { nakamotoEpochBuffers, nakamotoStep } from '../../sim/consensus/nakamoto.ts';
import { yumaEpoch, yumaEpochBuffers } from '../../sim/consensus/yuma.ts';
import type { NakamotoHyperparameters, SubnetHyperparameters } from '../../sim/hyperparameters/registry.ts';
import { type ChainKernel, chainKernel } from '../../sim/kernel/chain/chainKernel.ts';
import { withoutStrangers } from '../../sim/rules/commitReveal.ts';
import { epochPayBuffers } from '../../sim/rules/epochPay.ts';
import { nakamotoParameters } from '../../sim/rules/nakamoto2022.ts';
import { stepInChainArithmetic } from '../../sim/rules/nakamotoChain.ts';
import { subnetValuesOf } from '../../sim/rules/subnetValues.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { epochInChainArithmetic } from '../../sim/rules/yumaChain.ts';
import { chainParameters, yumaParameters } from '../../sim/rules/yumaParameters.ts';
import type { NetworkInput } from '../input/networkText.ts';

/** What one consensus step says of a uid; shares of one, emission in RAO. */
export interface UidResult {
  readonly uid: number;
  readonly active: boolean;
  readonly stake: number;
  readonly rank: number;
  readonly trust: number;
  readonly consensus: number;
  /** Part of its weights that lie inside the consensus; 0 under nakamoto-2022, which has none. */
  readonly validatorTrust: number;
  readonly incentive: number;
  readonly dividends: number;
  readonly emission: number;
}

/** One consensus step on a given network; the network is used up. A kernel that has seen its rows need not read them again. */
export function oneEpoch(
  input: NetworkInput,
  arithmetic: Arithmetic,
  kernel: ChainKernel = chainKernel(),
): UidResult[] {
  const { hyperparameters } = input;
  const buffers =
    hyperparameters.ruleset === 'nakamoto-2022'
      ? nakamoto(input, hyperparameters, arithmetic)
      : subnet(input, hyperparameters, arithmetic, kernel);
  const { active, stake, rank, trust, consensus, incentive, dividends, emission } = buffers;
  return Array.from({ length: input.network.size }, (_, uid) => ({
    uid,
    active: active[uid] === 1,
    stake: stake[uid],
    rank: rank[uid],
    trust: trust[uid],
    consensus: consensus[uid],
    validatorTrust: 'validatorTrust' in buffers ? buffers.validatorTrust[uid] : 0,
    incentive: incentive[uid],
    dividends: dividends[uid],
    emission: emission[uid],
  }));
}

function nakamoto(
  { network, block, emission }: NetworkInput,
  hyperparameters: NakamotoHyperparameters,
  arithmetic: Arithmetic,
) {
  const epoch = nakamotoEpochBuffers(network.capacity);
  if (arithmetic === 'chain') stepInChainArithmetic(network, block, emission, hyperparameters, epoch);
  else nakamotoStep(network, block, emission, nakamotoParameters(hyperparameters), epoch);
  return epoch;
}

function subnet(
  { network, block, emission, ownerUid, lastEpoch }: NetworkInput,
  hyperparameters: SubnetHyperparameters,
  arithmetic: Arithmetic,
  kernel: ChainKernel,
) {
  const epoch = yumaEpochBuffers(network.capacity);
  const version = subnetVersions[hyperparameters.ruleset];
  const values = subnetValuesOf(hyperparameters);
  const place = { ownerUid, lastEpoch };
  const run = () => {
    if (arithmetic === 'float64')
      yumaEpoch(network, block, emission, yumaParameters(version, values, place), epoch);
    else {
      const parameters = chainParameters(version, values, place, block);
      const pay = epochPayBuffers(network.capacity);
      epochInChainArithmetic(network, block, emission, parameters, epoch, pay, kernel);
    }
  };
  if (version.commitReveal?.masksNewcomers) withoutStrangers(network, run);
  else run();
  return epoch;
}
