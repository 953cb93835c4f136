import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';

/** Networks up to this size draw pair synergy row by row unless told otherwise. */
const exactUpTo = 64;

/** Whether validators draw the losses of every row, and so see families of models; else a query's score is drawn from a table. */
export function drawsRows(hyperparameters: Hyperparameters, uids: number): boolean {
  const wish = hyperparameters['scenario.synergy'];
  const isSmall = wish === 'auto' && uids <= exactUpTo;
  return hyperparameters['validator.scoringRule'] !== 'synergy' || wish === 'exact' || isSmall;
}
