import type { ChainState } from '../chainState.ts';
import { weightedMedian } from '../consensus/weightedMedian.ts';
import { type YumaEpoch, type YumaPairs, yumaEpochBuffers, yumaEpochWith } from '../consensus/yuma.ts';
import { over } from '../copy.ts';
import type { SubnetHyperparameters } from '../hyperparameters/registry.ts';
import { type ChainKernel, chainKernel } from '../kernel/chain/chainKernel.ts';
import { yumaKernel } from '../kernel/float64/yumaKernel.ts';
import type { Network, Newcomer } from '../network.ts';
import type { Row } from '../row.ts';
import type { Payout, Refusal, Rules } from '../rules.ts';
import { stakeAt } from '../stake.ts';
import { type Block, type Uid, u16Max } from '../units.ts';
import { finneyWeights } from '../weights.ts';
import { commitWeights, revealWeights, tooManyWaiting, withoutStrangers } from './commitReveal.ts';
import { type EntryPrice, entryPrice } from './entryPrice.ts';
import { budgetOf, type EpochPay, epochPayBuffers, payEpoch, payFromShares } from './epochPay.ts';
import { type SubnetValues, subnetReader } from './subnetValues.ts';
import type { SubnetVersion } from './subnetVersions.ts';
import { neuronToReplace, takeSlot } from './takeSlot.ts';
import { epochInChainArithmetic } from './yumaChain.ts';
import { chainParameters, type EpochPlace, yumaParameters } from './yumaParameters.ts';

type SubnetState = ChainState<SubnetHyperparameters>;

/** A subnet's version with the working memory of its rules. */
interface Memory {
  readonly version: SubnetVersion;
  readonly epoch: YumaEpoch;
  readonly pay: EpochPay;
  /** By voter: what the look at a steady incentive works with. */
  readonly voters: { readonly stake: Float64Array; readonly score: Float64Array };
  readonly tieOrder?: Uint16Array;
  /** Of the last step, a share. */
  kappa: number;
}

/** The memory's arrays with a reader and kernels, which hold nothing that they could not read again. */
interface Subnet extends Omit<Memory, 'kappa'> {
  readonly read: (hyperparameters: SubnetHyperparameters) => SubnetValues;
  readonly pairs: YumaPairs;
  readonly exact: ChainKernel;
}

/**
 * The rules of a subnet, from subtensor v0.0.1 (June 2023) to spec 475 (October 2026): Yuma consensus with validator
 * permits, entry by proof of work or burn, replacement by what the last epoch said. `subnetVersions.ts` has what
 * differs. From v2.0 on the unit of account is the subnet's own alpha, 1e-9 of it a RAO: there is no pool, so a
 * burn takes the alpha that its TAO buys at `scenario.alphaPrice`, and neither root's TAO nor swaps move anything.
 */
export function subnetRules(
  version: SubnetVersion,
  capacity: number,
  tieOrder?: Uint16Array,
): Rules<SubnetHyperparameters> {
  const memory: Memory = {
    version,
    epoch: yumaEpochBuffers(capacity),
    pay: epochPayBuffers(capacity),
    voters: { stake: new Float64Array(capacity), score: new Float64Array(capacity) },
    ...(tieOrder !== undefined && { tieOrder }),
    kappa: 0.5,
  };
  return over(memory, rulesOver);
}

function rulesOver(memory: Memory): Rules<SubnetHyperparameters> {
  const { version, epoch, voters } = memory;
  const subnet: Subnet = {
    ...memory,
    read: subnetReader(),
    pairs: yumaKernel(),
    exact: chainKernel(epoch.incentive.length),
  };
  const price = entryPrice(version);
  return {
    currency: version.emission === 'alpha' ? 'alpha' : 'tao',
    payments: version.entry === 'continuous' ? ['burn'] : ['work', 'burn'],
    ...price,
    ...scheduleOf(version),
    ...replacementOf(subnet, price),
    ...weighingOf(subnet),
    arrive: (world) => {
      price.arrive(world);
      reveal(subnet, world);
    },
    distributed: (world) => budgetOf(world, version, subnet.read(world.hyperparameters), 1).epoch,
    minersPart: (world) =>
      Math.floor(budgetOf(world, version, subnet.read(world.hyperparameters), 1).epoch / 2),
    step: (world) => {
      memory.kappa = world.hyperparameters.kappa / u16Max;
      return step(subnet, world);
    },
    settleBonds: (world) => settleBonds(subnet, world),
    steadyIncentive: (uids, weights) => steadyIncentive(epoch, voters, memory.kappa, uids, weights),
  };
}

/** Consensus at the present block, with `values` in the place of what the world's own settings say. */
function runEpoch(subnet: Subnet, world: SubnetState, emission: number, values: SubnetValues): void {
  const { version, epoch, pay } = subnet;
  const { network, block, arithmetic } = world;
  const place: EpochPlace = { ownerUid: world.ownerUid, lastEpoch: world.lastStep };
  if (arithmetic === 'chain') {
    const parameters = chainParameters(version, values, place, block);
    epochInChainArithmetic(network, block, emission, parameters, epoch, pay, subnet.exact);
  } else {
    const parameters = yumaParameters(version, values, place);
    yumaEpochWith(subnet.pairs, network, block, emission, parameters, epoch);
    payFromShares(network.size, emission, epoch, pay);
  }
}

