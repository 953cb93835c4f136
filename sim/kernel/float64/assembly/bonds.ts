import {
  addAcross,
  bitStride,
  blocks,
  bonds,
  cellBytes,
  cellStride,
  consensus,
  dividend,
  first,
  held,
  high,
  incentive,
  last,
  listed,
  low,
  n,
  renewed,
  rows,
  scoreBytes,
  scores,
  search,
  stake,
  total,
  weights,
} from './layout';
import { pairAlpha } from './pairAlpha';

/** Two f64 of the numbers of a block: of a row, of eight miners. */
@inline
const quarter: i32 = 16;

/** [8] f64 each, at `search`: what was held and bought, its parts, the largest bond. */
@inline
const atKeep: usize = 0;
@inline
const atBuy: usize = 64;
@inline
const atTotal: usize = 128;
@inline
const atLargest: usize = 192;
@inline
const atEarned: usize = 256;

let clips: bool = true;
let penalty: v128 = f64x2.splat(1);

export function setPenalty(share: f64): void {
  clips = share === 1;
  penalty = f64x2.splat(share);
}

/** The weight that buys bonds. */
@inline
export function bondWeight(weight: v128, limit: v128): v128 {
  const clipped = f64x2.pmin(weight, limit);
  return clips ? clipped : f64x2.add(weight, f64x2.mul(penalty, f64x2.sub(clipped, weight)));
}

/** Steps 11, 12 and 16 of Yuma 2: bonds by share, dividends before their normalisation, bonds as u16. */
export function moveByShare(share: f64): void {
  setPenalty(share);
  memory.fill(dividend, 0, <usize>rows << 3);
  for (let block = 0; block < blocks; block++) {
    const cell = block * cellStride;
    const uids = block << 6;
    buy(weights + cell, uids);
    holdings(bonds + cell);
    for (let lane = 0; lane < 8; lane++) part(uids, lane);
    for (let pair = 0; pair < 4; pair++) renew(bonds + cell, pair);
    for (let lane = 0; lane < 8; lane++) reward(uids, lane);
    pay(bonds + cell, held + block * bitStride, true);
  }
}

/** What every validator would buy, stake times weight, to `scores`; the sums of it, to `atBuy`. */
function buy(cell: usize, uids: usize): void {
  const limits = consensus + uids;
  const c0 = v128.load(limits);
  const c1 = v128.load(limits, 16);
  const c2 = v128.load(limits, 32);
  const c3 = v128.load(limits, 48);
  let b0 = f64x2.splat(0);
  let b1 = b0;
  let b2 = b0;
  let b3 = b0;
  let to = scores;
  let s = stake;
  const end = total + (rows << 3);
  for (let t = total; t < end; t += 8, s += 8, cell += cellBytes, to += scoreBytes) {
    const eight = v128.load(cell);
    const lower = low(eight);
    const upper = high(eight);
    const sum = v128.load64_splat(t);
    const own = v128.load64_splat(s);
    const x0 = f64x2.mul(bondWeight(f64x2.div(first(lower), sum), c0), own);
    const x1 = f64x2.mul(bondWeight(f64x2.div(last(lower), sum), c1), own);
    const x2 = f64x2.mul(bondWeight(f64x2.div(first(upper), sum), c2), own);
    const x3 = f64x2.mul(bondWeight(f64x2.div(last(upper), sum), c3), own);
    v128.store(to, x0);
    v128.store(to, x1, 16);
    v128.store(to, x2, 32);
    v128.store(to, x3, 48);
    b0 = f64x2.add(b0, x0);
    b1 = f64x2.add(b1, x1);
    b2 = f64x2.add(b2, x2);
    b3 = f64x2.add(b3, x3);
  }
  v128.store(search + atBuy, b0);
  v128.store(search + atBuy, b1, 16);
  v128.store(search + atBuy, b2, 32);
  v128.store(search + atBuy, b3, 48);
}

/** Sums of the bonds held, whole numbers below 2^32, to `atKeep`. */
function holdings(cell: usize): void {
  let lower = i32x4.splat(0);
  let upper = lower;
  for (const end = cell + rows * cellBytes; cell < end; cell += cellBytes) {
    const eight = v128.load(cell);
    lower = i32x4.add(lower, low(eight));
    upper = i32x4.add(upper, high(eight));
  }
  v128.store(search + atKeep, f64x2.convert_low_i32x4_u(lower));
  v128.store(search + atKeep, f64x2.convert_low_i32x4_u(v128.shuffle<u64>(lower, lower, 1, 0)), 16);
  v128.store(search + atKeep, f64x2.convert_low_i32x4_u(upper), 32);
  v128.store(search + atKeep, f64x2.convert_low_i32x4_u(v128.shuffle<u64>(upper, upper, 1, 0)), 48);
}

