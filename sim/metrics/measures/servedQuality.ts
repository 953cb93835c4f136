import type { MeasureContext } from '../context.ts';
import { timeMean } from '../timeMean.ts';
import { fallenOf } from '../truth.ts';

export const servedQuality = timeMean(
  {
    name: 'servedQuality',
    title: 'served loss',
    family: 'judgement',
    unit: 'nats',
    better: 'lower',
    definition: 'time mean of the true loss of the peers weighted by incentive: what is paid for',
  },
  servedLoss,
);

/** True loss of the peers now, weighted by incentive, nats; null where nobody is paid. */
export function servedLoss({ world, truth, peers: { uids, count } }: MeasureContext): number | null {
  let paidLoss = 0;
  let paid = 0;
  for (let k = 0; k < count; k++) {
    const incentive = world.network.incentive[uids[k]];
    paidLoss += incentive * truth.loss[uids[k]];
    paid += incentive;
  }
  return paid > 0 ? paidLoss / paid - fallenOf(truth) : null;
}
