import type { Network } from '../../network.ts';
import { stakeAt } from '../../stake.ts';
import { timeMean } from '../timeMean.ts';

export const validatorTrust = timeMean(
  {
    name: 'validatorTrust',
    title: 'validator trust',
    family: 'fidelity',
    unit: 'share',
    better: 'higher',
    definition:
      'time mean of the share of a validator’s weights that consensus does not clip, by stake, over permit holders that set weights',
    applies: ({ world }) => world.rules.tellsTrust,
  },
  ({ world }) => (world.network.epochs > 0 ? meanTrust(world.network) : null),
);

/** Mean by stake over holders of a permit that set weights on others; null where none has stake. */
export function meanTrust({
  size,
  stakes,
  weights,
  validatorPermit,
  validatorTrust,
}: Network): number | null {
  let trusted = 0;
  let total = 0;
  for (let uid = 0; uid < size; uid++) {
    if (validatorPermit[uid] === 0 || !weights[uid].targets.some((target) => target !== uid)) continue;
    const stake = stakeAt(stakes, uid);
    trusted += stake * validatorTrust[uid];
    total += stake;
  }
  return total > 0 ? trusted / total : null;
}
