import { emptyRow, type Row, rowOf } from './row.ts';
import { type Stakes, stakesOf } from './stake.ts';
import { type Block, type Serial, type Uid, u32Max } from './units.ts';

/** Weights that were committed and are not revealed yet. */
export interface Commit {
  readonly uid: Uid;
  readonly hotkey: Serial;
  readonly row: Row;
  readonly block: Block;
  /** Epochs the network had run by then. */
  readonly epoch: number;
}

/** What a mechanism beside the first has of its own; fields as those of the network, which are the first one's. */
export interface MechanismState {
  readonly lastUpdate: Float64Array;
  readonly weights: Row[];
  readonly bonds: Row[];
  readonly consensus: Uint16Array;
  commits: readonly Commit[];
}

/**
 * The state of one network as the chain keeps it: arrays indexed by uid, sparse rows for weights and bonds.
 * `capacity` is the length of every array, `size` the number of uids in use.
 */
export interface Network {
  readonly capacity: number;
  size: number;
  /** Counts how often a slot was taken: a reader that saw this number knows every hotkey. */
  seatings: number;
  /** RAO on each hotkey. */
  readonly stakes: Stakes;
  /** [uid] block of registration. */
  readonly registrationBlock: Float64Array;
  /** [uid] block of the last accepted weights. */
  readonly lastUpdate: Float64Array;
  /** [uid] serial of the hotkey; changes when a neuron is replaced. */
  readonly hotkey: Float64Array;
  /** [uid] serial of the owner. */
  readonly coldkey: Float64Array;
  /** [uid] 1 if the uid held a validator permit after the last epoch (Finney). */
  readonly validatorPermit: Uint8Array;
  /** [uid] sparse row as stored: u32 shares (Nakamoto) or u16, max-upscaled (Finney). */
  readonly weights: Row[];
  /** [uid] sparse u16 bonds (Finney). */
  readonly bonds: Row[];
  /** [uid] dense RAO by target, null while a uid never held one (Nakamoto). */
  readonly bondRao: (Float64Array | null)[];
  /** [uid] incentive of the last step, share of the whole. */
  readonly incentive: Float64Array;
  /** [uid] dividends of the last step, share of the whole. */
  readonly dividends: Float64Array;
  /** [uid] u16 score that decides which uid is replaced (Finney). */
  readonly pruningScore: Uint16Array;
  /** Uids replaced since the last step; bonds towards them are dropped at the next (Nakamoto). */
  readonly replaced: Set<Uid>;
  /** [uid] RAO of the last epoch, which decides the uid to replace from v3.3.8 on. */
  readonly emission: Float64Array;
  /** [uid] u16 consensus of the last epoch (liquid alpha looks back at it from spec 444 on). */
  readonly consensus: Uint16Array;
  /** [uid] share of its weight that the last epoch did not clip (Finney). */
  readonly validatorTrust: Float64Array;
  /** Epochs run. */
  epochs: number;
  /** In the order they came (commit-reveal). */
  commits: readonly Commit[];
  /** Mechanisms beside the first (v3.2.8 on); see `networkOf`. */
  readonly mechanisms: MechanismState[];
}

/** An empty network with room for `capacity` uids. */
export function createNetwork(capacity: number): Network {
  const perUid = () => new Float64Array(capacity);
  return {
    capacity,
    size: 0,
    seatings: 0,
    stakes: stakesOf(new BigUint64Array(capacity)),
    registrationBlock: perUid(),
    lastUpdate: perUid(),
    hotkey: perUid().fill(-1),
    coldkey: perUid().fill(-1),
    validatorPermit: new Uint8Array(capacity),
    weights: Array.from({ length: capacity }, () => emptyRow),
    bonds: Array.from({ length: capacity }, () => emptyRow),
    bondRao: Array.from({ length: capacity }, () => null),
    incentive: perUid(),
    dividends: perUid(),
    pruningScore: new Uint16Array(capacity),
    replaced: new Set(),
    emission: perUid(),
    consensus: new Uint16Array(capacity),
    validatorTrust: perUid(),
    epochs: 0,
    commits: [],
    mechanisms: [],
  };
}

/** A network of its own with the same state; stored rows are shared, for they are never changed in place. */
export function cloneNetwork(network: Network): Network {
  return {
    ...network,
    stakes: stakesOf(network.stakes.rao.slice()),
    registrationBlock: network.registrationBlock.slice(),
    lastUpdate: network.lastUpdate.slice(),
    hotkey: network.hotkey.slice(),
    coldkey: network.coldkey.slice(),
    validatorPermit: network.validatorPermit.slice(),
    weights: [...network.weights],
    bonds: [...network.bonds],
    bondRao: network.bondRao.map((bonds) => bonds?.slice() ?? null),
    incentive: network.incentive.slice(),
    dividends: network.dividends.slice(),
    pruningScore: network.pruningScore.slice(),
    replaced: new Set(network.replaced),
    emission: network.emission.slice(),
    consensus: network.consensus.slice(),
    mechanisms: network.mechanisms.map(cloneMechanism),
    validatorTrust: network.validatorTrust.slice(),
  };
}

const cloneMechanism = ({
  lastUpdate,
  weights,
  bonds,
  consensus,
  commits,
}: MechanismState): MechanismState => ({
  lastUpdate: lastUpdate.slice(),
  weights: [...weights],
  bonds: [...bonds],
  consensus: consensus.slice(),
  commits,
});

/** The weight every Nakamoto neuron starts with: all of it on itself. */
export const selfWeight = (uid: Uid): Row => rowOf([[uid, u32Max]]);

/** What a newcomer brings to its slot. */
export interface Newcomer {
  readonly hotkey: Serial;
  readonly coldkey: Serial;
}

/** Writes the keys and the registration block of a newcomer into a slot; the rest is the ruleset's choice. */
export function seat(network: Network, uid: Uid, newcomer: Newcomer, block: Block): void {
  network.seatings += 1;
  network.hotkey[uid] = newcomer.hotkey;
  network.coldkey[uid] = newcomer.coldkey;
  network.registrationBlock[uid] = block;
}
