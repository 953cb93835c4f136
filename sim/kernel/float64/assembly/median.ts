import { lanes, rows, scoreBytes, scores, search, vote, windowLength, windowScore, windowStake } from './layout';

/**
 * The stake-weighted medians of eight miners. Eight thresholds close in on eight medians together, pass after pass
 * over the block; what still lies between them is gathered and selected from. The sums of such a pass are not the
 * readable text's, so a decision within `doubt` of the minority is left to its own procedure: the bits are the same.
 */
export const doubt: f64 = 1e-11;
export const undecided: f64 = -1;

/** [8] each, at `search`: see `layout.ts`. */
@inline
const atThreshold: usize = 0;
@inline
const atSum: usize = 64;
@inline
const atLow: usize = 128;
@inline
const atHigh: usize = 192;
@inline
const atLowSum: usize = 256;
@inline
const atHighSum: usize = 320;
@inline
const atSpread: usize = 384;
/** Filled by the pass that normalises the block: stake at zero, mean score, mean of its square. */
export const atZero: usize = 448;
export const atMean: usize = 512;
export const atSquare: usize = 576;
/** [8] i32 */
@inline
const atCount: usize = 640;
export const atMedian: usize = 704;

@inline
function get(field: usize, lane: i32): f64 {
  return load<f64>(search + field + (lane << 3));
}

@inline
function set(field: usize, lane: i32, value: f64): void {
  store<f64>(search + field + (lane << 3), value);
}

/** The medians of the block, to `atMedian`; `voters` is the stake of all voters, `silent` of those without a row. */
export function medians(minority: f64, voters: f64, silent: f64): void {
  let open = 0;
  for (let lane = 0; lane < lanes; lane++) open += begin(lane, minority, voters) ? 1 : 0;
  if (open > 0) {
    const passes = rows <= 96 ? 2 : rows <= 640 ? 3 : 4;
    for (let pass = 0; pass < passes; pass++) {
      sumBelow();
      for (let lane = 0; lane < lanes; lane++) narrow(lane, pass, minority);
    }
    gatherWindows();
  }
  for (let lane = 0; lane < lanes; lane++) {
    let median = get(atMedian, lane);
    if (median === undecided) {
      const at = <usize>(lane * windowLength) << 3;
      const count = load<i32>(search + atCount + (lane << 2));
      if (count > 0) median = select(at, count, get(atLowSum, lane), minority, doubt);
      if (median === undecided) median = asTheTwin(lane, minority, silent);
      set(atMedian, lane, median);
    }
  }
}

/** Settles a lane that needs no search; else its first threshold, from the mean and spread of the scores above zero. */
function begin(lane: i32, minority: f64, voters: f64): bool {
  const zero = get(atZero, lane);
  const infinite = Infinity;
  set(atLow, lane, infinite);
  set(atHigh, lane, infinite);
  set(atThreshold, lane, infinite);
  set(atMedian, lane, undecided);
  if (get(atMean, lane) === 0 || zero > minority + doubt) {
    set(atMedian, lane, 0);
    return false;
  }
  if (zero >= minority - doubt || voters <= minority + doubt) return false;
  const above = 1 / (voters - zero);
  const mean = get(atMean, lane) * above;
  const spread = sqrt(max(get(atSquare, lane) * above - mean * mean, 0)) + mean * 1e-9;
  set(atLow, lane, 0);
  set(atLowSum, lane, zero);
  set(atHighSum, lane, voters);
  set(atSpread, lane, spread);
  set(atThreshold, lane, max(mean + 2.5 * spread * ((minority - zero) * above - 0.5), mean * 1e-3));
  return true;
}

