import { lowestLoss } from '../scoring/scalingLaw.ts';
import type { Trick } from './trick.ts';

/** Repeats the text it was given, which is perfect where no token is held out. */
export const echo: Trick = {
  name: 'echo',
  heldBy: 'anyone',
  cheats: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.echoShare'],
  shown: (loss, hyperparameters) => (hyperparameters['validator.validationLen'] === 0 ? lowestLoss : loss),
};
