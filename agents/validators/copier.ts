import type { Network } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import { stakeAt } from '../../sim/stake.ts';
import type { Block } from '../../sim/units.ts';
import type { ValidatorKind } from './kind.ts';
import { Validator } from './validator.ts';

/**
 * A weight copier asks no miner: it sets the stake-weighted mean of the rows it can read. Where weights are committed
 * first and revealed later it reads old ones; `scenario.copierLag` makes it older still.
 */
class CopierValidator extends Validator {
  private readonly readings: { readonly block: Block; readonly mean: Float64Array }[] = [];

  override weigh(view: ChainView): Row | null {
    const { block, network, hyperparameters } = view;
    this.readings.push({ block, mean: meanRow(network, this.uid) });
    const lag = hyperparameters['scenario.copierLag'];
    // Of the readings that are old enough only the latest is of use, now and later.
    while (this.readings.length > 1 && this.readings[1].block <= block - lag) this.readings.shift();
    this.scores.set(this.readings[0].mean);
    this.nextBlock = block + this.settings.sweepBlocks;
    return this.mayWeigh(view) ? this.row(network.size) : null;
  }
}

/** [uid] mean of the others' normalised rows by stake; rows that name only their owner do not count. */
function meanRow(network: Network, own: number): Float64Array {
  const mean = new Float64Array(network.capacity);
  for (let uid = 0; uid < network.size; uid++) {
    const { targets, values } = network.weights[uid];
    if (uid === own || targets.length < 2 || !network.validatorPermit[uid]) continue;
    let total = 0;
    for (const value of values) total += value;
    const part = stakeAt(network.stakes, uid) / total;
    for (let entry = 0; entry < targets.length; entry++) mean[targets[entry]] += part * values[entry];
  }
  mean[own] = 0;
  return mean;
}

export const copier: ValidatorKind = {
  name: 'copier',
  shareOf: (hyperparameters) => hyperparameters['scenario.copierShare'],
  seat: (...place) => new CopierValidator(...place),
  isIdle: true,
};
