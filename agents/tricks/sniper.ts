import type { ChainView } from '../../sim/roles.ts';
import type { Trick } from './trick.ts';

/** Waits outside until the price has fallen since its last look; inside, its answers are honest. */
export const sniper: Trick = {
  name: 'sniper',
  heldBy: 'newcomers',
  cheats: false,
  shareOf: (hyperparameters) => hyperparameters['scenario.sniperShare'],
  isTempted: ({ seen }, view) => seen !== undefined && priceOf(view) < seen,
  remember: (candidate, view) => ({ ...candidate, seen: priceOf(view) }),
};

/** The cheaper price of a slot, in units that only compare with themselves: work falls and rises with the difficulty. */
const priceOf = ({ gate }: ChainView): number => Number(gate.burn > 0n ? gate.burn : gate.difficulty);
