import { BETWEEN, bondMode, bondWeights4, CLIPPED, KEPT, NONE, RAW } from './bondWeights';
import {
  bondColumn,
  cellsOf,
  clear,
  factors,
  gatherRows,
  heldBits,
  openColumn,
  productCells,
  scatter,
  stakes,
  sumsOf,
  weightColumn,
  width,
} from './columns';
import {
  largest4,
  mul4,
  NEAR_ONE,
  nearOne4,
  ONE,
  quotients4,
  shareFactor,
  shares4,
  total4,
} from './fixed';
import {
  alphasAt,
  bondsAt,
  consensusAt,
  dividendSumsAt,
  incentiveAt,
  penalty,
  preranksAt,
  ranksAt,
  scalarOnly,
  scratch,
  soleStake,
  stride,
  u64At,
  wideAt,
  wideDividendsAt,
} from './place';
import { bondWide } from './shareBondsWide';

/** Steps 11 and 12 of the columns from … to − 1 where bonds are shares of stake (all but Yuma3). */
export function bondColumns(from: i32, to: i32, thread: i32): void {
  memory.fill(dividendSumsAt + (<usize>(thread * stride) << 2), 0, <usize>stride << 2);
  memory.fill(wideDividendsAt + (<usize>(thread * stride) << 3), 0, <usize>stride << 3);
  const mode = bondMode();
  const wide = scalarOnly || soleStake;
  for (let column = from; column < to; column++) {
    openColumn(column);
    const fits = !wide && load<u8>(wideAt + column) == 0 && bond(column, thread, mode);
    if (!fits) bondWide(column, thread);
  }
}

/** One column in vectors; false, with nothing written, where a value reaches 1.0. */
function bond(column: i32, thread: i32, mode: i32): bool {
  const alpha = u64At(alphasAt, column);
  if (alpha == 0 || alpha >= ONE || u64At(incentiveAt, column) >= ONE) return false;
  const stored = bondColumn(column, thread);
  const sum = stored == 0 ? 0 : sumOf(stored);
  if (sum == SOLE) return false;
  const bonds = stored == 0 ? cellsOf(bondsAt) : stored;
  const kept = mode == CLIPPED ? productCells() : 0;
  const weights = kept != 0 ? kept : weightColumn(column, thread);
  if (kept == 0) gatherRows(thread);
  const agreed = i32x4.splat(<u32>u64At(consensusAt, column));
  let fresh = u64At(ranksAt, column);
  if (mode != CLIPPED) {
    fresh = deltaSum(weights, agreed, mode);
    if (fresh == largest && fresh > 0) return false;
  }
  if (fresh >= NEAR_ONE) return false;
  const news = <u32>fresh;
  const part = <u32>alpha;
  let total: u32;
  if (news == 0) total = renew(weights, bonds, agreed, news, sum, part, thread, NONE);
  else if (kept != 0) total = renew(weights, bonds, agreed, news, sum, part, thread, KEPT);
  else if (mode == CLIPPED) total = renew(weights, bonds, agreed, news, sum, part, thread, CLIPPED);
  else if (mode == RAW) total = renew(weights, bonds, agreed, news, sum, part, thread, RAW);
  else total = renew(weights, bonds, agreed, news, sum, part, thread, BETWEEN);
  const top = largest;
  if (top == 0) {
    empty();
    return true;
  }
  if (total == top) return false;
  const whole = total == 0 ? ONE : <u64>total;
  const most = (<u64>top << 32) / whole;
  if (most >= NEAR_ONE) return false;
  const paid = u64At(incentiveAt, column) > 0;
  if (whole >= NEAR_ONE) settle(column, total, <u32>most, thread, true, true);
  else if (paid) settle(column, total, <u32>most, thread, false, true);
  else settle(column, total, <u32>most, thread, false, false);
  return true;
}

/** A sum of bonds that one holder has alone; no sum of a column reaches it. */
const SOLE: u32 = 0xffffffff;

/** The sum of a column of bonds. */
function sumOf(at: usize): u32 {
  const end = <usize>width << 1;
  let sum = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 16) {
    const bonds = v128.load(at + place);
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(bonds));
    tops = i16x8.max_u(tops, bonds);
  }
  const total = total4(sum);
  const top = max(
    largest4(i32x4.extend_low_i16x8_u(tops)),
    largest4(i32x4.extend_high_i16x8_u(tops)),
  );
  return total == top && total > 0 ? SOLE : total;
}

/** The largest value of the last loop. */
let largest: u32 = 0;

/** The sum of what a column would buy, where it is not the rank. */
function deltaSum(weights: usize, agreed: v128, mode: i32): u64 {
  const end = <usize>width << 1;
  const rowStakeAt = stakes;
  const part = i32x4.splat(<u32>penalty);
  let sum = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 8) {
    const shares = sharesAt4(weights, place);
    const product = mul4(
      mode == RAW ? shares : bondWeights4(shares, agreed, part, BETWEEN),
      v128.load(rowStakeAt + (place << 1)),
    );
    sum = i32x4.add(sum, product);
    tops = i32x4.max_u(tops, product);
  }
  largest = largest4(tops);
  return total4(sum);
}

