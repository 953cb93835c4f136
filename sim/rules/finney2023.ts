import { weightedMedian } from '../consensus/weightedMedian.ts';
import { type YumaParameters, yumaEpoch, yumaEpochBuffers } from '../consensus/yuma.ts';
import { adjustFinney } from '../difficulty.ts';
import { exactInteger, type Hyperparameters } from '../hyperparameters/registry.ts';
import { seat } from '../network.ts';
import { neuronToPruneFinney } from '../pruning.ts';
import { unstake } from '../registration.ts';
import type { Payout, Rules } from '../rules.ts';
import { u16Max } from '../units.ts';
import { finneyWeights } from '../weights.ts';
import type { World } from '../world.ts';
import { emit } from './emit.ts';
import { epochInChainArithmetic } from './yumaChain.ts';

/**
 * `finney-2023`: subtensor v0.0.1 (June 2023). Yuma consensus with validator permits, entry by proof of work
 * or burn, replacement by the last epoch's pruning score.
 */
export function finney2023(capacity: number, tieOrder?: Uint16Array): Rules {
  const epoch = yumaEpochBuffers(capacity);
  const voters = { stake: new Float64Array(capacity), score: new Float64Array(capacity) };
  let kappa = 0.5;

  function step(world: World): Payout {
    const { network, hyperparameters } = world;
    const emission = (world.block - world.lastStep) * world.emissionPerBlock;
    const parameters = yumaParameters(hyperparameters);
    kappa = parameters.kappa;
    if (world.arithmetic === 'chain')
      epochInChainArithmetic(network, world.block, emission, hyperparameters, epoch);
    else yumaEpoch(network, world.block, emission, parameters, epoch);
    network.incentive.set(epoch.incentive);
    network.dividends.set(epoch.dividends);
    network.pruningScore.set(epoch.pruningScore);
    return { emission, credited: emit(world, epoch.emission), entries: epoch.entries };
  }

  function steadyIncentive(uids: Int32Array, weights: Float64Array): number {
    let count = 0;
    let staked = 0;
    for (let k = 0; k < uids.length; k++) {
      const stake = epoch.activeStake[uids[k]];
      if (stake <= 0) continue;
      staked += stake;
      voters.stake[count] = stake;
      voters.score[count++] = weights[k];
    }
    if (staked === 0 || epoch.totalRank <= 0) return 0;
    for (let voter = 0; voter < count; voter++) voters.stake[voter] /= staked;
    const consensus = weightedMedian(voters, count, 1 - kappa);
    let rank = 0;
    for (let voter = 0; voter < count; voter++) {
      rank += voters.stake[voter] * staked * Math.min(voters.score[voter], consensus);
    }
    return rank / epoch.totalRank;
  }

  return {
    step,
    period: ({ hyperparameters }) => hyperparameters.tempo + 1,
    // A column of bonds is a share: at constant stakes and weights the first epoch is already the last.
    settleBonds: () => {},
    nextStep: (world) => nextEpoch(world.block + 1, world.hyperparameters.tempo),
    nextAdjustment: (world) => world.gate.lastAdjustment + world.hyperparameters.adjustmentInterval,
    adjust,
    refusal: ({ block, gate, hyperparameters }) => {
      if (gate.latestBlock === block && gate.inLatestBlock >= hyperparameters.maxRegistrationsPerBlock)
        return 'block full';
      const inInterval = gate.worked + gate.burned;
      return inInterval >= 3 * hyperparameters.targetRegistrationsPerInterval ? 'interval full' : null;
    },
    neuronToPrune: ({ network, block, hyperparameters }) =>
      neuronToPruneFinney(
        {
          size: network.size,
          pruningScore: network.pruningScore,
          registrationBlock: network.registrationBlock,
        },
        block,
        hyperparameters.immunityPeriod,
        tieOrder,
      ),
    occupy,
    acceptWeights: ({ network, hyperparameters }, uid, row) =>
      network.validatorPermit[uid] || (row.targets.length === 1 && row.targets[0] === uid)
        ? finneyWeights(uid, network.size, row, {
            minAllowedWeights: hyperparameters.minAllowedWeights,
            maxShare: hyperparameters.maxWeightsLimit / u16Max,
          })
        : `uid ${uid} set weights without a validator permit`,
    steadyIncentive,
  };
}

/** First block from `block` on with (block + netuid + 1) mod (tempo + 1) = tempo, for netuid 1. */
function nextEpoch(block: number, tempo: number): number {
  const period = tempo + 1;
  return block + ((tempo - ((block + 2) % period) + period) % period);
}

export function yumaParameters(hyperparameters: Hyperparameters): YumaParameters {
  return {
    kappa: hyperparameters.kappa / u16Max,
    activityCutoff: hyperparameters.activityCutoff,
    maxAllowedValidators: hyperparameters.maxAllowedValidators,
    bondsAlpha: 1 - hyperparameters.bondsMovingAverage / 1e6,
  };
}

function adjust(world: World): void {
  const { gate, hyperparameters } = world;
  const next = adjustFinney(
    { difficulty: gate.difficulty, burn: gate.burn, worked: gate.worked, burned: gate.burned },
    {
      target: hyperparameters.targetRegistrationsPerInterval,
      minDifficulty: BigInt(hyperparameters.minDifficulty),
      maxDifficulty: exactInteger('maxDifficulty', hyperparameters.maxDifficulty),
      minBurn: BigInt(hyperparameters.minBurn),
      maxBurn: BigInt(hyperparameters.maxBurn),
    },
  );
  gate.difficulty = next.difficulty;
  gate.burn = next.burn;
  gate.worked = 0;
  gate.burned = 0;
  gate.lastAdjustment = world.block;
}

/**
 * v0.0.1 clears nothing but the keys and the registration block: the weights, bonds and permit of the uid stay
 * and only the masks of the epoch protect. The slot is safe from a second replacement until the next epoch.
 */
function occupy(
  world: World,
  uid: number,
  newcomer: { readonly hotkey: number; readonly coldkey: number },
): void {
  const { network, block } = world;
  const appended = uid >= network.size;
  if (!appended) unstake(world, uid);
  seat(network, uid, newcomer, block);
  network.pruningScore[uid] = appended ? 0 : u16Max;
  if (appended) network.lastUpdate[uid] = block;
}
