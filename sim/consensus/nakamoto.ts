import { exp } from '../math/elementary.ts';
import type { Network } from '../network.ts';
import type { Row } from '../row.ts';
import { stakeAt } from '../stake.ts';
import { u32Max } from '../units.ts';

/**
 * One step of the Nakamoto consensus in float64: rank, trust, sigmoid, bonds, dividends (NK step.rs,
 * mechanism_step; equations 1–8 of the whitepaper). The chain's own arithmetic is `chain/nakamoto.ts`.
 */
export interface NakamotoParameters {
  /** Slope of the sigmoid. */
  readonly rho: number;
  /** Share of active stake at which consensus is one half (the chain stores its inverse, 2). */
  readonly kappa: number;
  /** Part of its own incentive a neuron keeps. */
  readonly selfOwnership: number;
  /** Part of a bond that survives a step, 0 … 1. */
  readonly bondsMovingAverage: number;
  /** Blocks without weights after which a neuron no longer counts. */
  readonly activityCutoff: number;
}

/** Every intermediate of a step; all arrays are [uid], shares unless said. Overwritten by the next step. */
export interface NakamotoEpoch {
  readonly active: Uint8Array;
  /** Stake over the total active stake. */
  readonly stake: Float64Array;
  readonly rank: Float64Array;
  readonly trust: Float64Array;
  readonly consensus: Float64Array;
  readonly incentive: Float64Array;
  /** RAO bonded to each uid. */
  readonly bondTotal: Float64Array;
  /** Incentive that one RAO bonded to each uid earns its holder. */
  readonly bondYield: Float64Array;
  readonly dividends: Float64Array;
  /** RAO to credit: floor(dividends · emission). */
  readonly emission: Float64Array;
  /** Σ of ranks before normalisation, and Σ of rank·consensus after it: what turns a rank into an incentive. */
  totalRank: number;
  scale: number;
  /** Σ of the stake shares of active neurons. */
  activeShare: number;
  /** Weight entries read. */
  entries: number;
}

/** Zeroed results of `nakamotoStep` for up to `capacity` uids; one set serves every step of a network. */
export function nakamotoEpochBuffers(capacity: number): NakamotoEpoch {
  const perUid = () => new Float64Array(capacity);
  return {
    active: new Uint8Array(capacity),
    stake: perUid(),
    rank: perUid(),
    trust: perUid(),
    consensus: perUid(),
    incentive: perUid(),
    bondTotal: perUid(),
    bondYield: perUid(),
    dividends: perUid(),
    emission: perUid(),
    totalRank: 0,
    scale: 0,
    activeShare: 0,
    entries: 0,
  };
}

/** The two passes of a step over all pairs of a neuron and a target. */
export interface NakamotoPairs {
  /**
   * Step 3: fills `rank`, `trust`, `bondTotal` and `entries` of the epoch, and moves the bonds of the network, without those
   * towards replaced uids. `bondBudget`: RAO of bonds that a share of 1 buys; `retained`: the part of a bond that is kept.
   */
  buy(network: Network, bondBudget: number, retained: number, epoch: NakamotoEpoch): void;
  /** Step 6: adds to the dividends what the bonds of each uid earn at `bondYield`. */
  earn(network: Network, epoch: NakamotoEpoch): void;
}

/**
 * Runs one step on the network's stakes, weights and bonds at `block`, with `emission` RAO to bond.
 * Bonds are moved in place; everything else is written to `epoch`.
 */
export function nakamotoStep(
  network: Network,
  block: number,
  emission: number,
  parameters: NakamotoParameters,
  epoch: NakamotoEpoch,
): void {
  nakamotoStepWith(nakamotoPairs, network, block, emission, parameters, epoch);
}

/** `nakamotoStep` with another text of its passes over pairs: the kernel's (`sim/kernel/nakamoto/nakamotoKernel.ts`). */
export function nakamotoStepWith(
  pairs: NakamotoPairs,
  network: Network,
  block: number,
  emission: number,
  parameters: NakamotoParameters,
  epoch: NakamotoEpoch,
): void {
  const { bondsMovingAverage: retained } = parameters;
  epoch.activeShare = activeStake(network, block, parameters.activityCutoff, epoch);
  pairs.buy(network, emission * (1 - retained), retained, epoch);
  network.replaced.clear();
  normaliseRanks(epoch, network.size);
  reachConsensus(epoch, network.size, parameters);
  payDividends(pairs, network, parameters.selfOwnership, epoch);
  for (let uid = 0; uid < network.size; uid++)
    epoch.emission[uid] = Math.floor(epoch.dividends[uid] * emission);
}

