import { count, rowOfCell } from './columns';
import { majority, outcome, put64, scratch, u64At, voters, voteTotal } from './place';
import { voteOf } from './ranksWide';

/** The stake-weighted median in u64 (`median.ts` explains the search; here thresholds are scores or midpoints). */
export function medianWide(shares: usize, thread: i32): u64 {
  if (outcome == 1) return 0;
  const scores = scratch(thread, 3);
  const votes = scratch(thread, 4);
  let found = 0;
  let voted: u64 = 0;
  let smallest: u64 = u64.MAX_VALUE;
  let largest: u64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const vote = voteOf(rowOfCell(cell));
    if (vote == 0) continue;
    const share = u64At(shares, cell);
    put64(scores, found, share);
    put64(votes, found, vote);
    smallest = min(smallest, share);
    largest = max(largest, share);
    voted += vote;
    found++;
  }
  // The voters without a cell say zero; together they are one more.
  if (found < voters) {
    put64(scores, found, 0);
    put64(votes, found, voteTotal - voted);
    smallest = 0;
    found++;
  }
  if (outcome == 2) return smallest;
  if (outcome == 3) return largest;
  return select(scores, votes, found, voteTotal - majority);
}

/** The smallest score with more than `minority` of the stake at or below it: quickselect, equals set aside. */
function select(scores: usize, votes: usize, count: i32, minority: u64): u64 {
  let from = 0;
  let to = count - 1;
  let below: u64 = 0;
  while (from < to) {
    const pivot = u64At(scores, from + ((to - from) >> 1));
    let lower = from;
    let at = from;
    let upper = to;
    let lowerStake: u64 = 0;
    let equalStake: u64 = 0;
    while (at <= upper) {
      const score = u64At(scores, at);
      if (score < pivot) {
        lowerStake += u64At(votes, at);
        swap(scores, lower, at);
        swap(votes, lower++, at++);
      } else if (score > pivot) {
        swap(scores, at, upper);
        swap(votes, at, upper--);
      } else equalStake += u64At(votes, at++);
    }
    if (below + lowerStake > minority) to = lower - 1;
    else if (below + lowerStake + equalStake > minority || upper == to) return pivot;
    else {
      below += lowerStake + equalStake;
      from = upper + 1;
    }
  }
  return u64At(scores, from);
}

@inline
function swap(array: usize, one: i32, other: i32): void {
  const held = u64At(array, one);
  put64(array, one, u64At(array, other));
  put64(array, other, held);
}
