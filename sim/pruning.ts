import type { Block, Blocks, Rao, Uid } from './units.ts';

/** What Nakamoto's pruning looks at; arrays by uid. */
export interface NakamotoPeers {
  readonly size: number;
  /** RAO. */
  readonly stake: Float64Array;
  readonly totalStake: Rao;
  /** Share of the last step's incentive. */
  readonly incentive: Float64Array;
  readonly registrationBlock: Float64Array;
}

/**
 * The uid a newcomer replaces (NK registration.rs): stake share from `stakePruningMin` on, incentive below it; the
 * immune come after everyone else, the earliest registered first. Ties go to the first in `order`, by default
 * the chain's: little-endian bytes of the uid.
 */
export function neuronToPruneNakamoto(
  peers: NakamotoPeers,
  block: Block,
  immunityPeriod: Blocks,
  stakePruningMin: Rao,
  order: Uint16Array = littleEndianOrder(peers.size),
): Uid {
  const { stake, totalStake, incentive, registrationBlock } = peers;
  let least = Number.POSITIVE_INFINITY;
  let chosen = 0;
  for (let k = 0; k < peers.size; k++) {
    const uid = order[k];
    const registered = registrationBlock[uid];
    let score = incentive[uid];
    if (stake[uid] >= stakePruningMin) score = totalStake > 0 ? stake[uid] / totalStake : 0;
    if (block - registered < immunityPeriod) score += registered + 1;
    if (score < least) {
      least = score;
      chosen = uid;
    }
  }
  return chosen;
}

const orders = new Map<number, Uint16Array>();

/** 0 … n − 1 by the little-endian bytes of the uid: 0, 256, 512, …, 1, 257, … */
export function littleEndianOrder(n: number): Uint16Array {
  let order = orders.get(n);
  if (order === undefined) {
    const key = (uid: number) => (uid & 0xff) * 256 + (uid >>> 8);
    order = Uint16Array.from({ length: n }, (_, uid) => uid).sort((one, other) => key(one) - key(other));
    orders.set(n, order);
  }
  return order;
}

const ascending = new Map<number, Uint16Array>();

/** 0 … n − 1: Finney's order, in which the last of equals is replaced. */
export function ascendingOrder(n: number): Uint16Array {
  let order = ascending.get(n);
  if (order === undefined) ascending.set(n, (order = Uint16Array.from({ length: n }, (_, uid) => uid)));
  return order;
}

/** What v0.0.1's pruning looks at; arrays by uid. */
export interface FinneyPeers {
  readonly size: number;
  readonly pruningScore: Uint16Array;
  readonly registrationBlock: Float64Array;
}

/**
 * The uid a newcomer replaces (subtensor v0.0.1 registration.rs, get_neuron_to_prune): among equals the highest uid;
 * an immune one only where nobody else has a score below 65,535.
 */
export function neuronToPruneFinney(
  peers: FinneyPeers,
  block: Block,
  immunityPeriod: Blocks,
  order: Uint16Array = ascendingOrder(peers.size),
): Uid {
  let least = 65_535;
  let chosen = 0;
  let leastImmune = 65_535;
  let chosenImmune = 0;
  for (let k = 0; k < peers.size; k++) {
    const uid = order[k];
    const score = peers.pruningScore[uid];
    if (score > least) continue;
    if (block - peers.registrationBlock[uid] < immunityPeriod) {
      if (score < leastImmune) {
        leastImmune = score;
        chosenImmune = uid;
      }
    } else {
      least = score;
      chosen = uid;
    }
  }
  return least === 65_535 ? chosenImmune : chosen;
}