/** Whether a uid says something that counts: it is active, has stake, and names others than itself. */
export const speaks = ({ weights }: Network, { active, stake }: NakamotoEpoch, uid: number): boolean =>
  active[uid] === 1 && stake[uid] > 0 && !isSilent(uid, weights[uid]);

/** The readable text of the passes over pairs, and the kernel's reference. */
export const nakamotoPairs: NakamotoPairs = { buy: buyBonds, earn: earnOnBonds };

function buyBonds(network: Network, bondBudget: number, retained: number, epoch: NakamotoEpoch): void {
  clear(epoch, network.size);
  for (let uid = 0; uid < network.size; uid++) {
    const says = speaks(network, epoch, uid);
    if (says) network.bondRao[uid] ??= new Float64Array(network.capacity);
    const bonds = network.bondRao[uid];
    if (bonds === null) continue;
    for (const target of network.replaced) bonds[target] = 0;
    if (!says) keepBonds(bonds, network.size, retained, epoch);
    else if (rises(network.weights[uid])) buyInOrder(network, uid, bonds, bondBudget, retained, epoch);
    else buyInDisorder(network, uid, bonds, bondBudget, retained, epoch);
  }
}

/** Steps 1 and 2: the active neurons, and every stake as a share of the active one. Returns Σ of active shares. */
function activeStake(network: Network, block: number, cutoff: number, epoch: NakamotoEpoch): number {
  let total = 0;
  for (let uid = 0; uid < network.size; uid++) {
    epoch.active[uid] = block - network.lastUpdate[uid] < cutoff ? 1 : 0;
    epoch.stake[uid] = stakeAt(network.stakes, uid);
    if (epoch.active[uid]) total += epoch.stake[uid];
  }
  if (total === 0) {
    epoch.stake.fill(0);
    return 0;
  }
  let activeShare = 0;
  for (let uid = 0; uid < network.size; uid++) {
    epoch.stake[uid] /= total;
    if (epoch.active[uid]) activeShare += epoch.stake[uid];
  }
  return activeShare;
}

function clear(epoch: NakamotoEpoch, size: number): void {
  epoch.rank.fill(0, 0, size);
  epoch.trust.fill(0, 0, size);
  epoch.bondTotal.fill(0, 0, size);
  epoch.entries = 0;
}

/** A neuron that names only itself has no part in the step. */
const isSilent = (uid: number, { targets }: Row): boolean =>
  targets.length === 0 || (targets.length === 1 && targets[0] === uid);

/** A bond keeps `retained` of itself each step. */
function keepBonds(bonds: Float64Array, size: number, retained: number, { bondTotal }: NakamotoEpoch): void {
  for (let target = 0; target < size; target++) bondTotal[target] += bonds[target] *= retained;
}

/**
 * Step 3: one row's part in rank and trust, and the bonds it buys; presence of an entry is trust, a self weight counts for
 * nothing. Bonds decay, grow and are counted in one pass, which entries in rising order allow.
 */
function buyInOrder(
  network: Network,
  uid: number,
  bonds: Float64Array,
  bondBudget: number,
  retained: number,
  epoch: NakamotoEpoch,
): void {
  const { targets, values } = network.weights[uid];
  const { rank, trust, bondTotal } = epoch;
  const { size } = network;
  const stake = epoch.stake[uid];
  const perUnit = stake / u32Max;
  const bondPerUnit = perUnit * bondBudget;
  const ownRank = rank[uid];
  const ownTrust = trust[uid];
  const ownBond = bonds[uid] * retained;
  const ownTotal = bondTotal[uid] + ownBond;
  let target = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    const named = targets[entry];
    for (; target < named; target++) bondTotal[target] += bonds[target] *= retained;
    const value = values[entry];
    rank[named] += perUnit * value;
    trust[named] += stake;
    bondTotal[named] += bonds[named] = bonds[named] * retained + bondPerUnit * value;
    target = named + 1;
  }
  for (; target < size; target++) bondTotal[target] += bonds[target] *= retained;
  // Restoring what a self weight wrote beats a test in the loop.
  rank[uid] = ownRank;
  trust[uid] = ownTrust;
  bonds[uid] = ownBond;
  bondTotal[uid] = ownTotal;
  epoch.entries += targets.length;
}

