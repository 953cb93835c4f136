import { type ChainState, registeredLately } from '../chainState.ts';
import {
  type NakamotoEpoch,
  type NakamotoPairs,
  type NakamotoParameters,
  nakamotoEpochBuffers,
  nakamotoStepWith,
} from '../consensus/nakamoto.ts';
import { over } from '../copy.ts';
import { nextDifficultyNakamoto } from '../difficulty.ts';
import { exactInteger, type NakamotoHyperparameters } from '../hyperparameters/registry.ts';
import { type ChainNakamotoKernel, chainNakamotoKernel } from '../kernel/nakamoto/chainNakamotoKernel.ts';
import { nakamotoKernel } from '../kernel/nakamoto/nakamotoKernel.ts';
import { exp, pow } from '../math/elementary.ts';
import { seat, selfWeight } from '../network.ts';
import { neuronToPruneNakamoto } from '../pruning.ts';
import { unstake } from '../registration.ts';
import type { Payout, Rules } from '../rules.ts';
import { stakeAt } from '../stake.ts';
import { u32Max } from '../units.ts';
import { nakamotoWeights } from '../weights.ts';
import { emit } from './emit.ts';
import { stepInChainArithmetic } from './nakamotoChain.ts';
import { nothingWithheld } from './withhold.ts';

type NakamotoState = ChainState<NakamotoHyperparameters>;

/** The working memory of the rules. */
interface Memory {
  readonly epoch: NakamotoEpoch;
  /** [uid] RAO. */
  readonly stake: Float64Array;
  readonly tieOrder?: Uint16Array;
  /** Parameters of the sigmoid at the last step. */
  rho: number;
  kappa: number;
}

/** Kernels hold nothing that they could not read again from the network. */
interface Kernels {
  readonly pairs: NakamotoPairs;
  readonly chainKernel: ChainNakamotoKernel;
}

/**
 * `nakamoto-2022`: the chain at the interview of 10 Nov 2022 (pallet imported as commune-ai/subspace@634796d).
 * Any neuron with stake is a validator; entry is by proof of work; everything earned is staked at once.
 */
export function nakamoto2022(capacity: number, tieOrder?: Uint16Array): Rules<NakamotoHyperparameters> {
  const memory: Memory = {
    epoch: nakamotoEpochBuffers(capacity),
    stake: new Float64Array(capacity),
    ...(tieOrder !== undefined && { tieOrder }),
    rho: 10,
    kappa: 0.5,
  };
  return over(memory, rulesOver);
}

function rulesOver(memory: Memory): Rules<NakamotoHyperparameters> {
  const kernels = { pairs: nakamotoKernel(), chainKernel: chainNakamotoKernel() };
  return {
    currency: 'tao',
    payments: ['work'],
    arrive: () => {},
    distributed: ({ emissionPerBlock }) => emissionPerBlock,
    // A miner owns this part of its own incentive; the rest goes to those who hold bonds in it.
    minersPart: ({ emissionPerBlock, hyperparameters }) => emissionPerBlock / hyperparameters.selfOwnership,
    entered: () => {},
    mayWeigh: () => true,
    takeWeights: ({ network, block }, uid, row) => {
      network.weights[uid] = row;
      network.lastUpdate[uid] = block;
    },
    step: (world) => step(memory, kernels, world),
    period: ({ hyperparameters }) => hyperparameters.blocksPerStep,
    settleBonds,
    // A period that was cut short while it ran is over at the next block.
    nextStep: ({ block, lastStep, hyperparameters }) =>
      Math.max(block + 1, lastStep + hyperparameters.blocksPerStep),
    nextAdjustment: ({ block, gate, hyperparameters }) =>
      Math.max(block + 1, gate.lastAdjustment + hyperparameters.adjustmentInterval),
    adjust,
    refusal: (world) =>
      registeredLately(world) >= world.hyperparameters.maxRegistrationsPerBlock ? 'block full' : null,
    neuronToPrune: (world) => neuronToPrune(memory, world),
    occupy,
    acceptWeights: ({ network, hyperparameters }, uid, row) =>
      nakamotoWeights(uid, network.size, row, {
        minAllowedWeights: hyperparameters.minAllowedWeights,
        maxShare: hyperparameters.maxWeightLimit / u32Max,
      }),
    steadyIncentive: (uids, weights) => steadyIncentive(memory, uids, weights),
  };
}

