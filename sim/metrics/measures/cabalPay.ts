import { timeMean } from '../timeMean.ts';

export const cabalPay = timeMean(
  {
    name: 'cabalPay',
    title: 'the cabal’s pay',
    family: 'concentration',
    unit: 'share of emission',
    better: 'lower',
    definition: 'time mean of the share of a step’s emission that goes to the cabal’s validators and miners',
    applies: ({ truth }) => truth.isCabal !== undefined,
  },
  /** The last epoch's emission by uid; Nakamoto pays everyone by dividends, which hold a miner's own incentive. */
  ({ world, truth }) => {
    const { emission, dividends, size } = world.network;
    let [paid, all, earned, dividend] = [0, 0, 0, 0];
    for (let uid = 0; uid < size; uid++) {
      const own = truth.isCabal?.(uid) ? 1 : 0;
      all += emission[uid];
      paid += own * emission[uid];
      dividend += dividends[uid];
      earned += own * dividends[uid];
    }
    if (all > 0) return paid / all;
    return dividend > 0 ? earned / dividend : null;
  },
);
