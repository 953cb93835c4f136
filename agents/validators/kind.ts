import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Share, Uid } from '../../sim/units.ts';
import type { Validator } from './validator.ts';

/** A kind of validator that is not honest, in a file of its own and listed in `catalogue.ts`. */
export interface ValidatorKind {
  readonly name: string;
  /** Share of the validators' stake that they hold. */
  shareOf(hyperparameters: Hyperparameters): Share;
  /** Takes its place in the cast. */
  seat(...place: ConstructorParameters<typeof Validator>): Validator;
  /** Whether it asks no miner: what the metrics call idle. */
  readonly isIdle: boolean;
  /** Miners that it pays whatever they are worth, by uid, as long as the founder holds it; absent: none. */
  favours?(uid: Uid): boolean;
  /** Founders' slots that it keeps without a model; absent: none. */
  leavesEmpty?(uid: Uid, hyperparameters: Hyperparameters): boolean;
}
