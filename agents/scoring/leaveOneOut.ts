import { grandCoalition, joinedLoss, type LossTable, type RuleScores } from './mixture.ts';

/**
 * What the mixture loses without each expert, the others renormalised: L(without i) − L. One forward pass more than
 * there are experts. Source: bittensor v2.1.0 core_validator, masked minus unmasked loss (Feb to May 2022).
 */
export function leaveOneOutScores(table: LossTable, gates: ArrayLike<number>): RuleScores {
  const everybody = grandCoalition(table.experts);
  const loss = joinedLoss(table, gates, everybody);
  const scores = Float64Array.from(
    { length: table.experts },
    (_, i) => joinedLoss(table, gates, everybody & ~(1 << i)) - loss,
  );
  return { scores, forwards: table.experts + 1 };
}
