import { exp, ln } from '../math/elementary.ts';

/** How weights above the consensus are cut, `rounds` times. */
export interface WeightCuts {
  /** η: how often the consensus is computed and the weights are cut to it; 0 leaves them as set. */
  readonly rounds: number;
  /** α, 0 <= α < 1: part of the excess that one round leaves at an excess of one deviation; 0 cuts to the consensus. */
  readonly smoothing: number;
}

/** Keeps the exponent finite where all weights agree. */
const smallestDeviation = 1e-12;

/**
 * The consensus on one target: the mean of its weights, each counted with the vote it casts, stake times weight.
 * `stake` and `weights` are [validator]; 0 if no validator gives the target weight.
 * Source: "Stake-Based Consensus for Utility Scoring": w̄_j = Σ_i (s_i w_ij) w_ij / Σ_k s_k w_kj.
 */
export function consensusWeight(stake: ArrayLike<number>, weights: ArrayLike<number>): number {
  let votes = 0;
  let voted = 0;
  for (let validator = 0; validator < stake.length; validator++) {
    const vote = stake[validator] * weights[validator];
    votes += vote;
    voted += vote * weights[validator];
  }
  return votes > 0 ? voted / votes : 0;
}

/**
 * One round on one target: a weight above the consensus w̄ becomes w̄ + (w − w̄) α^((w − w̄) / (σ + ε)), σ the mean
 * |w − w̄| by votes; with α = 0 it becomes min(w, w̄). Returns new weights [validator].
 * Source: the same paper, policy f and its smoothed iterate.
 */
export function cutOnce(
  stake: ArrayLike<number>,
  weights: Float64Array,
  smoothing: number,
  consensus: number = consensusWeight(stake, weights),
): Float64Array {
  if (smoothing === 0) return weights.map((weight) => Math.min(weight, consensus));
  const rate = ln(smoothing) / (deviation(stake, weights, consensus) + smallestDeviation);
  return weights.map((weight) => {
    const excess = weight - consensus;
    return excess > 0 ? consensus + excess * exp(rate * excess) : weight;
  });
}

/** Mean |w − w̄| by votes; 0 if there are none. */
function deviation(stake: ArrayLike<number>, weights: Float64Array, consensus: number): number {
  let votes = 0;
  let apart = 0;
  for (let validator = 0; validator < weights.length; validator++) {
    const vote = stake[validator] * weights[validator];
    votes += vote;
    apart += vote * Math.abs(weights[validator] - consensus);
  }
  return votes > 0 ? apart / votes : 0;
}

/**
 * The weights [validator] on one target after all rounds, f^η, the consensus computed again before each.
 * Throws a RangeError at rounds or a smoothing out of range.
 */
export function cutWeights(
  stake: ArrayLike<number>,
  weights: ArrayLike<number>,
  cuts: WeightCuts,
): Float64Array {
  const { rounds, smoothing } = cuts;
  if (!(Number.isInteger(rounds) && rounds >= 0)) {
    throw new RangeError(`the rounds of a weight cut are a whole number from 0 on; received ${rounds}`);
  }
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new RangeError(`the smoothing of a weight cut lies in 0 … 1, 1 excluded; received ${smoothing}`);
  }
  let cut = Float64Array.from(weights);
  for (let round = 0; round < rounds; round++) cut = cutOnce(stake, cut, smoothing) as typeof cut;
  return cut;
}
