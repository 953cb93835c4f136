import type { Trick } from './trick.ts';

/** Gives answers of the same mean loss that vary more from query to query (assumption A52). */
export const variance: Trick = {
  name: 'variance',
  heldBy: 'anyone',
  cheats: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.varianceShare'],
  spread: (hyperparameters) => hyperparameters['scenario.varianceSpread'],
};