/** From the sums to what a held bond and a bought one count for. */
function part(uids: usize, lane: i32): void {
  const at = search + (lane << 3);
  const anew = load<f64>(renewed + uids + (lane << 3));
  const all = load<f64>(at + atKeep);
  const bought = load<f64>(at + atBuy);
  store<f64>(at + atKeep, all > 0 ? (1 - anew) / all : 0);
  store<f64>(at + atBuy, bought > 0 ? anew / bought : 0);
}

/** The moving average of two miners of a block (`pair` 0 … 3), to `scores`; its sums and its largest. */
function renew(cell: usize, pair: i32): void {
  const at = search + pair * quarter;
  const keep = v128.load(at + atKeep);
  const anew = v128.load(at + atBuy);
  let sum = f64x2.splat(0);
  let largest = sum;
  let bonded = scores + pair * quarter;
  const end = bonded + rows * scoreBytes;
  for (cell += pair << 2; bonded < end; bonded += scoreBytes, cell += cellBytes) {
    const both = f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_u(v128.load32_zero(cell)));
    const bond = f64x2.add(f64x2.mul(both, keep), f64x2.mul(v128.load(bonded), anew));
    v128.store(bonded, bond);
    sum = f64x2.add(sum, bond);
    largest = f64x2.pmax(largest, bond);
  }
  v128.store(at + atTotal, sum);
  v128.store(at + atLargest, largest);
}

/** Divisors of the shares and of the stored bonds; a miner without bonds, or past the last, divides zeros by one. */
function reward(uids: usize, lane: i32): void {
  const at = search + (lane << 3);
  const sum = load<f64>(at + atTotal);
  const whole: f64 = sum > 0 ? sum : 1;
  const largest = load<f64>(at + atLargest) / whole;
  store<f64>(at + atTotal, whole);
  store<f64>(at + atLargest, largest > 0 ? largest : 1);
  store<f64>(at + atEarned, load<f64>(incentive + uids + (lane << 3)));
}

/** Dividends of the validators and the stored bonds of a block, two rows at a time. `shares`: bonds sum to one. */
@inline
function pay(cell: usize, bit: usize, shares: bool): void {
  const t0 = v128.load(search + atTotal);
  const t1 = v128.load(search + atTotal, 16);
  const t2 = v128.load(search + atTotal, 32);
  const t3 = v128.load(search + atTotal, 48);
  const e0 = v128.load(search + atEarned);
  const e1 = v128.load(search + atEarned, 16);
  const e2 = v128.load(search + atEarned, 32);
  const e3 = v128.load(search + atEarned, 48);
  let at = scores;
  const end = dividend + (rows << 3);
  for (let sum = dividend; sum < end; sum += 16, at += 2 * scoreBytes, cell += 2 * cellBytes, bit += 2) {
    let a0 = v128.load(at);
    let a1 = v128.load(at, 16);
    let a2 = v128.load(at, 32);
    let a3 = v128.load(at, 48);
    let b0 = v128.load(at, 64);
    let b1 = v128.load(at, 80);
    let b2 = v128.load(at, 96);
    let b3 = v128.load(at, 112);
    if (shares) {
      a0 = f64x2.div(a0, t0);
      a1 = f64x2.div(a1, t1);
      a2 = f64x2.div(a2, t2);
      a3 = f64x2.div(a3, t3);
      b0 = f64x2.div(b0, t0);
      b1 = f64x2.div(b1, t1);
      b2 = f64x2.div(b2, t2);
      b3 = f64x2.div(b3, t3);
    }
    keepBonds(cell, bit, a0, a1, a2, a3, shares);
    keepBonds(cell + cellBytes, bit + 1, b0, b1, b2, b3, shares);
    addAcross(
      sum,
      f64x2.mul(a0, e0),
      f64x2.mul(a1, e1),
      f64x2.mul(a2, e2),
      f64x2.mul(a3, e3),
      f64x2.mul(b0, e0),
      f64x2.mul(b1, e1),
      f64x2.mul(b2, e2),
      f64x2.mul(b3, e3),
    );
  }
}

