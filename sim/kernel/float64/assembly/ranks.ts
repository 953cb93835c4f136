import {
  addAcross,
  blocks,
  cellBytes,
  cellStride,
  consensus,
  first,
  high,
  last,
  low,
  prerank,
  rank,
  rows,
  scoreBytes,
  scores,
  search,
  stake,
  total,
  trust,
  vote,
  weights,
} from './layout';
import { atMean, atMedian, atSquare, atZero, medians, setSilent } from './median';

/**
 * Steps 6 to 10 of the epoch: prerank, consensus and clipped rank of every miner, trust of every validator.
 * `staked` is the stake of all voters, `silent` the part of those without a row.
 */
export function rankMiners(minority: f64, staked: f64, voters: f64, silent: f64): void {
  setSilent(silent);
  memory.fill(trust, 0, <usize>rows << 3);
  for (let block = 0; block < blocks; block++) {
    normalise(weights + block * cellStride, block << 6, staked, silent);
    medians(minority, voters, silent);
    memory.copy(consensus + (block << 6), search + atMedian, 64);
    clip(block << 6);
  }
}

/** Weights of a block as shares of their rows, to `scores`; prerank, and what a first threshold wants to know. */
function normalise(cell: usize, uids: usize, staked: f64, silent: f64): void {
  const none = f64x2.splat(0);
  let r0 = none;
  let r1 = none;
  let r2 = none;
  let r3 = none;
  let z0 = none;
  let z1 = none;
  let z2 = none;
  let z3 = none;
  let q0 = none;
  let q1 = none;
  let q2 = none;
  let q3 = none;
  let to = scores;
  const ahead = rows << 3;
  const end = total + ahead;
  let s = stake;
  let v = vote;
  for (let t = total; t < end; t += 8, s += 8, v += 8, cell += cellBytes, to += scoreBytes) {
    const eight = v128.load(cell);
    const lower = low(eight);
    const upper = high(eight);
    const sum = v128.load64_splat(t);
    const w0 = f64x2.div(first(lower), sum);
    const w1 = f64x2.div(last(lower), sum);
    const w2 = f64x2.div(first(upper), sum);
    const w3 = f64x2.div(last(upper), sum);
    v128.store(to, w0);
    v128.store(to, w1, 16);
    v128.store(to, w2, 32);
    v128.store(to, w3, 48);
    const held = v128.load64_splat(s);
    const p0 = f64x2.mul(w0, held);
    const p1 = f64x2.mul(w1, held);
    const p2 = f64x2.mul(w2, held);
    const p3 = f64x2.mul(w3, held);
    r0 = f64x2.add(r0, p0);
    r1 = f64x2.add(r1, p1);
    r2 = f64x2.add(r2, p2);
    r3 = f64x2.add(r3, p3);
    q0 = f64x2.add(q0, f64x2.mul(p0, w0));
    q1 = f64x2.add(q1, f64x2.mul(p1, w1));
    q2 = f64x2.add(q2, f64x2.mul(p2, w2));
    q3 = f64x2.add(q3, f64x2.mul(p3, w3));
    const share = v128.load64_splat(v);
    z0 = f64x2.add(z0, v128.and(share, f64x2.eq(w0, none)));
    z1 = f64x2.add(z1, v128.and(share, f64x2.eq(w1, none)));
    z2 = f64x2.add(z2, v128.and(share, f64x2.eq(w2, none)));
    z3 = f64x2.add(z3, v128.and(share, f64x2.eq(w3, none)));
  }
  const before = prerank + uids;
  v128.store(before, r0);
  v128.store(before, r1, 16);
  v128.store(before, r2, 32);
  v128.store(before, r3, 48);
  const said = f64x2.splat(silent);
  v128.store(search + atZero, f64x2.add(z0, said));
  v128.store(search + atZero, f64x2.add(z1, said), 16);
  v128.store(search + atZero, f64x2.add(z2, said), 32);
  v128.store(search + atZero, f64x2.add(z3, said), 48);
  const all = f64x2.splat(staked > 0 ? 1 / staked : 0);
  v128.store(search + atMean, f64x2.mul(r0, all));
  v128.store(search + atMean, f64x2.mul(r1, all), 16);
  v128.store(search + atMean, f64x2.mul(r2, all), 32);
  v128.store(search + atMean, f64x2.mul(r3, all), 48);
  v128.store(search + atSquare, f64x2.mul(q0, all));
  v128.store(search + atSquare, f64x2.mul(q1, all), 16);
  v128.store(search + atSquare, f64x2.mul(q2, all), 32);
  v128.store(search + atSquare, f64x2.mul(q3, all), 48);
}

/** Clips the block at its consensus, two rows at a time: ranks of its miners, trust of the validators. */
function clip(uids: usize): void {
  const limits = consensus + uids;
  const c0 = v128.load(limits);
  const c1 = v128.load(limits, 16);
  const c2 = v128.load(limits, 32);
  const c3 = v128.load(limits, 48);
  let r0 = f64x2.splat(0);
  let r1 = r0;
  let r2 = r0;
  let r3 = r0;
  let at = scores;
  let s = stake;
  const end = trust + (rows << 3);
  for (let sum = trust; sum < end; sum += 16, s += 16, at += 2 * scoreBytes) {
    const a0 = f64x2.pmin(v128.load(at), c0);
    const a1 = f64x2.pmin(v128.load(at, 16), c1);
    const a2 = f64x2.pmin(v128.load(at, 32), c2);
    const a3 = f64x2.pmin(v128.load(at, 48), c3);
    const b0 = f64x2.pmin(v128.load(at, 64), c0);
    const b1 = f64x2.pmin(v128.load(at, 80), c1);
    const b2 = f64x2.pmin(v128.load(at, 96), c2);
    const b3 = f64x2.pmin(v128.load(at, 112), c3);
    addAcross(sum, a0, a1, a2, a3, b0, b1, b2, b3);
    const one = v128.load64_splat(s);
    const two = v128.load64_splat(s, 8);
    r0 = f64x2.add(f64x2.add(r0, f64x2.mul(a0, one)), f64x2.mul(b0, two));
    r1 = f64x2.add(f64x2.add(r1, f64x2.mul(a1, one)), f64x2.mul(b1, two));
    r2 = f64x2.add(f64x2.add(r2, f64x2.mul(a2, one)), f64x2.mul(b2, two));
    r3 = f64x2.add(f64x2.add(r3, f64x2.mul(a3, one)), f64x2.mul(b3, two));
  }
  const after = rank + uids;
  v128.store(after, r0);
  v128.store(after, r1, 16);
  v128.store(after, r2, 32);
  v128.store(after, r3, 48);
}
