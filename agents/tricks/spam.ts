import type { Trick } from './trick.ts';

/** Registers without a model, at any price. */
export const spam: Trick = {
  name: 'spam',
  heldBy: 'newcomers',
  cheats: true,
  atAnyPrice: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.spamShare'],
  mask: (miner) => ({ miner: { ...miner, responds: 0 } }),
};
