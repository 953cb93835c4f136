import type { RulesetName } from '../../sim/rulesets.ts';
import type { Block, Rao, Share, Uid } from '../../sim/units.ts';

/**
 * A network of one’s own as a world starts from it: plain data, which a plan holds, so that its trials run without the file. Arrays are
 * by uid.
 */
export interface NetworkStart {
  readonly name: string;
  readonly ruleset: RulesetName;
  readonly block: Block;
  /** RAO, as text: some are above 2^53. */
  readonly stakeRao: readonly string[];
  /** Running number of the coldkey. */
  readonly owner: readonly number[];
  /** Block of registration; absent: drawn. */
  readonly registrationBlock?: readonly Block[];
  readonly validators: readonly Uid[];
  /** What the weights say of each uid: their mean by stake, rows normalised. Absent: they are not known, and miners are drawn. */
  readonly worth?: readonly Share[];
  readonly ownerUid: Uid | null;
  /** RAO for a registration. */
  readonly burn: Rao;
  /** Most uids the network may have. */
  readonly uids: number;
  /** RAO a block. */
  readonly emissionPerBlock: Rao;
  /** Hyperparameters of the file, and settings that follow from it. */
  readonly settings: Readonly<Record<string, number | string | boolean>>;
}
