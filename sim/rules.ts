import type { ChainState } from './chainState.ts';
import type { Currency, Payment } from './currency.ts';
import type { Hyperparameters } from './hyperparameters/registry.ts';
import type { Newcomer } from './network.ts';
import type { Row } from './row.ts';
import type { Block, Blocks, Rao, Uid } from './units.ts';

/** Incentive of the owner's hotkeys that is not paid out, RAO. */
export interface Withheld {
  /** Issued, and held by nobody. */
  readonly burned: Rao;
  /** Not issued. */
  readonly recycled: Rao;
}

/** What a step of a network paid out. */
export interface Payout {
  /** RAO the step was allowed to mint. */
  readonly emission: Rao;
  /** RAO credited to hotkeys, owner and root. */
  readonly credited: Rao;
  /**
   * RAO of incentive that the owner's hotkeys earned and did not get. Credited and burned are minted; recycled, and the rest of
   * the emission, lost to flooring, are not.
   */
  readonly withheld: Withheld;
  /** Weight entries the consensus read. */
  readonly entries: number;
}

/** Why the chain refuses a registration; in a scaled world a block is `limitBlocks` long. */
export type Refusal = 'block full' | 'interval full' | 'nobody to replace';

/**
 * The behaviour of one ruleset: when a network steps and what then happens, which candidates may enter, which uid a newcomer
 * replaces. Everything that differs between two versions of the chain is behind these functions, and
 * what settings say to those outside the chain is told by `readingOf`.
 */
export interface Rules<Known extends Hyperparameters = Hyperparameters> {
  /** What the network pays in. */
  readonly currency: Currency;
  /** What a newcomer may pay with. */
  readonly payments: readonly Payment[];
  /** Whether an epoch says how far it trusts each validator. */
  readonly tellsTrust: boolean;
  /** What has come to pass by itself when `world.block` is reached: call it at every block that is looked at. */
  arrive(world: ChainState<Known>): void;
  /** RAO of a block that reach the neurons of the network, at the present issuance. */
  distributed(world: ChainState<Known>): Rao;
  /** RAO of a block that are shared out among miners by their incentive, at the present issuance. */
  minersPart(world: ChainState<Known>): Rao;
  /** Next block at which the network steps. */
  nextStep(world: ChainState<Known>): Block;
  /** Blocks between two steps. */
  period(world: ChainState<Known>): Blocks;
  /** Puts the bonds where `steps` more steps at the present stakes and weights would bring them. */
  settleBonds(world: ChainState<Known>, steps: number): void;
  /** Consensus and emission at `world.block`. */
  step(world: ChainState<Known>): Payout;
  /** Next block at which the price of entry is adjusted. */
  nextAdjustment(world: ChainState<Known>): Block;
  adjust(world: ChainState<Known>): void;
  refusal(world: ChainState<Known>): Refusal | null;
  /** Someone has just registered and was counted: the price may jump. */
  entered(world: ChainState<Known>): void;
  /** The uid that a newcomer replaces when the network is full; ask `refusal` first. */
  neuronToPrune(world: ChainState<Known>): Uid;
  /** Puts a newcomer into a slot, with what the ruleset clears and what it leaves standing. */
  occupy(world: ChainState<Known>, uid: Uid, newcomer: Newcomer): void;
  /** Whether the chain takes weights on others from this uid now. */
  mayWeigh(world: ChainState<Known>, uid: Uid): boolean;
  /** The row as the chain would store it for a mechanism (left out: the first), or the reason it refuses. */
  acceptWeights(world: ChainState<Known>, uid: Uid, row: Row, mechanism?: number): Row | string;
  /** Takes an accepted row: at once, or to be revealed later. */
  takeWeights(world: ChainState<Known>, uid: Uid, row: Row, mechanism?: number): void;
  /**
   * Incentive at the last step of a miner to whom validator `uids[k]` had given the share `weights[k]` of its
   * weights, all else as it was: what a newcomer is to expect once every score has settled.
   */
  steadyIncentive(uids: Int32Array, weights: Float64Array): number;
}
