import type { Hyperparameters } from './hyperparameters/registry.ts';
import type { Ledger } from './ledger.ts';
import type { Network } from './network.ts';
import type { Block, Blocks, Rao, Uid } from './units.ts';

/** Which numbers the consensus is computed in: fast, or the chain's fixed point. */
export type Arithmetic = 'float64' | 'chain';

/** The price of entry and the counters that move it. */
export interface Gate {
  /** Expected hashes for one registration. */
  difficulty: bigint;
  /** RAO for one registration by burn (Finney). */
  burn: bigint;
  lastAdjustment: Block;
  /** Block that `burn` is the price of, where the price moves in every block (v3.3.14 on). */
  pricedAt: Block;
  /** Registrations since the last adjustment, by work and by burn. */
  worked: number;
  burned: number;
  /** First block of the latest window with a registration, and how many there were in it. */
  windowStart: Block;
  inWindow: number;
}

/** One network, its ledger and its clock: the state that a ruleset reads and changes, with settings that it knows. */
export interface ChainState<Known extends Hyperparameters = Hyperparameters> {
  readonly arithmetic: Arithmetic;
  /** Replaced as a whole where governance changes one of them. */
  hyperparameters: Known;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly gate: Gate;
  /**
   * Blocks over which a limit per block counts: 1 on the chain, 1/scale in a scaled world, where as many newcomers come in so much
   * longer a time.
   */
  readonly limitBlocks: Blocks;
  /** RAO the network may mint per block, before any halving. */
  emissionPerBlock: Rao;
  /** Uid of the subnet owner's hotkey, which later rulesets favour; null: the owner holds none. */
  ownerUid: Uid | null;
  block: Block;
  lastStep: Block;
}

export function createGate(difficulty: bigint, burn: bigint, block: Block): Gate {
  return {
    difficulty,
    burn,
    lastAdjustment: block,
    pricedAt: block,
    worked: 0,
    burned: 0,
    windowStart: Number.NEGATIVE_INFINITY,
    inWindow: 0,
  };
}

/** Registrations in the window of the present block: those that the limit per block counts. */
export function registeredLately({ gate, block, limitBlocks }: ChainState): number {
  return block - gate.windowStart < limitBlocks ? gate.inWindow : 0;
}
