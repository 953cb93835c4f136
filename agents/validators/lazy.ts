import type { ChainView } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import { Validator } from './validator.ts';

/** A lazy validator asks nobody and sets the weights of its first opinion for ever. */
export class LazyValidator extends Validator {
  override weigh({ block, network }: ChainView): Row | null {
    this.nextBlock = block + this.settings.sweepBlocks;
    return network.validatorPermit[this.uid] ? this.row(network.size) : null;
  }
}
