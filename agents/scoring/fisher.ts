import { gateShares, responsibilities } from './gate.ts';
import type { LossTable, RuleScores } from './mixture.ts';

/**
 * The simplified Fisher score of 2021: half the second derivative of the loss by a peer's gate weight, times that
 * weight squared, score_i = ½ ∂²L/∂w_i² w_i². It estimates what removing the peer would cost if the loss were at a
 * minimum; away from one it measures the luck of the gate. One forward pass (and its second derivatives).
 * Source: bittensor at 3cb54db25, sgmoe_validator nucleus_impl.py; eq. 2 of the whitepaper.
 */
export function fisherScores(table: LossTable, gateWeights: Float64Array): RuleScores {
  const gates = gateShares(gateWeights);
  const { first, second } = responsibilities(table, gates);
  const scores = gateWeights.map((weight, i) => {
    const curvature = gates[i] * (1 - gates[i]) - (first[i] - second[i]);
    return 0.5 * curvature * weight * weight;
  });
  return { scores, forwards: 1 };
}
