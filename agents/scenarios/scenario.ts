import type { RulesetName } from '../../sim/rulesets.ts';
import type { Block, Blocks, Rao, Share, Uid } from '../../sim/units.ts';
import type { NetworkStart } from './networkStart.ts';

/** A named starting state with its people: data, so that a sweep can vary it like a hyperparameter. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly ruleset: RulesetName;
  /** Whose stakes the founders have; those of subnet 31 come with its weights, which say what its miners are worth. */
  readonly stakes: 'genesis' | 'subnet 1' | 'subnet 31' | 'made up' | 'network';
  /** With the stakes of a network of one’s own: what is known of it. */
  readonly network?: NetworkStart;
  /**
   * How the miners of recorded weights are rated; absent: by their stake-weighted mean weight, so that a single row pays. By the
   * consensus, a miner that no majority backs is paid nothing.
   */
  readonly ratedBy?: 'mean weight' | 'consensus';
  readonly uids: number;
  readonly validators: number;
  /**
   * Blocks over which a limit per block counts; absent: 1, as on the chain. A scaled world that leaves it out lets in as many a block
   * as the whole one.
   */
  readonly limitBlocks?: Blocks;
  /** Every amount of TAO (stakes, emission, stakePruningMin) is this part of the chain's. */
  readonly scale: Share;
  /** Whether measures count miners of any stake among the peers: no chain since Nakamoto prunes by stake. Absent: below 1,024 TAO. */
  readonly peersOfAnyStake?: true;
  /** RAO minted per block. */
  readonly emissionPerBlock: Rao;
  readonly start: Block;
  /** Days before the measured window. */
  readonly warmUpDays: number;
  /** Days of the measured window in a trial that does not say. */
  readonly days: number;
  /** Hyperparameters and settings that differ from the ruleset's defaults. */
  readonly settings: Readonly<Record<string, number | string | boolean>>;
  /** Uid of the subnet owner's hotkey; absent: the owner holds none. */
  readonly ownerUid?: Uid;
  /** Difficulty and burn at the start, moved into the ruleset's bounds. */
  readonly gate: { readonly difficulty: bigint; readonly burn: Rao };
}

/** Roles and stakes at the start; arrays by uid. */
export interface Founding {
  readonly stakeRao: readonly bigint[];
  readonly owner: readonly number[];
  /** Uids of the validators. */
  readonly validators: readonly number[];
}
