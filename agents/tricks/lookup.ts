import { pow } from '../../sim/math/elementary.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import type { Trick } from './trick.ts';

/** Knows a part of the data set by heart; each token that a validator deletes makes some look-ups miss (assumption A51). */
export const lookup: Trick = {
  name: 'lookup',
  heldBy: 'anyone',
  cheats: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.lookupShare'],
  hits: (hyperparameters) =>
    hyperparameters['scenario.lookupHits'] *
    pow(1 - hyperparameters['scenario.lookupMiss'], readingOf(hyperparameters).pruneLength),
};
