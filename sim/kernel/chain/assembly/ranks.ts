import {
  clear,
  factors,
  gatherRows,
  openColumn,
  productCells,
  scatter,
  stakes,
  sumsOf,
  votes,
  weightColumn,
  width,
} from './columns';
import { largest4, mul4, NEAR_ONE, shares4, total4 } from './fixed';
import { median } from './median';
import {
  consensusAt,
  majority,
  outcome,
  preranksAt,
  put64,
  ranksAt,
  scalarOnly,
  scratch,
  soleStake,
  stride,
  trustSumsAt,
  wideAt,
  wideTrustAt,
} from './place';
import { rankWide } from './ranksWide';

/** Steps 6–10 of the columns from … to − 1: prerank, median, clipping, trust of validators, rank. */
export function rankColumns(from: i32, to: i32, thread: i32): void {
  memory.fill(trustSumsAt + (<usize>(thread * stride) << 2), 0, <usize>stride << 2);
  memory.fill(wideTrustAt + (<usize>(thread * stride) << 3), 0, <usize>stride << 3);
  const wide = scalarOnly || soleStake || outcome != 0;
  for (let column = from; column < to; column++) {
    openColumn(column);
    if (wide || load<u8>(wideAt + column) != 0) rankWide(column, thread);
    else rank(column, thread);
  }
}

function rank(column: i32, thread: i32): void {
  const at = weightColumn(column, thread);
  gatherRows(thread);
  const factorsAt = factors;
  const rowStakeAt = stakes;
  const votesAt = votes;
  const shares = scratch(thread, 2);
  const end = <usize>width << 1;
  let prerank = i32x4.splat(0);
  let above = i32x4.splat(0);
  let tops = i32x4.splat(0);
  const zero = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 16) {
    const weights = v128.load(at + place);
    const factors = factorsAt + (place << 2);
    const cells = place << 1;
    const a = shares4(i32x4.extend_low_i16x8_u(weights), v128.load(factors), v128.load(factors, 16));
    const b = shares4(i32x4.extend_high_i16x8_u(weights), v128.load(factors, 32), v128.load(factors, 48));
    v128.store(shares + cells, a);
    v128.store(shares + cells, b, 16);
    prerank = i32x4.add(prerank, mul4(a, v128.load(rowStakeAt + cells)));
    prerank = i32x4.add(prerank, mul4(b, v128.load(rowStakeAt + cells, 16)));
    above = i32x4.add(above, v128.andnot(v128.load(votesAt + cells), i32x4.eq(a, zero)));
    above = i32x4.add(above, v128.andnot(v128.load(votesAt + cells, 16), i32x4.eq(b, zero)));
    tops = i32x4.max_u(tops, i32x4.max_u(a, b));
  }
  const total = total4(prerank);
  const aboveZero = total4(above);
  put64(preranksAt, column, total);
  const top = largest4(tops);
  // The stake above zero may be 1.0, which wraps to zero.
  if (aboveZero == 0 && top > 0) {
    rankWide(column, thread);
    return;
  }
  if (<u64>aboveZero < majority) {
    put64(consensusAt, column, 0);
    put64(ranksAt, column, 0);
    const kept = productCells();
    if (kept != 0) clear(kept, <usize>width << 2);
    return;
  }
  const agreed = median(shares, votesAt, <u32>majority, aboveZero, top, total, thread);
  put64(consensusAt, column, agreed);
  put64(ranksAt, column, clip(column, agreed, shares, thread));
}

/** Step 8–10: what is above the consensus is cut; returns the rank. */
function clip(column: i32, agreed: u32, shares: usize, thread: i32): u64 {
  const trustOfRows = trustSumsAt + (<usize>(thread * stride) << 2);
  const trust = sumsOf(trustOfRows, thread);
  const rowStakeAt = stakes;
  const end = <usize>width << 2;
  const ceiling = i32x4.splat(agreed);
  const kept = productCells();
  let sum = i32x4.splat(0);
  let tops = i32x4.splat(0);
  for (let place: usize = 0; place < end; place += 16) {
    const clipped = i32x4.min_u(v128.load(shares + place), ceiling);
    const product = mul4(clipped, v128.load(rowStakeAt + place));
    if (kept != 0) v128.store(kept + place, product);
    sum = i32x4.add(sum, product);
    tops = i32x4.max_u(tops, product);
    v128.store(trust + place, i32x4.add(v128.load(trust + place), clipped));
  }
  scatter(trustOfRows, thread);
  const total = total4(sum);
  // One contributor owns the column whole (1.0), and so nearly does one beside dust.
  if (total == largest4(tops) || total >= NEAR_ONE) store<u8>(wideAt + column, 1);
  return total;
}
