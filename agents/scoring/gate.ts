import { exp } from '../../sim/math/elementary.ts';
import type { LossTable } from './mixture.ts';

/**
 * The sparsely gated mixture of late 2021: a validator weighs its peers by the softmax of learnt gate weights, and
 * learns them by gradient descent on the loss of the mixture and on how unequal the gates are (bittensor at
 * 3cb54db25, sgmoe_validator nucleus_impl.py).
 */
export interface GateSettings {
  /** Step of the descent. */
  readonly learningRate: number;
  /** Weight of (standard deviation / mean)² of the gates, which keeps the gate from starving peers. */
  readonly importance: number;
}

/** Softmax of gate weights: [expert] shares that sum to one. */
export function gateShares(weights: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < weights.length; i++) largest = Math.max(largest, weights[i]);
  const shares = Float64Array.from(weights, (weight) => exp(weight - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Mean over the rows of r_i = g_i p_ib / Σ g p, and of r_i², [expert] each: all that two derivatives need. */
export function responsibilities({ probabilities, experts, rows }: LossTable, gates: Float64Array) {
  const first = new Float64Array(experts);
  const second = new Float64Array(experts);
  const row = new Float64Array(experts);
  for (let b = 0; b < rows; b++) {
    let total = 0;
    for (let i = 0; i < experts; i++) total += row[i] = gates[i] * probabilities[i * rows + b];
    for (let i = 0; i < experts; i++) {
      const part = row[i] / total;
      first[i] += part / rows;
      second[i] += (part * part) / rows;
    }
  }
  return { first, second };
}

/** One step of gradient descent on the gate weights; returns the new ones. */
export function trainGate(table: LossTable, weights: Float64Array, settings: GateSettings): Float64Array {
  const gates = gateShares(weights);
  const { first } = responsibilities(table, gates);
  const { experts } = table;
  // (sd / mean)² = k Σ g² − 1, so its derivative by w_i is 2 k g_i (g_i − Σ g²).
  const squares = gates.reduce((sum, share) => sum + share * share, 0);
  return weights.map((weight, i) => {
    const loss = gates[i] - first[i];
    const unequal = 2 * experts * gates[i] * (gates[i] - squares);
    return weight - settings.learningRate * (loss + settings.importance * unequal);
  });
}
