import { bondWeight, setPenalty, whole } from './bonds';
import {
  bonds,
  consensus,
  counts,
  dividend,
  entryRows,
  held,
  incentive,
  listed,
  n,
  prerank,
  rank,
  renewed,
  rows,
  scores,
  stake,
  starts,
  total,
  trust,
  vote,
  weights,
  windowScore,
  windowStake,
} from './layout';
import { doubt, select, undecided } from './median';
import { pairAlpha } from './pairAlpha';

/**
 * The epoch where most pairs have neither weight nor bond: miner by miner, over the cells of the rows that have. What
 * is left out adds zeros to sums of numbers that are not negative, and sums run in the order of the rows and of the miners
 * as ever: the bits are the twin's. Two cells go together where they are divided, one after the other where they are added.
 */

/** The miner at hand: its cells in whole vectors of eight, those past `count` zero. */
let first: usize = 0;
let count: i32 = 0;
let width: i32 = 0;

function open(uid: i32): void {
  const at = starts + (<usize>uid << 2);
  first = load<u32>(at);
  width = <i32>(load<u32>(at, 4) - <u32>first);
  count = <i32>load<u32>(counts + (<usize>uid << 2));
}

@inline
function rowOf(cell: i32): usize {
  return load<u16>(entryRows + ((first + <usize>cell) << 1));
}

/** Numbers of the rows of two cells. */
@inline
function ofRows(array: usize, cell: i32): v128 {
  return v128.load64_lane(array + (rowOf(cell + 1) << 3), v128.load64_zero(array + (rowOf(cell) << 3)), 1);
}

/** Two u16 as f64. */
@inline
function two(matrix: usize, cell: i32): v128 {
  const at = matrix + ((first + <usize>cell) << 1);
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_u(v128.load32_zero(at)));
}

@inline
function score(cell: i32): usize {
  return scores + (<usize>cell << 3);
}

@inline
function add(to: usize, value: f64): void {
  store<f64>(to, load<f64>(to) + value);
}