function step(subnet: Subnet, world: SubnetState): Payout {
  const { version, epoch, pay } = subnet;
  const { network } = world;
  const values = subnet.read(world.hyperparameters);
  const budget = budgetOf(world, version, values, world.block - world.lastStep);
  const run = () => runEpoch(subnet, world, budget.epoch, values);
  if (version.commitReveal?.masksNewcomers) withoutStrangers(network, run);
  else run();
  network.incentive.set(epoch.incentive);
  network.dividends.set(epoch.dividends);
  network.pruningScore.set(epoch.pruningScore);
  network.emission.set(pay.combined);
  storeConsensus(network, epoch);
  network.epochs += 1;
  const paid = payEpoch(world, version, budget, values.recycleOrBurn, epoch, pay);
  return { emission: budget.emission, ...paid, entries: epoch.entries };
}

/**
 * Bonds by share are settled after one epoch, as the decay cancels in the normalisation. Bonds by pair come to the
 * weights themselves: one epoch that renews them wholly brings them there (300 leave 2e-14 of the way).
 */
function settleBonds(subnet: Subnet, world: SubnetState): void {
  const values = subnet.read(world.hyperparameters);
  if (values.yuma3On) runEpoch(subnet, world, 0, { ...values, liquidAlphaOn: false, bondsMovingAverage: 0 });
}

/** When the network steps. */
const scheduleOf = ({ schedule }: SubnetVersion) => ({
  period: ({ hyperparameters: { tempo } }: SubnetState) => (schedule === 'modulo' ? tempo + 1 : tempo),
  nextStep: ({ block, lastStep, hyperparameters: { tempo } }: SubnetState) => {
    if (tempo === 0) return Number.POSITIVE_INFINITY;
    return schedule === 'modulo' ? nextEpoch(block + 1, tempo) : Math.max(block + 1, lastStep + tempo);
  },
});

/** Who may enter, and whom a newcomer replaces. */
function replacementOf({ version, read, tieOrder }: Subnet, price: EntryPrice) {
  const toReplace = (world: SubnetState) =>
    neuronToReplace(world, version, read(world.hyperparameters), tieOrder);
  return {
    refusal: (world: SubnetState): Refusal | null => {
      const full = price.full(world);
      if (full !== null || world.network.size < world.network.capacity) return full;
      return toReplace(world) === null ? 'nobody to replace' : null;
    },
    neuronToPrune: (world: SubnetState): Uid => {
      const uid = toReplace(world);
      if (uid === null) throw new RangeError('no neuron may be replaced: ask refusal before neuronToPrune');
      return uid;
    },
    occupy: (world: SubnetState, uid: Uid, newcomer: Newcomer) => takeSlot(world, version, uid, newcomer),
  };
}

function mayWeigh({ version, read }: Subnet, { network, hyperparameters, ownerUid }: SubnetState, uid: Uid) {
  if (network.validatorPermit[uid] === 0 && !(version.spares === 'ownerKeys' && uid === ownerUid))
    return false;
  return stakeAt(network.stakes, uid) >= read(hyperparameters).stakeThreshold;
}

const isSelf = (uid: Uid, { targets }: Row): boolean => targets.length === 1 && targets[0] === uid;

const storable = ({ network, hyperparameters }: SubnetState, uid: Uid, row: Row): Row | string =>
  finneyWeights(uid, network.size, row, hyperparameters);

/** Which weights are taken, and when they count. */
function weighingOf(subnet: Subnet) {
  const { commitReveal } = subnet.version;
  const commitsNow = ({ hyperparameters }: SubnetState) =>
    commitReveal !== null && subnet.read(hyperparameters).commitRevealWeightsEnabled ? commitReveal : null;
  return {
    mayWeigh: (world: SubnetState, uid: Uid) => commitsNow(world) !== null || mayWeigh(subnet, world, uid),
    acceptWeights: (world: SubnetState, uid: Uid, row: Row): Row | string => {
      const { network, block, hyperparameters } = world;
      const early = tooSoon(uid, block, network.lastUpdate[uid], hyperparameters.weightsSetRateLimit);
      const commits = commitsNow(world);
      if (commits !== null) return early ?? tooManyWaiting(network, uid, commits) ?? row;
      if (!isSelf(uid, row) && !mayWeigh(subnet, world, uid))
        return `uid ${uid} set weights without a validator permit, or with stake below stakeThreshold`;
      return early ?? storable(world, uid, row);
    },
    takeWeights: (world: SubnetState, uid: Uid, row: Row) => {
      const { network, block } = world;
      if (commitsNow(world) !== null) commitWeights(network, uid, row, block);
      else {
        network.weights[uid] = row;
        network.lastUpdate[uid] = block;
      }
    },
  };
}

/** In the first block after an epoch, weights that were committed long enough ago begin to count. */
function reveal(subnet: Subnet, world: SubnetState): void {
  if (subnet.version.commitReveal === null || world.block <= world.lastStep) return;
  const { revealPeriodEpochs } = subnet.read(world.hyperparameters);
  revealWeights(world.network, revealPeriodEpochs, (uid, row) => revealed(subnet, world, uid, row));
}

/** What becomes of a committed row when it is revealed: checked then as a row that is set at once; null: lost. */
function revealed(subnet: Subnet, world: SubnetState, uid: Uid, row: Row): Row | null {
  if (!isSelf(uid, row) && !mayWeigh(subnet, world, uid)) return null;
  const stored = storable(world, uid, row);
  return typeof stored === 'string' ? null : stored;
}

/** u16, floored as the chain stores a share; in chain arithmetic the share is that of I32F32, so nothing is lost. */
function storeConsensus({ consensus, size }: Network, epoch: YumaEpoch): void {
  for (let uid = 0; uid < size; uid++) consensus[uid] = Math.floor(epoch.consensus[uid] * u16Max);
}

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
