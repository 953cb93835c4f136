import type { ChainView } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import type { ValidatorKind } from './kind.ts';
import { Validator } from './validator.ts';

/** A lazy validator asks no miner and sets the weights of its first opinion for ever. */
class LazyValidator extends Validator {
  override weigh(view: ChainView): Row | null {
    this.nextBlock = view.block + this.settings.sweepBlocks;
    return this.mayWeigh(view) ? this.row(view.network.size) : null;
  }
}

export const lazy: ValidatorKind = {
  name: 'lazy',
  shareOf: (hyperparameters) => hyperparameters['scenario.lazyShare'],
  seat: (...place) => new LazyValidator(...place),
  isIdle: true,
};
