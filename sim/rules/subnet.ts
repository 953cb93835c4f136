import type { ChainState } from '../chainState.ts';
import { weightedMedian } from '../consensus/weightedMedian.ts';
import { type YumaEpoch, yumaEpochBuffers, yumaEpochWith } from '../consensus/yuma.ts';
import type { Hyperparameters } from '../hyperparameters/registry.ts';
import { chainKernel } from '../kernel/chain/chainKernel.ts';
import { yumaKernel } from '../kernel/float64/yumaKernel.ts';
import type { Network } from '../network.ts';
import type { Row } from '../row.ts';
import type { Payout, Rules } from '../rules.ts';
import { stakeAt } from '../stake.ts';
import { type Block, type Uid, u16Max } from '../units.ts';
import { finneyWeights } from '../weights.ts';
import { commitWeights, revealWeights, tooManyWaiting, withoutStrangers } from './commitReveal.ts';
import { entryPrice } from './entryPrice.ts';
import { budgetOf, epochPayBuffers, payEpoch, payFromShares } from './epochPay.ts';
import type { SubnetVersion } from './subnetVersions.ts';
import { neuronToReplace, takeSlot } from './takeSlot.ts';
import { epochInChainArithmetic } from './yumaChain.ts';
import { chainParameters, type EpochPlace, yumaParameters } from './yumaParameters.ts';

/**
 * The rules of a subnet, from subtensor v0.0.1 (June 2023) to v3.4.9-424 (June 2026): Yuma consensus with validator
 * permits, entry by proof of work or burn, replacement by what the last epoch said. `subnetVersions.ts` has what
 * differs. From v2.0 on the unit of account is the subnet's own alpha, 1e-9 of it a RAO: there is no pool, so a
 * burn is paid in alpha at a price of one, and neither root's TAO nor swaps move anything.
 */
