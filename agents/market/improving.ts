import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { waysToFind } from './cheaperWays.ts';

/** Whether some miners use the gradients that validators send. */
export const adopts = (hyperparameters: Hyperparameters): boolean =>
  hyperparameters['market.gradientShare'] > 0;

/** Whether models of a world learn while they run, by training or from gradients. */
export const learns = (hyperparameters: Hyperparameters): boolean =>
  adopts(hyperparameters) || hyperparameters['market.trainingShare'] > 0;

/** Whether some miners imitate the models of those that are paid well. */
export const imitatesSome = (hyperparameters: Hyperparameters): boolean =>
  hyperparameters['market.imitatorShare'] > 0;

/** Whether finders own the cheaper ways that they find; else what is heard of is free. */
export const waysAreOwned = (hyperparameters: Hyperparameters): boolean =>
  waysToFind(hyperparameters) > 0 && hyperparameters['market.licences'];

/** Whether any miner of a world improves. */
export const getsBetter = (hyperparameters: Hyperparameters): boolean =>
  learns(hyperparameters) || imitatesSome(hyperparameters) || waysToFind(hyperparameters) > 0;
