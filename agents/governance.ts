import { type Hyperparameters, resolve } from '../sim/hyperparameters/registry.ts';
import type { GovernanceRole } from '../sim/roles.ts';
import type { RulesetName } from '../sim/rulesets.ts';
import type { Block } from '../sim/units.ts';
import type { World } from '../sim/world.ts';

/** What changes at a block: hyperparameters, or the emission of a block by a factor. */
export interface Amendment {
  readonly block: Block;
  readonly set: Readonly<Record<string, number | string | boolean>>;
  readonly emissionFactor?: number;
}

/** What a plan changes of the settings while its world runs, unannounced. */
export interface RuleChange {
  /** Days after the founding, of 7,200 blocks; it acts at the end of that block. */
  readonly day: number;
  readonly set: Amendment['set'];
}

/** What will change, and the block after which it is public. */
export interface Announcement {
  /** The hyperparameter that changes. */
  readonly name: string;
  readonly from: Block;
  /** The settings as they will be, each from its block on; ascending. */
  readonly changes: readonly { readonly block: Block; readonly hyperparameters: Hyperparameters }[];
}

/** What people have been told, or will be: replaced when something is decided while the world runs. Null: nothing. */
export interface Notices {
  announcement: Announcement | null;
}

/** Is told of each change after it was made, with what it set; brings back the changes that follow from it. */
export type Heed = (world: World, set: Amendment['set']) => readonly Amendment[];

/** Changes that are decided, each at its block; those that depend on them are notified afterwards. */
export class Schedule implements GovernanceRole {
  private readonly ruleset: RulesetName;
  private readonly ahead: Amendment[];
  private readonly heed: Heed;

  constructor(ruleset: RulesetName, amendments: readonly Amendment[], heed: Heed) {
    this.ruleset = ruleset;
    this.ahead = [...amendments].sort((one, other) => one.block - other.block);
    this.heed = heed;
  }

  get nextBlock(): Block {
    return this.ahead.length > 0 ? this.ahead[0].block : Number.POSITIVE_INFINITY;
  }

  /** One change more, which lies ahead; of those of a block the one added last acts last. */
  add(amendment: Amendment): void {
    this.ahead.push(amendment);
    this.ahead.sort((one, other) => one.block - other.block);
  }

  /** Throws `HyperparameterError` for a value out of range. */
  act(world: World): void {
    const { set, emissionFactor = 1 } = this.ahead.shift()!;
    world.hyperparameters = amended(this.ruleset, world.hyperparameters, set);
    world.emissionPerBlock *= emissionFactor;
    for (const amendment of this.heed(world, set)) this.add(amendment);
  }
}

/** The settings of a network with some of them changed. */
export const amended = (
  ruleset: RulesetName,
  hyperparameters: Hyperparameters,
  set: Amendment['set'],
): Hyperparameters => resolve(ruleset, { ...hyperparameters, ...set });