/** Both, the earlier cell first. */
@inline
function plus(sum: f64, pair: v128): f64 {
  return sum + f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** `rankMiners` of ranks.ts. */
export function rankSparse(minority: f64, staked: f64, voters: f64, silent: f64): void {
  memory.fill(trust, 0, <usize>rows << 3);
  for (let uid = 0; uid < n; uid++) {
    open(uid);
    const place = <usize>uid << 3;
    let ranked: f64 = 0;
    for (let cell = 0; cell < width; cell += 2) {
      const share = f64x2.div(two(weights, cell), ofRows(total, cell));
      v128.store(score(cell), share);
      ranked = plus(ranked, f64x2.mul(share, ofRows(stake, cell)));
    }
    store<f64>(prerank + place, ranked);
    const agreed = ranked === 0 ? 0 : median(minority, voters, silent);
    store<f64>(consensus + place, agreed);
    store<f64>(rank + place, agreed === 0 ? 0 : clip(agreed));
  }
}

/** The stake-weighted median; the voters that give nothing are known by what their stakes leave. */
function median(minority: f64, voters: f64, silent: f64): f64 {
  let giving: f64 = 0;
  let givers = 0;
  for (let cell = 0; cell < count; cell++) {
    const share = load<f64>(vote + (rowOf(cell) << 3));
    const given = load<f64>(score(cell));
    if (share === 0 || given === 0) continue;
    store<f64>(windowScore + (<usize>givers << 3), given);
    store<f64>(windowStake + (<usize>givers << 3), share);
    giving += share;
    givers += 1;
  }
  const zero = voters - giving;
  if (zero > minority + doubt) return 0;
  if (zero < minority - doubt && voters > minority + doubt && givers > 0) {
    const found = select(0, givers, zero, minority, doubt);
    if (found !== undecided) return found;
  }
  return asTheTwin(minority, silent);
}

/** All voters in the order of the rows, through the readable text's quickselect. */
function asTheTwin(minority: f64, silent: f64): f64 {
  let cell = 0;
  let found: usize = 0;
  for (let row = 0; row < rows; row++) {
    const mine = cell < count && <i32>rowOf(cell) === row;
    const given = mine ? load<f64>(score(cell)) : 0;
    if (mine) cell += 1;
    const share = load<f64>(vote + (<usize>row << 3));
    if (share <= 0) continue;
    store<f64>(windowScore + found, given);
    store<f64>(windowStake + found, share);
    found += 8;
  }
  if (silent > 0) {
    store<f64>(windowScore + found, 0);
    store<f64>(windowStake + found, silent);
    found += 8;
  }
  return select(0, <i32>(found >> 3), 0, minority, -1);
}

function clip(agreed: f64): f64 {
  let sum: f64 = 0;
  for (let cell = 0; cell < count; cell++) {
    const row = rowOf(cell) << 3;
    const share = load<f64>(score(cell));
    const clipped = agreed < share ? agreed : share;
    add(trust + row, clipped);
    sum += clipped * load<f64>(stake + row);
  }
  return sum;
}

/** `moveByShare` of bonds.ts. */
export function moveSparseByShare(penalty: f64): void {
  setPenalty(penalty);
  memory.fill(dividend, 0, <usize>rows << 3);
  for (let uid = 0; uid < n; uid++) {
    open(uid);
    const place = <usize>uid << 3;
    const anew = load<f64>(renewed + place);
    const bought = buy(f64x2.splat(load<f64>(consensus + place)));
    const all = <f64>holdings();
    renew(f64x2.splat(all > 0 ? (1 - anew) / all : 0), f64x2.splat(bought > 0 ? anew / bought : 0));
    const sum: f64 = renewedSum > 0 ? renewedSum : 1;
    const most = renewedMost / sum;
    pay(f64x2.splat(sum), f64x2.splat(most > 0 ? most : 1), load<f64>(incentive + place), true);
  }
}

/** What every validator would buy, to `scores`; returns the sum. */
function buy(limit: v128): f64 {
  let sum: f64 = 0;
  for (let cell = 0; cell < width; cell += 2) {
    const share = f64x2.div(two(weights, cell), ofRows(total, cell));
    const asked = f64x2.mul(bondWeight(share, limit), ofRows(stake, cell));
    v128.store(score(cell), asked);
    sum = plus(sum, asked);
  }
  return sum;
}

function holdings(): u32 {
  let sum: u32 = 0;
  for (let cell = 0; cell < width; cell++) sum += load<u16>(bonds + ((first + <usize>cell) << 1));
  return sum;
}

let renewedSum: f64 = 0;
let renewedMost: f64 = 0;

/** The moving average, to `scores`; its sum and its largest. */
function renew(keep: v128, anew: v128): void {
  let sum: f64 = 0;
  let most = f64x2.splat(0);
  for (let cell = 0; cell < width; cell += 2) {
    const at = score(cell);
    const bond = f64x2.add(f64x2.mul(two(bonds, cell), keep), f64x2.mul(v128.load(at), anew));
    v128.store(at, bond);
    sum = plus(sum, bond);
    most = f64x2.pmax(most, bond);
  }
  renewedSum = sum;
  renewedMost = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** Dividends and stored bonds of eight cells at a time. `shares`: bonds sum to one and their largest is stored as such. */
@inline
function pay(sum: v128, most: v128, earned: f64, shares: bool): void {
  for (let eight = 0; eight < width; eight += 8) {
    let bits: u32 = 0;
    for (let pair = 0; pair < 8; pair += 2) {
      const cell = eight + pair;
      let bond = v128.load(score(cell));
      if (shares) bond = f64x2.div(bond, sum);
      v128.store(score(cell), bond);
      bits |= i64x2.bitmask(f64x2.gt(bond, f64x2.splat(0))) << pair;
      const stored = whole(shares ? f64x2.div(bond, most) : bond);
      const at = bonds + ((first + <usize>cell) << 1);
      store<u16>(at, <u16>i64x2.extract_lane(stored, 0));
      store<u16>(at, <u16>i64x2.extract_lane(stored, 1), 2);
    }
    store<u8>(held + ((first + <usize>eight) >> 3), <u8>bits);
  }
  if (earned === 0) return;
  for (let cell = 0; cell < count; cell++) {
    add(dividend + (rowOf(cell) << 3), load<f64>(score(cell)) * earned);
  }
}

/** `moveByPair` of bonds.ts. */
export function moveSparseByPair(penalty: f64, anew: f64, liquid: bool): void {
  setPenalty(penalty);
  memory.fill(dividend, 0, <usize>rows << 3);
  for (let uid = 0; uid < n; uid++) {
    open(uid);
    const place = <usize>uid << 3;
    const limit = f64x2.splat(load<f64>(consensus + place));
    const sum = liquid ? followLiquid(limit) : follow(limit, f64x2.splat(anew), f64x2.splat(1 - anew));
    const earned = load<f64>(incentive + place);
    const none = f64x2.splat(0);
    pay(none, none, earned === 0 || sum === 0 ? 0 : earned / sum, false);
  }
}

function follow(limit: v128, come: v128, stay: v128): f64 {
  const one = f64x2.splat(65535);
  let sum: f64 = 0;
  for (let cell = 0; cell < width; cell += 2) {
    const asked = f64x2.div(two(weights, cell), ofRows(total, cell));
    const had = f64x2.div(two(bonds, cell), one);
    const has = f64x2.add(f64x2.mul(come, bondWeight(asked, limit)), f64x2.mul(stay, had));
    v128.store(score(cell), has);
    sum = plus(sum, has);
  }
  return sum;
}

function followLiquid(limit: v128): f64 {
  const one = f64x2.splat(1);
  const none = f64x2.splat(0);
  let sum: f64 = 0;
  for (let cell = 0; cell < width; cell += 2) {
    const asked = f64x2.div(two(weights, cell), ofRows(total, cell));
    const had = f64x2.div(two(bonds, cell), f64x2.splat(65535));
    const buys = bondWeight(asked, limit);
    const part = pairAlpha(limit, buys, had);
    let has = f64x2.pmin(one, f64x2.add(f64x2.mul(f64x2.sub(one, part), had), f64x2.mul(part, buys)));
    const names = listed + first + <usize>cell;
    const lists = i64x2(-<i64>load<u8>(names), -<i64>load<u8>(names, 1));
    const spent = v128.and(f64x2.eq(buys, none), f64x2.gt(asked, none));
    has = v128.and(has, v128.andnot(lists, spent));
    v128.store(score(cell), has);
    sum = plus(sum, has);
  }
  return sum;
}
