import { yumaEpochChain } from '../consensus/chain/yuma.ts';
import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  type LaterYumaParameters,
  pairwiseYuma,
} from '../consensus/chain/yumaOptions.ts';
import type { ChainYumaParameters } from '../consensus/chain/yumaState.ts';
import { stakeWeight } from '../delegation/stakeWeights.ts';
import type { Earned } from '../drain/drainEpoch.ts';
import { type ChainKernel, type ChainKernelEpoch, chainKernel } from '../kernel/chain/chainKernel.ts';
import { SharedMemory } from '../kernel/chain/chainMemory.ts';
import { isSparse } from '../kernel/chain/chainRows.ts';
import { I64F64 } from '../math/fixed.ts';
import type { Row } from '../row.ts';
import type { Block, Netuid, Serial } from '../units.ts';
import type { NetworksRules, NetworksRuleset, NetworksSetting } from './networksRules.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';
import { type EpochInput, type NetworkEpoch, nextBlock } from './nextBlock.ts';

/** The neurons of one network between two epochs. All lists are [uid]. */
export interface Neurons {
  readonly hotkeys: readonly Serial[];
  /** Stored u16 rows, as they were set. */
  readonly weights: readonly Row[];
  /** Stored u16 rows of the last epoch. */
  readonly bonds: readonly Row[];
  /** Block of the last weights. */
  readonly lastUpdate: readonly Block[];
  readonly registrationBlock: readonly Block[];
  /** A permit of the last epoch. */
  readonly validatorPermit: readonly boolean[];
  /** Stored u16 consensus of the last epoch; absent before the first. Read by autumn-2026. */
  readonly consensus?: readonly number[];
  readonly parameters: ChainYumaParameters & LaterYumaParameters;
}

/** Several networks with the neurons of each. */
export interface YumaNetworks<Subnet extends Numbered, Pool extends StakePool> {
  readonly state: NetworksState<Subnet, Pool>;
  /** A network without neurons pays none. */
  readonly neurons: ReadonlyMap<Netuid, Neurons>;
}

/** How an epoch of a ruleset differs from the first one. */
const optionsOf: Readonly<Record<NetworksRuleset, typeof dtaoYuma>> = {
  'dtao-2025': dtaoYuma,
  'flow-2025': pairwiseYuma,
  // The owner's seat of v3.3.14 on, and epochs of one length still.
  'flow-2026': (later, block) => ({
    ...currentYuma(later, block),
    lastTempo: Math.max(0, block - later.tempo),
  }),
  'burn-2026': currentYuma,
  'autumn-2026': autumnYuma,
};

/**
 * The world one block later, where every due epoch is one of Yuma consensus in the chain's arithmetic over the stake that counts on the
 * network. Throws as `nextBlock` does, and a RangeError at neurons whose lists differ in length or whose network is missing.
 */
export function nextYumaBlock<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: YumaNetworks<Subnet, Pool>,
  setting: NetworksSetting,
): YumaNetworks<Subnet, Pool> {
  checkNetworksOf(before);
  const neurons = new Map(before.neurons);
  const state = nextBlock(rules, before.state, setting, yumaEpochs(rules.ruleset, neurons, setting));
  return { state, neurons };
}

/**
 * Epochs of Yuma consensus for `nextBlock` and `CreditWorld`: each puts the bonds and permits that it leaves into `neurons`. Those of one
 * network after another keep its rows in a kernel, all in one memory, which changes no bit; where that cannot serve, the readable text runs.
 */
export function yumaEpochs(
  ruleset: NetworksRuleset,
  neurons: Map<Netuid, Neurons>,
  { taoWeight }: NetworksSetting,
): NetworkEpoch {
  const kernels = new Map<Netuid, ChainKernel>();
  const memory = new SharedMemory();
  return (input) => {
    const own = neurons.get(input.netuid);
    if (own === undefined) return [];
    const kernel = kernels.get(input.netuid) ?? chainKernel(0, isSparse, memory);
    kernels.set(input.netuid, kernel);
    const lent = { ...input, taoWeight };
    const stake = own.hotkeys.map((hotkey) => I64F64.floor(stakeWeight(lent, hotkey).total));
    const epoch = yumaEpoch(ruleset, own, stake, input, kernel);
    neurons.set(input.netuid, epoch.neurons);
    return epoch.earned;
  };
}

/** One epoch: what each uid earns, and the neurons with their new bonds and permits. `stake`: RAO by uid. */
function yumaEpoch(
  ruleset: NetworksRuleset,
  neurons: Neurons,
  stake: readonly bigint[],
  { alpha, block }: EpochInput,
  kernel: ChainKernel,
): { readonly earned: readonly Earned[]; readonly neurons: Neurons } {
  checkNeurons(neurons);
  const { parameters, validatorPermit } = neurons;
  const state = {
    ...neurons,
    block,
    stake: BigUint64Array.from(stake),
    validatorPermit: validatorPermit.map(Number),
  };
  const options = optionsOf[ruleset](parameters, block);
  const fast = kernel.epoch(state, { block, emission: alpha, parameters, options });
  const output = fast === null ? yumaEpochChain(state, parameters, alpha, options).output : paidBy(fast);
  const { serverEmission, validatorEmission, bonds } = output;
  const earned = neurons.hotkeys.map((hotkey, uid) => ({
    hotkey,
    incentive: serverEmission[uid],
    dividend: validatorEmission[uid],
  }));
  const after = {
    bonds,
    validatorPermit: output.validatorPermit,
    parameters: { ...parameters, lastMechanismStepBlock: block },
    ...(ruleset === 'autumn-2026' ? { consensus: [...output.consensus] } : {}),
  };
  return { earned, neurons: { ...neurons, ...after } };
}

/** What a network reads of an epoch of the kernel, [uid]; all but the bonds is of the arena, so read it before its next epoch. */
function paidBy({ arena: { views }, bonds }: ChainKernelEpoch) {
  const n = bonds.length;
  return {
    serverEmission: views.serverPay,
    validatorEmission: views.validatorPay,
    consensus: views.stored.subarray(n, 2 * n),
    validatorPermit: Array.from(views.newPermit.subarray(0, n), Boolean),
    bonds,
  };
}

/** Who dissolves a network drops its neurons; else a snapshot lacks a subnet, and its neurons would silently go unpaid. */
function checkNetworksOf<Subnet extends Numbered, Pool extends StakePool>({
  state: { networks },
  neurons,
}: YumaNetworks<Subnet, Pool>): void {
  const netuids = networks.map(({ subnet }) => subnet.netuid);
  for (const netuid of neurons.keys())
    if (!netuids.includes(netuid))
      throw new RangeError(
        `neurons[${netuid}] must be of one of the networks ${netuids.join(', ')}; received those of netuid ${netuid}: give that subnet too, or leave its neurons out`,
      );
}

/** The stored consensus may be shorter: it is as long as the network was at its last epoch. */
function checkNeurons({ hotkeys, parameters: _, consensus: __, ...lists }: Neurons): void {
  for (const [key, list] of Object.entries(lists))
    if (list.length !== hotkeys.length)
      throw new RangeError(
        `neurons.${key} must have one entry for each of the ${hotkeys.length} hotkeys; received ${list.length}`,
      );
}
