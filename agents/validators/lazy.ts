import type { ChainView } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import type { ValidatorKind } from './kind.ts';
import { Validator } from './validator.ts';

/** A lazy validator asks no miner and sets the weights of its first opinion for ever. */
class LazyValidator extends Validator {
  override weigh({ block, network }: ChainView): Row | null {
    this.nextBlock = block + this.settings.sweepBlocks;
    return network.validatorPermit[this.uid] ? this.row(network.size) : null;
  }
}

export const lazy: ValidatorKind = {
  name: 'lazy',
  shareOf: (hyperparameters) => hyperparameters['scenario.lazyShare'],
  seat: (...place) => new LazyValidator(...place),
  isIdle: true,
};