export function subnetRules(version: SubnetVersion, capacity: number, tieOrder?: Uint16Array): Rules {
  const epoch = yumaEpochBuffers(capacity);
  const pay = epochPayBuffers(capacity);
  const price = entryPrice(version);
  const pairs = yumaKernel();
  const exact = chainKernel(capacity);
  const voters = { stake: new Float64Array(capacity), score: new Float64Array(capacity) };
  let kappa = 0.5;

  /** Consensus at the present block, with `hyperparameters` in the place of the world's own. */
  function runEpoch(world: ChainState, emission: number, hyperparameters: Hyperparameters): void {
    const { network, block, arithmetic } = world;
    const place: EpochPlace = { ownerUid: world.ownerUid, lastEpoch: world.lastStep };
    if (arithmetic === 'chain') {
      const parameters = chainParameters(version, hyperparameters, place, block);
      epochInChainArithmetic(network, block, emission, parameters, epoch, pay, exact);
    } else {
      const parameters = yumaParameters(version, hyperparameters, place);
      yumaEpochWith(pairs, network, block, emission, parameters, epoch);
      payFromShares(network.size, emission, epoch, pay);
    }
  }

  function step(world: ChainState): Payout {
    const { network, hyperparameters } = world;
    const budget = budgetOf(world, version, world.block - world.lastStep);
    kappa = hyperparameters.kappa / u16Max;
    const run = () => runEpoch(world, budget.epoch, hyperparameters);
    if (version.commitReveal?.masksNewcomers) withoutStrangers(network, run);
    else run();
    network.incentive.set(epoch.incentive);
    network.dividends.set(epoch.dividends);
    network.pruningScore.set(epoch.pruningScore);
    network.emission.set(pay.combined);
    storeConsensus(network, epoch);
    network.epochs += 1;
    const paid = payEpoch(world, version, budget, epoch, pay);
    return { emission: budget.emission, ...paid, entries: epoch.entries };
  }

  /**
   * Bonds by share are settled after one epoch, as the decay cancels in the normalisation. Bonds by pair come to the
   * weights themselves: one epoch that renews them wholly brings them there (300 leave 2e-14 of the way).
   */
  function settleBonds(world: ChainState): void {
    const { hyperparameters } = world;
    if (!Object.hasOwn(hyperparameters, 'yuma3On') || !hyperparameters.yuma3On) return;
    const whole = { ...hyperparameters, liquidAlphaOn: false, bondsMovingAverage: 0 };
    runEpoch(world, 0, whole);
  }

  const mayWeigh = ({ network, hyperparameters, ownerUid }: ChainState, uid: Uid): boolean => {
    if (network.validatorPermit[uid] === 0 && !(version.spares === 'ownerKeys' && uid === ownerUid))
      return false;
    return stakeAt(network.stakes, uid) >= stakeThreshold(hyperparameters);
  };

  const isCommitting = ({ hyperparameters }: ChainState) =>
    version.commitReveal !== null && hyperparameters.commitRevealWeightsEnabled;

  const storable = ({ network, hyperparameters }: ChainState, uid: Uid, row: Row): Row | string =>
    finneyWeights(uid, network.size, row, hyperparameters);

  const isSelf = (uid: Uid, { targets }: Row) => targets.length === 1 && targets[0] === uid;

  /** What becomes of a committed row when it is revealed: checked then as a row that is set at once; null: lost. */
  function revealed(world: ChainState, uid: Uid, row: Row): Row | null {
    if (!isSelf(uid, row) && !mayWeigh(world, uid)) return null;
    const stored = storable(world, uid, row);
    return typeof stored === 'string' ? null : stored;
  }

  return {
    currency: version.emission === 'alpha' ? 'alpha' : 'tao',
    payments: version.entry === 'continuous' ? ['burn'] : ['work', 'burn'],
    arrive: (world) => {
      price.arrive(world);
      if (version.commitReveal === null || world.block <= world.lastStep) return;
      const { revealPeriodEpochs } = world.hyperparameters;
      revealWeights(world.network, revealPeriodEpochs, (uid, row) => revealed(world, uid, row));
    },
    distributed: (world) => budgetOf(world, version, 1).epoch,
    minersPart: (world) => Math.floor(budgetOf(world, version, 1).epoch / 2),
    step,
    period: ({ hyperparameters: { tempo } }) => (version.schedule === 'modulo' ? tempo + 1 : tempo),
    settleBonds,
    nextStep: ({ block, lastStep, hyperparameters: { tempo } }) => {
      if (tempo === 0) return Number.POSITIVE_INFINITY;
      return version.schedule === 'modulo'
        ? nextEpoch(block + 1, tempo)
        : Math.max(block + 1, lastStep + tempo);
    },
    nextAdjustment: price.nextAdjustment,
    adjust: price.adjust,
    entered: price.entered,
    refusal: (world) => {
      const full = price.full(world);
      if (full !== null || world.network.size < world.network.capacity) return full;
      return neuronToReplace(world, version, tieOrder) === null ? 'nobody to replace' : null;
    },
    neuronToPrune: (world) => {
      const uid = neuronToReplace(world, version, tieOrder);
      if (uid === null) throw new RangeError('no neuron may be replaced: ask refusal before neuronToPrune');
      return uid;
    },
    occupy: (world, uid, newcomer) => takeSlot(world, version, uid, newcomer),
    mayWeigh: (world, uid) => isCommitting(world) || mayWeigh(world, uid),
    acceptWeights: (world, uid, row) => {
      const { network, block, hyperparameters } = world;
      const early = tooSoon(uid, block, network.lastUpdate[uid], hyperparameters.weightsSetRateLimit);
      if (version.commitReveal !== null && isCommitting(world))
        return early ?? tooManyWaiting(network, uid, version.commitReveal) ?? row;
      if (!isSelf(uid, row) && !mayWeigh(world, uid))
        return `uid ${uid} set weights without a validator permit, or with stake below stakeThreshold`;
      return early ?? storable(world, uid, row);
    },
    takeWeights: (world, uid, row) => {
      const { network, block } = world;
      if (isCommitting(world)) commitWeights(network, uid, row, block);
      else {
        network.weights[uid] = row;
        network.lastUpdate[uid] = block;
      }
    },
    steadyIncentive: (uids, weights) => steadyIncentive(epoch, voters, kappa, uids, weights),
  };
}

/** u16, floored as the chain stores a share; in chain arithmetic the share is that of I32F32, so nothing is lost. */
function storeConsensus({ consensus, size }: Network, epoch: YumaEpoch): void {
  for (let uid = 0; uid < size; uid++) consensus[uid] = Math.floor(epoch.consensus[uid] * u16Max);
}

/** RAO below which weights are refused; no such rule before v2.0. */
const stakeThreshold = (hyperparameters: Hyperparameters): number =>
  Object.hasOwn(hyperparameters, 'stakeThreshold') ? hyperparameters.stakeThreshold : 0;

function tooSoon(uid: Uid, block: Block, lastUpdate: Block, limit: number): string | null {
  if (lastUpdate === 0 || block - lastUpdate >= limit) return null;
  const remedy = 'lower it or raise validator.sweepBlocks';
  return `uid ${uid} set weights ${block - lastUpdate} blocks after the last ones; weightsSetRateLimit is ${limit} (${remedy})`;
}

/** First block from `block` on with (block + netuid + 1) mod (tempo + 1) = tempo, for netuid 1. */
function nextEpoch(block: Block, tempo: number): Block {
  const period = tempo + 1;
  return block + ((tempo - ((block + 2) % period) + period) % period);
}

/** Incentive that the last epoch would have given a miner with these weights of these validators. */
function steadyIncentive(
  epoch: YumaEpoch,
  voters: { readonly stake: Float64Array; readonly score: Float64Array },
  kappa: number,
  uids: Int32Array,
  weights: Float64Array,
): number {
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