/** Four weights of a column as shares of their rows. */
@inline
function sharesAt4(weights: usize, place: usize): v128 {
  const own = factors + (place << 2);
  return shares4(v128.load16x4_u(weights + place), v128.load(own), v128.load(own, 16));
}

/**
 * The moving average of bonds and of what is bought, to this thread's scratch; returns its sum, modulo 1.0, and
 * leaves its largest. All that a cell needs is done at once, in registers.
 */
@inline
function renew(
  weights: usize,
  bonds: usize,
  agreed: v128,
  fresh: u32,
  bondSum: u32,
  alpha: u32,
  thread: i32,
  mode: i32,
): u32 {
  const averages = scratch(thread, 5);
  const end = <usize>width << 1;
  const rowStakeAt = stakes;
  const part = i32x4.splat(<u32>penalty);
  const bought = i32x4.splat(alpha);
  const kept = i32x4.splat(-alpha);
  const freshFactor = f64x2.splat(fresh == 0 ? 0 : 4294967296.0 / <f64>fresh);
  const freshNegated = i32x4.splat(-fresh);
  const bondFactor = f64x2.splat(shareFactor(bondSum));
  let sum = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 8) {
    const cells = place << 1;
    const held = shares4(v128.load16x4_u(bonds + place), bondFactor, bondFactor);
    let average = mul4(held, kept);
    if (mode != NONE) {
      const product =
        mode == KEPT
          ? v128.load(weights + cells)
          : mul4(bondWeights4(sharesAt4(weights, place), agreed, part, mode), v128.load(rowStakeAt + cells));
      average = i32x4.add(average, mul4(quotients4(product, freshFactor, freshNegated), bought));
    }
    v128.store(averages + cells, average);
    sum = i32x4.add(sum, average);
    tops = i32x4.max_u(tops, average);
  }
  largest = largest4(tops);
  return total4(sum);
}

/** Averages made to sum to one, what they earn, and how they are stored: the largest becomes 65535. */
@inline
function settle(column: i32, total: u32, most: u32, thread: i32, near: bool, pays: bool): void {
  const averages = scratch(thread, 5);
  const earnedByRows = dividendSumsAt + (<usize>(thread * stride) << 2);
  const earned = sumsOf(earnedByRows, thread);
  const to = cellsOf(bondsAt);
  const bits = heldBits();
  const end = <usize>width << 2;
  const negated = i32x4.splat(-total);
  const factor = f64x2.splat(4294967296.0 / <f64>total);
  const mostFactor = f64x2.splat(4294967296.0 / <f64>most);
  const mostNegated = i32x4.splat(-most);
  const mosts = i32x4.splat(most);
  const incentive = i32x4.splat(<u32>u64At(incentiveAt, column));
  const zero = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 32) {
    const oneAverage = v128.load(averages + place);
    const otherAverage = v128.load(averages + place, 16);
    const one = near ? nearOne4(oneAverage, negated) : quotients4(oneAverage, factor, negated);
    const other = near ? nearOne4(otherAverage, negated) : quotients4(otherAverage, factor, negated);
    if (pays) {
      const pay = earned + place;
      v128.store(pay, i32x4.add(v128.load(pay), mul4(one, incentive)));
      v128.store(pay, i32x4.add(v128.load(pay, 16), mul4(other, incentive)), 16);
    }
    v128.store(
      to + (place >> 1),
      i16x8.narrow_i32x4_u(
        storedOf(one, mosts, mostFactor, mostNegated),
        storedOf(other, mosts, mostFactor, mostNegated),
      ),
    );
    const empty = i32x4.bitmask(i32x4.eq(oneAverage, zero)) | (i32x4.bitmask(i32x4.eq(otherAverage, zero)) << 4);
    store<u8>(bits + (place >> 5), ~empty);
  }
  if (pays) scatter(earnedByRows, thread);
}

/** floor(floor(x / most) · 65535): q · 65535 is q · 65536 − q, whose high word is q >> 16, one less if q borrows. */
@inline
function storedOf(x: v128, most: v128, factor: v128, negated: v128): v128 {
  const q = quotients4(x, factor, negated);
  const borrow = i32x4.gt_u(q, i32x4.shl(q, 16));
  const full = i32x4.shr_u(i32x4.eq(x, most), 16);
  return v128.or(i32x4.add(i32x4.shr_u(q, 16), borrow), full);
}

function empty(): void {
  clear(cellsOf(bondsAt), <usize>width << 1);
  const bits = heldBits();
  for (let cell = 0; cell < width; cell += 8) store<u8>(bits + (cell >> 3), 0);
}