/** The same for entries in any order, in three passes. */
function buyInDisorder(
  network: Network,
  uid: number,
  bonds: Float64Array,
  bondBudget: number,
  retained: number,
  epoch: NakamotoEpoch,
): void {
  const { targets, values } = network.weights[uid];
  const { rank, trust, bondTotal } = epoch;
  const stake = epoch.stake[uid];
  const perUnit = stake / u32Max;
  const bondPerUnit = perUnit * bondBudget;
  for (let target = 0; target < network.size; target++) bonds[target] *= retained;
  for (let entry = 0; entry < targets.length; entry++) {
    const target = targets[entry];
    if (target === uid) continue;
    const value = values[entry];
    rank[target] += perUnit * value;
    trust[target] += stake;
    bonds[target] += bondPerUnit * value;
  }
  for (let target = 0; target < network.size; target++) bondTotal[target] += bonds[target];
  epoch.entries += targets.length;
}

/** Rows whose entries rise; a row is looked at once, as it never changes. */
const rising = new WeakMap<Row, boolean>();

function rises(row: Row): boolean {
  let known = rising.get(row);
  if (known === undefined) {
    const { targets } = row;
    known = true;
    for (let entry = 1; entry < targets.length && known; entry++) known = targets[entry] > targets[entry - 1];
    rising.set(row, known);
  }
  return known;
}

/** Step 4: ranks sum to one, trust is a share of the active stake. */
function normaliseRanks(epoch: NakamotoEpoch, size: number): void {
  const totalRank = (epoch.totalRank = sum(epoch.rank, size));
  const totalTrust = sum(epoch.trust, size);
  if (totalRank <= 0 || totalTrust <= 0) return;
  for (let uid = 0; uid < size; uid++) {
    epoch.rank[uid] /= totalRank;
    epoch.trust[uid] /= epoch.activeShare;
  }
}

/** Step 5: C = 1 / (1 + exp(−rho (T − kappa))), I = R C, normalised; all zero if no neuron is ranked. */
function reachConsensus(epoch: NakamotoEpoch, size: number, parameters: NakamotoParameters): void {
  epoch.scale = 0;
  if (epoch.totalRank <= 0) {
    epoch.consensus.fill(0, 0, size);
    epoch.incentive.fill(0, 0, size);
    return;
  }
  let total = 0;
  let lastTrust = Number.NaN;
  let lastConsensus = 0;
  for (let uid = 0; uid < size; uid++) {
    // Most uids share one trust (all validators list them, or none does): the sigmoid is worth remembering.
    if (epoch.trust[uid] !== lastTrust) {
      lastTrust = epoch.trust[uid];
      lastConsensus = 1 / (1 + exp(-parameters.rho * (lastTrust - parameters.kappa)));
    }
    epoch.consensus[uid] = lastConsensus;
    epoch.incentive[uid] = epoch.rank[uid] * lastConsensus;
    total += epoch.incentive[uid];
  }
  epoch.scale = total;
  if (total > 0) for (let uid = 0; uid < size; uid++) epoch.incentive[uid] /= total;
}

/** Steps 6 and 7: a neuron keeps part of its incentive, its bond holders get the rest. */
function payDividends(
  pairs: NakamotoPairs,
  network: Network,
  selfOwnership: number,
  epoch: NakamotoEpoch,
): void {
  const { incentive, bondTotal, bondYield, dividends } = epoch;
  const { size } = network;
  for (let uid = 0; uid < size; uid++) {
    dividends[uid] = (bondTotal[uid] > 0 ? selfOwnership : 1) * incentive[uid];
    bondYield[uid] = bondTotal[uid] > 0 ? ((1 - selfOwnership) * incentive[uid]) / bondTotal[uid] : 0;
  }
  pairs.earn(network, epoch);
  const total = sum(dividends, size);
  if (total > 0) for (let uid = 0; uid < size; uid++) dividends[uid] /= total;
}

function earnOnBonds({ bondRao, size }: Network, { bondYield, dividends }: NakamotoEpoch): void {
  for (let uid = 0; uid < size; uid++) {
    const bonds = bondRao[uid];
    if (bonds === null) continue;
    let earned = 0;
    for (let target = 0; target < size; target++) earned += bonds[target] * bondYield[target];
    dividends[uid] += earned;
  }
}

function sum(values: Float64Array, size: number): number {
  let total = 0;
  for (let uid = 0; uid < size; uid++) total += values[uid];
  return total;
}
