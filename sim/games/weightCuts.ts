import { pow } from '../elementary.ts';

/**
 * The consensus policy before the median: weights above the vote-weighted mean of their column are cut back towards
 * it, again and again (Stake-Based Consensus for Utility Scoring, section 3).
 */
export interface CutPolicy {
  /** Times the cut is applied (eta). */
  readonly rounds: number;
  /** 0: cut to the mean at once; below one: a part of what is above survives (alpha). */
  readonly smoothing: number;
}

const noCut = 1e-12;

/** Consensus weight of a column: Σ s w² / Σ s w, the mean weight by vote share; 0 where nobody votes. */
export function consensusWeight(stake: ArrayLike<number>, column: ArrayLike<number>): number {
  let votes = 0;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    votes += stake[i] * column[i];
    squares += stake[i] * column[i] * column[i];
  }
  return votes > 0 ? squares / votes : 0;
}

/** Mean distance of the votes from the consensus weight. */
function spreadAbout(center: number, stake: ArrayLike<number>, column: ArrayLike<number>): number {
  let votes = 0;
  let distance = 0;
  for (let i = 0; i < column.length; i++) {
    votes += stake[i] * column[i];
    distance += stake[i] * column[i] * Math.abs(column[i] - center);
  }
  return votes > 0 ? distance / votes : 0;
}

/** Cuts one column once, in place. */
export function cutOnce(stake: ArrayLike<number>, column: Float64Array, smoothing: number): void {
  const center = consensusWeight(stake, column);
  const spread = smoothing > 0 ? spreadAbout(center, stake, column) : 0;
  for (let i = 0; i < column.length; i++) {
    const above = column[i] - center;
    if (above <= 0) continue;
    const left = smoothing > 0 ? above * pow(smoothing, above / (spread + noCut)) : 0;
    column[i] = center + left;
  }
}

/** Applies the whole policy to a column, in place. */
export function cutColumn(stake: ArrayLike<number>, column: Float64Array, policy: CutPolicy): void {
  for (let round = 0; round < policy.rounds; round++) cutOnce(stake, column, policy.smoothing);
}
