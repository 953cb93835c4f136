import type { Share } from '../../units.ts';
import type { World } from '../../world.ts';
import { isImmune } from '../peers.ts';
import { timeMean } from '../timeMean.ts';

export const immuneShare = timeMean(
  {
    name: 'immuneShare',
    family: 'entry',
    unit: 'share',
    better: 'none',
    definition: 'time mean of the share of uids that are immune',
  },
  ({ world }) => immuneShareOf(world),
);

/** Share of all uids that are immune now. */
export function immuneShareOf(world: World): Share {
  const { size } = world.network;
  let immune = 0;
  for (let uid = 0; uid < size; uid++) if (isImmune(world, uid)) immune++;
  return immune / size;
}