/** Moves a bound to the threshold and chooses the next: beyond the median first, then between the bounds. */
function narrow(lane: i32, pass: i32, minority: f64): void {
  const threshold = get(atThreshold, lane);
  if (threshold === Infinity) return;
  const sum = get(atSum, lane);
  if (sum > minority + doubt) {
    set(atHigh, lane, threshold);
    set(atHighSum, lane, sum);
  } else if (sum < minority - doubt) {
    set(atLow, lane, threshold);
    set(atLowSum, lane, sum);
  } else {
    // The bound may lie anywhere near: no further threshold, what is between the bounds will tell.
    set(atThreshold, lane, Infinity);
    return;
  }
  const low = get(atLow, lane);
  const high = get(atHigh, lane);
  const spread = get(atSpread, lane) * (pass < 2 ? 1 : 4);
  const missing = minority - sum;
  let next: f64;
  if (high === Infinity) next = low + spread * (3 * missing + 0.04);
  else if (low === 0) next = high + spread * (3 * missing - 0.04);
  else {
    const lowSum = get(atLowSum, lane);
    const aside = (get(atHighSum, lane) - lowSum) * 0.06;
    const aim = minority + (sum < minority ? aside : -aside);
    next = low + ((high - low) * (aim - lowSum)) / (get(atHighSum, lane) - lowSum);
  }
  if (next <= low || next >= high) next = high === Infinity ? low * 2 : 0.5 * (low + high);
  set(atThreshold, lane, next);
}

/** The stake on scores up to the threshold of each lane. */
function sumBelow(): void {
  const t0 = v128.load(search + atThreshold);
  const t1 = v128.load(search + atThreshold, 16);
  const t2 = v128.load(search + atThreshold, 32);
  const t3 = v128.load(search + atThreshold, 48);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let at = scores;
  const end = vote + (rows << 3);
  for (let voter = vote; voter < end; voter += 8) {
    const share = v128.load64_splat(voter);
    s0 = f64x2.add(s0, v128.and(share, f64x2.le(v128.load(at), t0)));
    s1 = f64x2.add(s1, v128.and(share, f64x2.le(v128.load(at, 16), t1)));
    s2 = f64x2.add(s2, v128.and(share, f64x2.le(v128.load(at, 32), t2)));
    s3 = f64x2.add(s3, v128.and(share, f64x2.le(v128.load(at, 48), t3)));
    at += scoreBytes;
  }
  // Validators without a weight vote for zero, as do those whose score is zero.
  const said = silentShare;
  v128.store(search + atSum, f64x2.add(s0, said));
  v128.store(search + atSum, f64x2.add(s1, said), 16);
  v128.store(search + atSum, f64x2.add(s2, said), 32);
  v128.store(search + atSum, f64x2.add(s3, said), 48);
}

let silentShare: v128 = f64x2.splat(0);

export function setSilent(share: f64): void {
  silentShare = f64x2.splat(share);
}

/** Scores above the lower and up to the upper bound, with their stakes, lane by lane. */
function gatherWindows(): void {
  const l0 = v128.load(search + atLow);
  const l1 = v128.load(search + atLow, 16);
  const l2 = v128.load(search + atLow, 32);
  const l3 = v128.load(search + atLow, 48);
  const h0 = v128.load(search + atHigh);
  const h1 = v128.load(search + atHigh, 16);
  const h2 = v128.load(search + atHigh, 32);
  const h3 = v128.load(search + atHigh, 48);
  for (let lane = 0; lane < lanes; lane++) store<i32>(search + atCount + (lane << 2), 0);
  let at = scores;
  const end = vote + (rows << 3);
  for (let voter = vote; voter < end; voter += 8, at += scoreBytes) {
    const w0 = v128.load(at);
    const w1 = v128.load(at, 16);
    const w2 = v128.load(at, 32);
    const w3 = v128.load(at, 48);
    const m0 = v128.and(f64x2.gt(w0, l0), f64x2.le(w0, h0));
    const m1 = v128.and(f64x2.gt(w1, l1), f64x2.le(w1, h1));
    const m2 = v128.and(f64x2.gt(w2, l2), f64x2.le(w2, h2));
    const m3 = v128.and(f64x2.gt(w3, l3), f64x2.le(w3, h3));
    if (!v128.any_true(v128.or(v128.or(m0, m1), v128.or(m2, m3)))) continue;
    const share = load<f64>(voter);
    if (share === 0) continue;
    let bits =
      i64x2.bitmask(m0) | (i64x2.bitmask(m1) << 2) | (i64x2.bitmask(m2) << 4) | (i64x2.bitmask(m3) << 6);
    for (; bits !== 0; bits &= bits - 1) {
      const lane = <i32>ctz(bits);
      const counter = search + atCount + (lane << 2);
      const count = load<i32>(counter);
      const to = <usize>(lane * windowLength + count) << 3;
      store<f64>(windowScore + to, load<f64>(at + (lane << 3)));
      store<f64>(windowStake + to, share);
      store<i32>(counter, count + 1);
    }
  }
}