function step(memory: Memory, { pairs, chainKernel }: Kernels, world: NakamotoState): Payout {
  const { epoch } = memory;
  const { network, hyperparameters } = world;
  const emission = (world.block - world.lastStep) * world.emissionPerBlock;
  const parameters = nakamotoParameters(hyperparameters);
  memory.rho = parameters.rho;
  memory.kappa = parameters.kappa;
  if (world.arithmetic === 'chain')
    stepInChainArithmetic(network, world.block, emission, hyperparameters, epoch, chainKernel);
  else nakamotoStepWith(pairs, network, world.block, emission, parameters, epoch);
  network.incentive.set(epoch.incentive);
  network.dividends.set(epoch.dividends);
  const credited = emit(world, epoch.emission);
  return { emission, credited, withheld: nothingWithheld, entries: epoch.entries };
}

function neuronToPrune({ stake, tieOrder }: Memory, world: NakamotoState): number {
  const { network, hyperparameters } = world;
  let totalStake = 0;
  for (let uid = 0; uid < network.size; uid++) totalStake += stake[uid] = stakeAt(network.stakes, uid);
  return neuronToPruneNakamoto(
    {
      size: network.size,
      stake,
      totalStake,
      incentive: network.incentive,
      registrationBlock: network.registrationBlock,
    },
    world.block,
    hyperparameters.immunityPeriod,
    hyperparameters.stakePruningMin,
    tieOrder,
  );
}

function steadyIncentive(memory: Memory, uids: Int32Array, weights: Float64Array): number {
  const { epoch, rho, kappa } = memory;
  if (epoch.totalRank <= 0 || epoch.scale <= 0) return 0;
  let rank = 0;
  let trust = 0;
  for (let k = 0; k < uids.length; k++) {
    const uid = uids[k];
    if (!epoch.active[uid] || weights[k] <= 0) continue;
    rank += epoch.stake[uid] * weights[k];
    trust += epoch.stake[uid];
  }
  const consensus = 1 / (1 + exp(-rho * (trust / epoch.activeShare - kappa)));
  return ((rank / epoch.totalRank) * consensus) / epoch.scale;
}

export function nakamotoParameters(hyperparameters: NakamotoHyperparameters): NakamotoParameters {
  return {
    rho: hyperparameters.rho,
    kappa: 1 / hyperparameters.kappa,
    selfOwnership: 1 / hyperparameters.selfOwnership,
    bondsMovingAverage: hyperparameters.bondsMovingAverage / 1e6,
    activityCutoff: hyperparameters.activityCutoff,
  };
}

/**
 * At constant stakes and weights, n steps bring a bond from nothing to (1 − a^n) of stake · weight · emission:
 * the sum of the geometric series of what each step buys and the later ones leave.
 */
function settleBonds(world: NakamotoState, steps: number): void {
  const { network, hyperparameters, emissionPerBlock, block } = world;
  const { bondsMovingAverage, activityCutoff } = nakamotoParameters(hyperparameters);
  const emission = emissionPerBlock * hyperparameters.blocksPerStep;
  const active = (uid: number) => block - network.lastUpdate[uid] < activityCutoff;
  let activeStake = 0;
  for (let uid = 0; uid < network.size; uid++) if (active(uid)) activeStake += stakeAt(network.stakes, uid);
  const grown = (1 - pow(bondsMovingAverage, steps)) * (emission / activeStake / u32Max);
  for (let uid = 0; uid < network.size; uid++) {
    const { targets, values } = network.weights[uid];
    if (!active(uid) || (targets.length === 1 && targets[0] === uid)) continue;
    const bonds = (network.bondRao[uid] ??= new Float64Array(network.capacity));
    const perUnit = grown * stakeAt(network.stakes, uid);
    for (const [entry, target] of targets.entries())
      bonds[target] = target === uid ? 0 : perUnit * values[entry];
  }
}

function adjust(world: NakamotoState): void {
  const { gate, hyperparameters } = world;
  gate.difficulty = nextDifficultyNakamoto(gate.difficulty, gate.worked, {
    target: hyperparameters.targetRegistrationsPerInterval,
    minDifficulty: BigInt(hyperparameters.minDifficulty),
    maxDifficulty: exactInteger('maxDifficulty', hyperparameters.maxDifficulty),
  });
  gate.worked = 0;
  gate.lastAdjustment = world.block;
}

/**
 * The newcomer starts with no stake, no bonds, no incentive and all its weight on itself; the weights others hold
 * towards the slot stay, so from the next step until they are set again it is paid on its predecessor's merits.
 */
function occupy(
  world: NakamotoState,
  uid: number,
  newcomer: { readonly hotkey: number; readonly coldkey: number },
): void {
  const { network, block } = world;
  if (uid < network.size) {
    unstake(world, uid);
    network.replaced.add(uid);
  }
  seat(network, uid, newcomer, block);
  network.lastUpdate[uid] = block;
  network.weights[uid] = selfWeight(uid);
  network.bondRao[uid]?.fill(0);
  network.incentive[uid] = 0;
  network.dividends[uid] = 0;
}
