/**
 * The stake-weighted median of one column: the largest weight that stake of at least kappa backs
 * (docs/consensus.md, W̄_j; subtensor v0.0.1 math.rs, weighted_median). Float64.
 */

/** Scratch of one median: stakes and scores of the column, overwritten. */
export interface MedianScratch {
  readonly stake: Float64Array;
  readonly score: Float64Array;
}

/**
 * Quickselect with the chain's rule: `minority` = Σ stake − majority; scores below the answer hold at most
 * `minority` of the stake, and at equality the higher score wins.
 * `scratch.stake` (all > 0) and `scratch.score` hold `count` voters, absent weights as 0.
 */
export function weightedMedian(scratch: MedianScratch, count: number, minority: number): number {
  const { stake, score } = scratch;
  let first = 0;
  let end = count;
  let below = 0;
  while (end - first > 1) {
    const pivot = score[(first + end) >>> 1];
    const [lowerEnd, upperFirst] = partition(scratch, first, end, pivot);
    let lowerStake = 0;
    for (let voter = first; voter < lowerEnd; voter++) lowerStake += stake[voter];
    if (lowerEnd > first && minority < below + lowerStake) {
      end = lowerEnd;
      continue;
    }
    let equalStake = 0;
    for (let voter = lowerEnd; voter < upperFirst; voter++) equalStake += stake[voter];
    if (upperFirst < end && below + lowerStake + equalStake <= minority) {
      below += lowerStake + equalStake;
      first = upperFirst;
      continue;
    }
    return pivot;
  }
  return end > first ? score[first] : 0;
}

/** Three-way partition around `pivot`; returns the end of the lower part and the start of the upper one. */
function partition(scratch: MedianScratch, first: number, end: number, pivot: number): [number, number] {
  let lower = first;
  let voter = first;
  let upper = end;
  while (voter < upper) {
    const value = scratch.score[voter];
    if (value < pivot) swap(scratch, voter++, lower++);
    else if (value > pivot) swap(scratch, voter, --upper);
    else voter++;
  }
  return [lower, upper];
}

function swap({ stake, score }: MedianScratch, one: number, other: number): void {
  const heldStake = stake[one];
  const heldScore = score[one];
  stake[one] = stake[other];
  score[one] = score[other];
  stake[other] = heldStake;
  score[other] = heldScore;
}