/** Eight bonds of a row as u16 of the largest of their miner, and a bit for each that is above zero. */
@inline
function keepBonds(cell: usize, bit: usize, a0: v128, a1: v128, a2: v128, a3: v128, shares: bool): void {
  const none = f64x2.splat(0);
  const lower = v128.shuffle<u32>(f64x2.gt(a0, none), f64x2.gt(a1, none), 0, 2, 4, 6);
  const upper = v128.shuffle<u32>(f64x2.gt(a2, none), f64x2.gt(a3, none), 0, 2, 4, 6);
  store<u8>(bit, i16x8.bitmask(i16x8.narrow_i32x4_s(lower, upper)));
  let q0 = a0;
  let q1 = a1;
  let q2 = a2;
  let q3 = a3;
  if (shares) {
    q0 = f64x2.div(a0, v128.load(search + atLargest));
    q1 = f64x2.div(a1, v128.load(search + atLargest, 16));
    q2 = f64x2.div(a2, v128.load(search + atLargest, 32));
    q3 = f64x2.div(a3, v128.load(search + atLargest, 48));
  }
  v128.store(
    cell,
    i16x8.narrow_i32x4_u(v128.shuffle<u32>(whole(q0), whole(q1), 0, 2, 4, 6), v128.shuffle<u32>(whole(q2), whole(q3), 0, 2, 4, 6)),
  );
}

/** ⌊65,535 share⌋ in the low half of each lane: 2^52 is added to it, beyond which the bits of a double count ones. */
@inline
export function whole(share: v128): v128 {
  return f64x2.add(f64x2.floor(f64x2.mul(share, f64x2.splat(65535))), f64x2.splat(4503599627370496));
}

/**
 * Steps 11, 12 and 16 of Yuma 3: every bond follows its weight. `part` of it is renewed, or with `liquid` the part
 * that the pair's own sigmoid names.
 */
export function moveByPair(share: f64, anew: f64, liquid: bool): void {
  setPenalty(share);
  memory.fill(dividend, 0, <usize>rows << 3);
  for (let block = 0; block < blocks; block++) {
    const cell = block * cellStride;
    const uids = block << 6;
    for (let pair = 0; pair < 4; pair++) {
      if (liquid) followLiquid(cell, uids, listed + block * bitStride, pair);
      else follow(cell, uids, pair, anew);
    }
    for (let lane = 0; lane < 8; lane++) rewardPerBond(uids, lane);
    pay(bonds + cell, held + block * bitStride, false);
  }
}

function follow(cell: usize, uids: usize, pair: i32, anew: f64): void {
  const limit = v128.load(consensus + uids + pair * quarter);
  const come = f64x2.splat(anew);
  const stay = f64x2.splat(1 - anew);
  const one = f64x2.splat(65535);
  let sum = f64x2.splat(0);
  let to = scores + pair * quarter;
  let weight = weights + cell + (pair << 2);
  let bond = bonds + cell + (pair << 2);
  for (let row = 0; row < rows; row++) {
    const asked = f64x2.div(two(weight), v128.load64_splat(total + (row << 3)));
    const had = f64x2.div(two(bond), one);
    const has = f64x2.add(f64x2.mul(come, bondWeight(asked, limit)), f64x2.mul(stay, had));
    v128.store(to, has);
    sum = f64x2.add(sum, has);
    weight += cellBytes;
    bond += cellBytes;
    to += scoreBytes;
  }
  v128.store(search + atTotal + pair * quarter, sum);
}

function followLiquid(cell: usize, uids: usize, bits: usize, pair: i32): void {
  const limit = v128.load(consensus + uids + pair * quarter);
  const one = f64x2.splat(1);
  const none = f64x2.splat(0);
  let sum = none;
  let to = scores + pair * quarter;
  let weight = weights + cell + (pair << 2);
  let bond = bonds + cell + (pair << 2);
  const shift = pair << 1;
  for (let row = 0; row < rows; row++) {
    const asked = f64x2.div(two(weight), v128.load64_splat(total + (row << 3)));
    const had = f64x2.div(two(bond), f64x2.splat(65535));
    const buys = bondWeight(asked, limit);
    const part = pairAlpha(limit, buys, had);
    let has = f64x2.pmin(
      one,
      f64x2.add(f64x2.mul(f64x2.sub(one, part), had), f64x2.mul(part, buys)),
    );
    const named = <i64>(load<u8>(bits + row) >> <u8>shift);
    const lists = i64x2(-(named & 1), -((named >> 1) & 1));
    const spent = v128.and(f64x2.eq(buys, none), f64x2.gt(asked, none));
    has = v128.and(has, v128.andnot(lists, spent));
    v128.store(to, has);
    sum = f64x2.add(sum, has);
    weight += cellBytes;
    bond += cellBytes;
    to += scoreBytes;
  }
  v128.store(search + atTotal + pair * quarter, sum);
}

/** Two cells as f64. */
@inline
function two(cell: usize): v128 {
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_u(v128.load32_zero(cell)));
}

/** Incentive for each unit of bond. */
function rewardPerBond(uids: usize, lane: i32): void {
  const at = search + (lane << 3);
  const sum = load<f64>(at + atTotal);
  const earned = load<f64>(incentive + uids + (lane << 3));
  store<f64>(at + atEarned, earned === 0 || sum === 0 ? 0 : earned / sum);
}
