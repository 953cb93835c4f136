import type { MeasureContext } from '../context.ts';
import { addTo, type Mean, meanOf, newMean } from '../mean.ts';
import type { MeasureFamily } from '../measure.ts';

interface Sums {
  readonly ratio: Mean;
  readonly pay: Mean;
  readonly share: Mean;
}

/** What deceit earns, in worlds in which a miner deceives. */
export const cheaters: MeasureFamily<Sums> = {
  metrics: [
    {
      name: 'cheaterRatio',
      family: 'security',
      unit: 'times honest pay',
      better: 'lower',
      definition:
        'incentive of a cheating miner over that of an honest one, mean over the steps; above 1 it pays to cheat',
    },
    {
      name: 'cheaterPay',
      family: 'security',
      unit: 'share of incentive',
      better: 'lower',
      definition: 'time mean of the share of the miners’ incentive that cheaters get',
    },
    {
      name: 'cheaterShare',
      family: 'security',
      unit: 'share of miners',
      better: 'lower',
      definition: 'time mean of the share of the mining uids that cheaters hold',
    },
  ],
  applies: ({ truth }) => truth.adversaries?.hasCheaters === true,
  start: () => ({ ratio: newMean(), pay: newMean(), share: newMean() }),
  see({ ratio, pay, share }, event, context) {
    if (event.kind !== 'step' || !context.measuring) return;
    const { paid, count } = weighed(context);
    const miners = count.honest + count.cheater;
    if (miners > 0) addTo(share, count.cheater / miners);
    const all = paid.honest + paid.cheater;
    if (all > 0) addTo(pay, paid.cheater / all);
    if (count.cheater > 0 && paid.honest > 0)
      addTo(ratio, paid.cheater / count.cheater / (paid.honest / count.honest));
  },
  finish: ({ ratio, pay, share }) => ({
    cheaterRatio: meanOf(ratio),
    cheaterPay: meanOf(pay),
    cheaterShare: meanOf(share),
  }),
};

/** Incentive and number of the uids of each kind now. */
function weighed({ world, truth }: MeasureContext) {
  const { incentive, size } = world.network;
  const paid = { honest: 0, cheater: 0, other: 0 };
  const count = { honest: 0, cheater: 0, other: 0 };
  for (let uid = 0; uid < size; uid++) {
    const kind = truth.adversaries?.kindOf(uid) ?? 'other';
    paid[kind] += incentive[uid];
    count[kind] += 1;
  }
  return { paid, count };
}
