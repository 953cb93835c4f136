import { normalise, sum } from './vector.ts';

/**
 * The stake-weighted median of every column in the chain's arithmetic: the largest weight that stake of at
 * least `majority` backs (subtensor v0.0.1 math.rs, weighted_median_col and weighted_median). All I32F32 bits.
 */

/** A vote of one validator: its place among the voters, and its weight towards the uid of the column. */
interface Votes {
  /** [voter] stake of those that have any, normalised. */
  readonly stake: readonly bigint[];
  /** [voter] weight, absent ones zero. */
  readonly score: readonly bigint[];
}

/**
 * [column] consensus weight of each uid.
 * `scoresOf(uid)` lists the weights of one row as pairs of column and bits; rows without stake are not read.
 */
export function weightedMedianOfColumns(
  stake: readonly bigint[],
  scoresOf: (uid: number) => Iterable<readonly [column: number, bits: bigint]>,
  majority: bigint,
): bigint[] {
  const voters = [...stake.keys()].filter((uid) => stake[uid] > 0n);
  const voterStake = normalise(voters.map((uid) => stake[uid]));
  const stakeSum = sum(voterStake);
  const scores = stake.map(() => new Array<bigint>(voters.length).fill(0n));
  voters.forEach((uid, voter) => {
    for (const [column, bits] of scoresOf(uid)) scores[column][voter] = bits;
  });
  return scores.map((score) => weightedMedian({ stake: voterStake, score }, stakeSum, stakeSum - majority));
}

/**
 * Quickselect: scores below the answer hold at most `minority` of the stake. The middle voter is the pivot;
 * voters equal to it belong to neither side.
 */
export function weightedMedian({ stake, score }: Votes, stakeSum: bigint, minority: bigint): bigint {
  let voters = [...stake.keys()];
  let low = 0n;
  let high = stakeSum;
  while (voters.length > 1) {
    const pivot = score[voters[voters.length >> 1]];
    const lower = voters.filter((voter) => score[voter] < pivot);
    const upper = voters.filter((voter) => score[voter] > pivot);
    const lowerEnd = low + sum(lower.map((voter) => stake[voter]));
    const upperStart = high - sum(upper.map((voter) => stake[voter]));
    if (minority < lowerEnd && lower.length > 0) {
      voters = lower;
      high = lowerEnd;
    } else if (upperStart <= minority && upper.length > 0) {
      voters = upper;
      low = upperStart;
    } else return pivot;
  }
  return voters.length === 0 ? 0n : score[voters[0]];
}
