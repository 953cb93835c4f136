import { width } from './columns';
import { largest4, smallest4, total4 } from './fixed';
import { scratch, voters, voteTotal } from './place';

/**
 * The stake-weighted median of one column (`sim/consensus/chain/weightedMedian.ts`): the smallest score above which
 * less than the majority of the stake lies. A bracket (low, high] is narrowed by sums of stake above a threshold; the
 * thresholds are interpolated, and jump to scores that
 * exist. Once few scores are left within, they are gathered, and the rest of the search looks at them alone.
 */

let low: u32 = 0;
let high: u32 = 0;
/** Stake above the ends of the bracket. */
let aboveLow: u32 = 0;
let aboveHigh: u32 = 0;
/** Where the scores and stakes lie that are still looked at, and how many vectors of four. */
let scores: usize = 0;
let stakes: usize = 0;
let bytes: usize = 0;
/** Stake above every score still looked at. */
let outside: u32 = 0;

/** `largest` of the scores and the stake above zero are known, and so is a first guess. */
export function median(
  at: usize,
  votes: usize,
  majority: u32,
  aboveZero: u32,
  largest: u32,
  guess: u32,
  thread: i32,
): u32 {
  scores = at;
  stakes = votes;
  bytes = <usize>width << 2;
  outside = 0;
  low = 0;
  high = largest;
  aboveLow = aboveZero;
  aboveHigh = 0;
  let threshold = guess;
  let gathered = width <= 96;
  for (let step = 1; high - low > 1; step++) {
    if (look(min(max(threshold, low + 1), high - 1), majority)) break;
    if (!gathered && (step >= 8 || few())) {
      gather(thread);
      gathered = true;
    }
    threshold = step > 5 && step & 1 ? low + ((high - low) >> 1) : next(majority, !gathered);
  }
  return high;
}

/** Narrows the bracket at a threshold; true when only one score is left in it. */
function look(threshold: u32, majority: u32): bool {
  const at = scores;
  const votes = stakes;
  const end = bytes;
  const edge = i32x4.splat(threshold);
  let sum = i32x4.splat(0);
  let below = i32x4.splat(0);
  let beyond = i32x4.splat(-1);
  for (let place: usize = 0; place < end; place += 16) {
    const score = v128.load(at + place);
    const under = i32x4.le_u(score, edge);
    sum = i32x4.add(sum, v128.andnot(v128.load(votes + place), under));
    below = i32x4.max_u(below, v128.and(score, under));
    beyond = i32x4.min_u(beyond, v128.or(score, under));
  }
  const above = outside + total4(sum);
  if (above < majority) {
    high = largest4(below);
    aboveHigh = above;
    return false;
  }
  const up = smallest4(beyond);
  low = up - 1;
  aboveLow = above;
  return up == high;
}

/** Whether the bracket should hold an eighth of the voters or less. */
function few(): bool {
  return (<u64>(aboveLow - aboveHigh)) << 3 < voteTotal;
}

/**
 * The next threshold: linear between the ends. While all scores are looked at it goes past the aim, seen from the nearer
 * end, by about what the scatter of the scores leaves uncertain, so that the next bracket holds few; among few, where every
 * look jumps to a score, aiming straight is faster.
 */
function next(majority: u32, all: bool): u32 {
  const span = <f64>(aboveLow - aboveHigh);
  const fromLow = <f64>(aboveLow - majority);
  let aim = fromLow;
  if (all) {
    const fromHigh = <f64>(majority - aboveHigh);
    const mean = <f64>voteTotal / <f64>voters;
    const margin = 0.7 * Math.sqrt(min(fromLow, fromHigh) * mean) + 0.3 * mean;
    aim += fromLow < fromHigh ? margin : -margin;
  }
  return low + <u32>(<f64>(high - low) * min(max(aim / span, 0.0), 1.0));
}

/** Copies the scores within the bracket, with their stakes, to this thread's scratch. */
function gather(thread: i32): void {
  const toScores = scratch(thread, 3);
  const toStakes = scratch(thread, 4);
  const from = i32x4.splat(low);
  const to = i32x4.splat(high);
  let count: usize = 0;
  for (let place: usize = 0; place < bytes; place += 16) {
    const score = v128.load(scores + place);
    let hits = i32x4.bitmask(v128.and(i32x4.gt_u(score, from), i32x4.le_u(score, to)));
    while (hits != 0) {
      const cell = place + (<usize>ctz(hits) << 2);
      store<u32>(toScores + count, load<u32>(scores + cell));
      store<u32>(toStakes + count, load<u32>(stakes + cell));
      count += 4;
      hits &= hits - 1;
    }
  }
  for (; count & 15; count += 4) {
    store<u32>(toScores + count, 0);
    store<u32>(toStakes + count, 0);
  }
  scores = toScores;
  stakes = toStakes;
  bytes = count;
  outside = aboveHigh;
}
