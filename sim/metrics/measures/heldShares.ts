import { stakeAt } from '../../stake.ts';
import type { Share, Uid } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import { timeMean } from '../timeMean.ts';

/** Share of the stake of the validators in their slots that some of them hold; null where there is none. */
function stakeHeld({ world, truth }: MeasureContext, holds: (uid: Uid) => boolean): Share | null {
  const { stakes, size } = world.network;
  let [held, all] = [0, 0];
  for (let uid = 0; uid < size; uid++) {
    if (!truth.validator[uid]) continue;
    const stake = stakeAt(stakes, uid);
    all += stake;
    if (holds(uid)) held += stake;
  }
  return all > 0 ? held / all : null;
}

export const cabalStake = timeMean(
  {
    name: 'cabalStake',
    title: 'stake that the cabal holds',
    family: 'security',
    unit: 'share of validator stake',
    better: 'none',
    definition:
      'time mean of the cabal’s share of the stake of the validators in their slots; the scenario states scenario.cabalShare',
    applies: ({ truth }) => truth.isCabal !== undefined,
  },
  (context) => stakeHeld(context, (uid) => context.truth.isCabal?.(uid) ?? false),
);

export const idlerStake = timeMean(
  {
    name: 'idlerStake',
    title: 'stake that idle validators hold',
    family: 'security',
    unit: 'share of validator stake',
    better: 'none',
    definition:
      'time mean of the share of copiers and lazy validators in the stake of the validators in their slots; the scenario states the sum of scenario.copierShare and scenario.lazyShare',
    applies: ({ truth: { adversaries } }) => adversaries !== undefined && adversaries.idle !== null,
  },
  (context) => {
    const idle = context.truth.adversaries?.idle;
    return stakeHeld(context, (uid) => idle?.[uid] === 1);
  },
);

export const farmerSlots = timeMean(
  {
    name: 'farmerSlots',
    title: 'slots that farmers hold',
    family: 'security',
    unit: 'share of uids',
    better: 'none',
    definition:
      'time mean of the share of uids that farmers and squatters hold; the scenario states the sum of scenario.farmerShare and scenario.squatterShare',
    applies: ({ truth }) => truth.isFarmer !== undefined,
  },
  ({ world: { network }, truth }) => {
    let held = 0;
    for (let uid = 0; uid < network.size; uid++) if (truth.isFarmer?.(uid)) held += 1;
    return network.size > 0 ? held / network.size : null;
  },
);
