import type { ChainView } from '../../sim/roles.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Trick } from './trick.ts';

/** A farmer of immunity that waits until the uid it would replace is still paid. */
export const squatter: Trick = {
  name: 'squatter',
  heldBy: 'farmers',
  cheats: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.squatterShare'],
  isTempted: (_, view, book) => leastPay(view, book) > 0,
};

/** Incentive of the uid that the next newcomer is likely to replace: the least paid that is not immune. */
function leastPay({ network, block, hyperparameters }: ChainView, book: MinerBook): number {
  let least = Number.POSITIVE_INFINITY;
  for (let uid = 0; uid < network.size; uid++) {
    if (book.validator[uid]) continue;
    if (block - network.registrationBlock[uid] < hyperparameters.immunityPeriod) continue;
    least = Math.min(least, network.incentive[uid]);
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}