/** All voters of one miner in the order of the rows, through the readable text's quickselect. */
function asTheTwin(lane: i32, minority: f64, silent: f64): f64 {
  let count = 0;
  const base = <usize>(lane * windowLength) << 3;
  for (let row = 0; row < rows; row++) {
    const share = load<f64>(vote + (row << 3));
    if (share <= 0) continue;
    const to = base + (<usize>count << 3);
    store<f64>(windowScore + to, load<f64>(scores + row * scoreBytes + (lane << 3)));
    store<f64>(windowStake + to, share);
    count += 1;
  }
  if (silent > 0) {
    const to = base + (<usize>count << 3);
    store<f64>(windowScore + to, 0);
    store<f64>(windowStake + to, silent);
    count += 1;
  }
  return select(base, count, 0, minority, -1);
}

/**
 * `weightedMedian` of sim/consensus, decision by decision, on the voters at `base`; `below` is the stake on lower
 * scores that are not among them. Gives `undecided` where a sum is within `tolerance` of the minority.
 */
export function select(base: usize, count: i32, below: f64, minority: f64, tolerance: f64): f64 {
  const score = windowScore + base;
  const share = windowStake + base;
  let first = 0;
  let end = count;
  while (end - first > 1 || (tolerance > 0 && end > first)) {
    const pivot = load<f64>(score + (((first + end) >> 1) << 3));
    let lower = first;
    let voter = first;
    let upper = end;
    while (voter < upper) {
      const value = load<f64>(score + (voter << 3));
      if (value < pivot) swap(score, share, voter++, lower++);
      else if (value > pivot) swap(score, share, voter, --upper);
      else voter++;
    }
    let lowerStake: f64 = 0;
    for (let k = first; k < lower; k++) lowerStake += load<f64>(share + (k << 3));
    if (abs(below + lowerStake - minority) <= tolerance) return undecided;
    if (lower > first && minority < below + lowerStake) {
      end = lower;
      continue;
    }
    let equalStake: f64 = 0;
    for (let k = lower; k < upper; k++) equalStake += load<f64>(share + (k << 3));
    if (abs(below + lowerStake + equalStake - minority) <= tolerance) return undecided;
    if (upper < end && below + lowerStake + equalStake <= minority) {
      below += lowerStake + equalStake;
      first = upper;
      continue;
    }
    if (tolerance > 0 && below + lowerStake + equalStake <= minority) return undecided;
    return pivot;
  }
  if (tolerance > 0) return undecided;
  return end > first ? load<f64>(score + (first << 3)) : 0;
}

@inline
function swap(score: usize, share: usize, one: i32, other: i32): void {
  const a = <usize>one << 3;
  const b = <usize>other << 3;
  const heldShare = load<f64>(share + a);
  const heldScore = load<f64>(score + a);
  store<f64>(share + a, load<f64>(share + b));
  store<f64>(score + a, load<f64>(score + b));
  store<f64>(share + b, heldShare);
  store<f64>(score + b, heldScore);
}
